import { SupportError } from '../client/errors.ts';
import type { Credentials, UploadOptions } from '../client/transport.ts';
import { fileFaults } from '../domain/file-faults.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import { ask, type Answer } from './tus-request.ts';

/** What a server says of a file, in the client's words. */
const codes: Readonly<Record<string, ErrorCode>> = {
  too_large: 'too_large',
  unauthorised: 'unauthorised',
  forbidden: 'forbidden',
  rate_limited: 'rate_limited',
  unavailable: 'unavailable',
};

const statuses: Readonly<Record<number, ErrorCode>> = { 401: 'unauthorised', 403: 'forbidden', 415: 'file_refused', 429: 'rate_limited', 503: 'unavailable' };

const octets = 'application/offset+octet-stream';

/**
 * Brings a file up by tus 1.0 [R64], [R116], from where it had got to, and resolves with its id: the last segment of the upload's
 * address, by which it is known in between as well. One try: what breaks off rejects.
 */
export async function uploadByTus(endpoint: string, file: File, credentials: Credentials, { place, began, sent, piece, signal }: UploadOptions): Promise<string> {
  const headers = headersOf(credentials);
  const stop = () => {
    if (signal?.aborted) throw new SupportError('closed');
  };
  stop();
  let offset = 0;
  let id = place;
  if (id === undefined) {
    // Not called off in the middle: nobody would know of what has begun there.
    const metadata = `filename ${base64(file.name)}`;
    const created = accepted(await ask('POST', endpoint, { headers: { ...headers, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata } }));
    id = segmentOf(created.header('Location') ?? '');
    if (id === '') throw new SupportError('upload_failed');
    began?.(id);
    stop();
  }
  const address = addressOf(endpoint, id);
  if (place !== undefined) offset = offsetIn(known(await ask('HEAD', address, { headers, ...(signal && { signal }) })), file.size);
  sent?.(offset);
  while (offset < file.size) {
    const from = offset;
    const body = file.slice(from, from + (piece?.() ?? Infinity));
    const answer = await ask('PATCH', address, {
      headers: { ...headers, 'Content-Type': octets, 'Upload-Offset': String(from) },
      body,
      sent: (bytes) => sent?.(from + bytes),
      ...(signal && { signal }),
    });
    offset = offsetIn(known(answer), file.size);
    // A server that answers well and takes nothing would be asked for ever.
    if (offset <= from) throw new SupportError('upload_failed');
    sent?.(offset);
  }
  return id;
}

/** Has the server forget what it has of a file. */
export async function takeBackByTus(endpoint: string, place: string, credentials: Credentials): Promise<void> {
  accepted(await ask('DELETE', addressOf(endpoint, place), { headers: headersOf(credentials) }));
}

function headersOf({ role, secret, token }: Credentials): Record<string, string> {
  return { 'Tus-Resumable': '1.0.0', Authorization: role === 'customer' ? `Desk ${secret ?? ''}` : `Bearer ${token ?? ''}` };
}

function addressOf(endpoint: string, id: string): string {
  return `${endpoint}/${encodeURIComponent(id)}`;
}

function segmentOf(location: string): string {
  return decodeURIComponent(location.replace(/[?#].*$/s, '').split('/').at(-1) ?? '');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** What a server says of an upload that has begun: that it is not there any more, among other things. */
function known(answer: Answer): Answer {
  if (answer.status === 404 || answer.status === 410) throw new SupportError('no_such_file');
  return accepted(answer);
}

function accepted(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const said = refusalIn(answer.text);
  const code = codes[said];
  if (code) throw new SupportError(code);
  const fault = fileFaults.find((one) => one === said);
  if (fault) throw new SupportError('file_refused', { fault });
  // Of 413 without a word of ours a proxy is the author: it takes smaller requests.
  throw new SupportError(statuses[answer.status] ?? (answer.status === 413 ? 'unavailable' : 'upload_failed'));
}

function offsetIn(answer: Answer, size: number): number {
  const offset = Number(answer.header('Upload-Offset') ?? NaN);
  if (Number.isSafeInteger(offset) && offset >= 0 && offset <= size) return offset;
  throw new SupportError('upload_failed');
}

function refusalIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  } catch {
    return '';
  }
}
