import { createHash } from 'node:crypto';

/** What tus 1.0 says in headers, read and written. */

export const tusVersion = '1.0.0';

/** Hashes by which a piece can be checked, by their names there. */
export const checksums = ['sha1', 'sha256'] as const;

export interface Checksum {
  readonly algorithm: (typeof checksums)[number];
  readonly digest: Buffer;
}

/** A whole number of bytes, or null if it is none. */
export function readLength(text: string | null): number | null {
  const length = text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
  return length !== null && Number.isSafeInteger(length) ? length : null;
}

/** The name in `Upload-Metadata`; empty if there is none. */
export function readName(metadata: string | null): string {
  for (const pair of (metadata ?? '').split(',')) {
    const [key, value = ''] = pair.trim().split(/\s+/);
    if (key === 'filename') return Buffer.from(value, 'base64').toString();
  }
  return '';
}

export function writeName(name: string): string {
  return `filename ${Buffer.from(name).toString('base64')}`;
}

/** Null if there is none; `unknown` if it is of no algorithm that is known here. */
export function readChecksum(text: string | null): Checksum | 'unknown' | null {
  if (text === null) return null;
  const [name, value = ''] = text.trim().split(/\s+/);
  const algorithm = checksums.find((one) => one === name);
  return algorithm ? { algorithm, digest: Buffer.from(value, 'base64') } : 'unknown';
}

/** Hands parts through and hashes them on the way. */
export function checking({ algorithm, digest }: Checksum): { through(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>; holds(): boolean } {
  const hash = createHash(algorithm);
  return {
    async *through(parts) {
      for await (const part of parts) {
        hash.update(part);
        yield part;
      }
    },
    holds: () => hash.digest().equals(digest),
  };
}
