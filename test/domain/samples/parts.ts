/** What files are put together from. Everything here runs in a browser as well: the samples are judged in both. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** Text as one byte per sign, numbers as bytes, and parts as they are. */
export function bytes(...parts: readonly (string | readonly number[] | Uint8Array)[]): Bytes {
  const flat = parts.map((part) => (typeof part === 'string' ? Uint8Array.from([...part].map((sign) => sign.charCodeAt(0))) : Uint8Array.from(part)));
  const whole = new Uint8Array(flat.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of flat) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const zeros = (count: number): Bytes => new Uint8Array(count);
export const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(Math.floor(value / 0x10000) & 0xffff)];
export const u64 = (value: number): number[] => [...u32(value % 0x1_0000_0000), ...u32(Math.floor(value / 0x1_0000_0000))];
export const bigEnd = (little: readonly number[]): number[] => [...little].reverse();
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const utf16 = (text: string): number[] => [...text].flatMap((sign) => u16(sign.charCodeAt(0)));

/** Filled up to a multiple of `step`. */
export function padded(part: Uint8Array, step: number): Bytes {
  const whole = new Uint8Array(Math.ceil(part.length / step) * step);
  whole.set(part);
  return whole;
}

const crcs = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function crc32(part: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of part) c = (crcs[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** @param format as CompressionStream names it: `deflate` has the frame of zlib. */
export async function packed(part: Uint8Array, format: 'deflate' | 'deflate-raw'): Promise<Bytes> {
  const stream = new Blob([Uint8Array.from(part)]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Bytes that do not pack, the same in every run. */
export function noise(length: number, seed = 1): Bytes {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
