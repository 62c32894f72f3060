import { bigEnd, bytes, crc32, packed, u16, u32, u64, utf8, zeros, type Bytes } from './parts.ts';

/** Small pictures of every kind; a browser shows them (but TIFF, which only Safari does). */

/** A Huffman table with one code, of one bit, for one symbol. */
const oneCode = (kind: number): number[] => [0xff, 0xc4, ...bigEnd(u16(20)), kind, 1, ...zeros(15), 0];

/** What stands between the first segments of a JPEG and its end: eight by eight pixels of one grey. */
const greySquare = (): Bytes =>
  bytes(
    [0xff, 0xdb, ...bigEnd(u16(67)), 0, ...Array<number>(64).fill(1)],
    [0xff, 0xc0, ...bigEnd(u16(11)), 8, 0, 8, 0, 8, 1, 1, 0x11, 0],
    oneCode(0x00),
    oneCode(0x10),
    [0xff, 0xda, ...bigEnd(u16(8)), 1, 1, 0x00, 0, 63, 0],
    [0x3f, 0xff, 0xd9],
  );

const segment = (marker: number, ...data: (string | readonly number[] | Uint8Array)[]): Bytes => {
  const body = bytes(...data);
  return bytes([0xff, marker, ...bigEnd(u16(body.length + 2))], body);
};

export const jfif = (): Bytes => bytes([0xff, 0xd8], segment(0xe0, 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]), greySquare());

/** As a camera writes it. @param tiff the directories of EXIF; one with nothing but a direction unless given. */
export const exif = (tiff: Uint8Array = directories(['II', [[0x0112, 3, 1]]]), ...more: Uint8Array[]): Bytes =>
  bytes([0xff, 0xd8], segment(0xe1, 'Exif', [0, 0], tiff), ...more, greySquare());

/** Neither JFIF nor EXIF, with two fillers before its first marker. */
export const bareJpeg = (): Bytes => bytes([0xff, 0xd8, 0xff, 0xff], greySquare());

/** Data of a program that none other knows. */
export const appSegment = (...data: (string | Uint8Array)[]): Bytes => segment(0xe1, ...data);

/** A TIFF's head with one directory: entries of one value each, `[tag, type, value]`. */
export function directories([order, entries]: readonly ['II' | 'MM', readonly (readonly [number, number, number])[]]): Bytes {
  const end = (little: number[]): number[] => (order === 'II' ? little : bigEnd(little));
  const value = (type: number, number: number): number[] => (type === 3 ? [...end(u16(number)), 0, 0] : end(u32(number)));
  const rows = entries.flatMap(([tag, type, number]) => [...end(u16(tag)), ...end(u16(type)), ...end(u32(1)), ...value(type, number)]);
  return bytes(order, end(u16(42)), end(u32(8)), end(u16(entries.length)), rows, u32(0));
}

/** One grey pixel. */
export function tiff(order: 'II' | 'MM'): Bytes {
  const tags = [[256, 3, 1], [257, 3, 1], [258, 3, 8], [259, 3, 1], [262, 3, 1], [273, 4, 0], [277, 3, 1], [278, 3, 1], [279, 4, 1]] as const;
  const at = 8 + 2 + tags.length * 12 + 4;
  return bytes(directories([order, tags.map(([tag, type, number]) => [tag, type, tag === 273 ? at : number])]), [0x80]);
}

/** Whose directory stands behind its pixels, as most writers have it. */
export const lateTiff = (): Bytes => {
  const whole = tiff('II');
  const pixels = zeros(6_000);
  return bytes('II', [42, 0], u32(8 + pixels.length), pixels, whole.subarray(8));
};

/** In the format for more than 4 GB. */
export function bigTiff(): Bytes {
  const tags = [[256, 1], [257, 1], [258, 8], [259, 1], [262, 1], [273, 0], [277, 1], [278, 1], [279, 1]] as const;
  const at = 16 + 8 + tags.length * 20 + 8;
  const rows = tags.flatMap(([tag, value]) => [...u16(tag), ...u16(4), ...u64(1), ...u64(tag === 273 ? at : value)]);
  return bytes('II', [43, 0, 8, 0, 0, 0], u64(16), u64(tags.length), rows, u64(0), [0x80]);
}

/** @param header bytes of the second header: 12 is of OS/2, 124 the newest. */
export function bmp(header = 40): Bytes {
  const size = header === 12 ? [...u16(1), ...u16(1), ...u16(1), ...u16(24)] : [...u32(1), ...u32(1), ...u16(1), ...u16(24)];
  const rest = zeros(header - 4 - size.length);
  const pixels = 14 + header;
  return bytes('BM', u32(pixels + 4), zeros(4), u32(pixels), u32(header), size, rest, [255, 0, 0, 0]);
}

const chunk = (type: string, data: Uint8Array): Bytes => bytes(bigEnd(u32(data.length)), type, data, bigEnd(u32(crc32(bytes(type, data)))));

/** One pixel. @param more chunks before the pixels. */
export async function png(colour: 'grey' | 'red' = 'red', more: readonly (readonly [string, Uint8Array])[] = []): Promise<Bytes> {
  const row = colour === 'grey' ? bytes([0, 0x80]) : bytes([0, 255, 0, 0]);
  return bytes(
    [0x89],
    'PNG\r\n',
    [0x1a],
    '\n',
    chunk('IHDR', bytes(bigEnd(u32(1)), bigEnd(u32(1)), [8, colour === 'grey' ? 0 : 2, 0, 0, 0])),
    ...more.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', await packed(row, 'deflate')),
    chunk('IEND', zeros(0)),
  );
}

const onePixel = bytes([0x2c], zeros(4), u16(1), u16(1), [0, 2, 2, 0x4c, 1, 0]);

/** One pixel of two colours, with blocks before it. */
export const gif = (version: '87a' | '89a' = '89a', width: readonly number[] = u16(1), ...blocks: Uint8Array[]): Bytes =>
  bytes('GIF', version, width, u16(1), [0x80, 0, 0], [0, 0, 0, 255, 255, 255], ...blocks, onePixel, [0x3b]);

/** A GIF's comment, at most 255 bytes. */
export const gifComment = (text: string): Bytes => bytes([0x21, 0xfe, text.length], text, [0]);

/** Two pictures, one after the other. */
export const animation = (): Bytes => {
  const still = gif('89a', u16(1), bytes([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0]));
  return bytes(still.subarray(0, -1), [0x21, 0xf9, 4, 0, 10, 0, 0, 0], onePixel, [0x3b]);
};

export const svg = (): Bytes => utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>');
