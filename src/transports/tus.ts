import { DetailedError, Upload } from 'tus-js-client';
import { SupportError } from '../client/errors.ts';
import type { Credentials, UploadOptions } from '../client/transport.ts';
import type { ErrorCode } from '../protocol/errors.ts';

/** Milliseconds before each further try of a request that the network broke. */
const retryDelays = [500, 1_000, 3_000, 6_000, 12_000];

/** What a server says of a file, in the client's words. */
const codes: Readonly<Record<string, ErrorCode>> = {
  too_large: 'too_large',
  bad_name: 'file_refused',
  empty: 'file_refused',
  type_not_allowed: 'file_refused',
  content_mismatch: 'file_refused',
  file_refused: 'file_refused',
  unauthorised: 'unauthorised',
  forbidden: 'forbidden',
  rate_limited: 'rate_limited',
  unavailable: 'unavailable',
};

const statuses: Readonly<Record<number, ErrorCode>> = { 401: 'unauthorised', 403: 'forbidden', 413: 'too_large', 415: 'file_refused', 429: 'rate_limited', 503: 'unavailable' };

/**
 * Brings a file up by tus 1.0 [R64] and resolves with its id: the last segment of the upload's address. Goes on where it
 * stopped when the network breaks. Nothing of it is kept in the browser.
 */
export function uploadByTus(endpoint: string, file: File, { role, secret, token }: Credentials, { progress, signal }: UploadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new SupportError('closed'));
      return;
    }
    const upload = new Upload(file, {
      endpoint,
      retryDelays,
      storeFingerprintForResuming: false,
      headers: { Authorization: role === 'customer' ? `Desk ${secret ?? ''}` : `Bearer ${token ?? ''}` },
      metadata: { filename: file.name },
      onProgress: (sent, total) => {
        progress?.(total ? sent / total : 0);
      },
      onSuccess: () => {
        const id = upload.url?.replace(/[?#].*$/s, '').split('/').at(-1);
        if (id) resolve(decodeURIComponent(id));
        else reject(new SupportError('upload_failed'));
      },
      onError: (cause) => {
        reject(new SupportError(codeOf(cause), {}, cause));
      },
    });
    signal?.addEventListener(
      'abort',
      () => {
        // What the server has of it is taken away there too, if that can be said now; else it runs out by itself.
        upload.abort(true).catch(() => {});
        reject(new SupportError('closed'));
      },
      { once: true },
    );
    upload.start();
  });
}

function codeOf(error: Error): ErrorCode {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return 'offline';
  return codes[refusalIn(response.getBody())] ?? statuses[response.getStatus()] ?? 'upload_failed';
}

function refusalIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  } catch {
    return '';
  }
}
