import { SupportError } from '../client/errors.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | null;
}

interface Asking {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Told how many bytes of the body have gone. */
  sent?(bytes: number): void;
  readonly signal?: AbortSignal;
}

/** One request. Rejects with `offline` if there is no answer, and with `closed` if it was called off. */
export function ask(method: string, url: string, asking: Asking): Promise<Answer> {
  return typeof XMLHttpRequest === 'undefined' ? askByFetch(method, url, asking) : askByXhr(method, url, asking);
}

/** In a page: `fetch` tells nobody how far the body of a request has got. */
function askByXhr(method: string, url: string, { headers, body, sent, signal }: Asking): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    // Listening to the upload makes browsers ask beforehand, as the headers here do anyway.
    if (sent) {
      request.upload.onprogress = ({ loaded }) => {
        sent(loaded);
      };
    }
    const abort = () => {
      request.abort();
    };
    signal?.addEventListener('abort', abort, { once: true });
    request.onloadend = () => {
      signal?.removeEventListener('abort', abort);
    };
    request.onload = () => {
      resolve({ status: request.status, text: request.responseText, header: (name) => request.getResponseHeader(name) });
    };
    request.onerror = () => {
      reject(new SupportError('offline'));
    };
    request.onabort = () => {
      reject(new SupportError('closed'));
    };
    request.send(body ?? null);
  });
}

async function askByFetch(method: string, url: string, { headers, body, sent, signal }: Asking): Promise<Answer> {
  try {
    const response = await fetch(url, { method, headers, ...(body && { body }), ...(signal && { signal }) });
    const text = await response.text();
    if (body) sent?.(body.size);
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  } catch (cause) {
    throw new SupportError(signal?.aborted ? 'closed' : 'offline', {}, cause);
  }
}
