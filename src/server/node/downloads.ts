import { ReadableStream as NodeStream } from 'node:stream/web';
import type { SharedFile } from '../../domain/request.ts';
import type { BlobStore } from '../host/blobs.ts';

/**
 * A file as an answer that no browser shows or runs: it is saved, whatever it is.
 * @param method of the request: a HEAD opens no file, since nobody would read it to its end and have it closed.
 */
export async function download(blobs: BlobStore, file: SharedFile, method: string): Promise<Response | null> {
  const size = await blobs.size(file.id);
  if (size === null) return null;
  const body = method === 'HEAD' ? null : (NodeStream.from(blobs.stream(file.id)) as ReadableStream<Uint8Array>);
  return new Response(body, {
    headers: {
      'Content-Type': file.type,
      'Content-Length': String(size),
      'Content-Disposition': attachment(file.name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'private, no-store',
      'Accept-Ranges': 'none',
    },
  });
}

/** RFC 6266: the name in ASCII for the oldest, and as it is (RFC 5987) for all others. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
