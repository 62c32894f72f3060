import { ascii, has, u16, u32, type FileInParts, type Looking } from '../file-parts.ts';
import { isBmp, isGif, isJpeg, isPng, tiffOrder } from './signatures.ts';

/** Whether pictures are built as theirs are: enough that no text and no program passes for one. */

/** The first marker after the start must be one that stands there, and what it brings must have a length. */
export function* isJpegFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, 64);
  const marker = head.findIndex((byte, at) => at > 2 && byte !== 0xff);
  return isJpeg(head) && (head[marker] ?? 0) >= 0xc0 && (head[marker + 1] ?? 0) * 256 + (head[marker + 2] ?? 0) >= 2;
}

export function* isPngFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, 29);
  return isPng(head) && head.length === 29 && has(head, [0, 0, 0, 13, ...ascii('IHDR')], 8);
}

/** `BM` begins many a word: only with one of the header sizes that exist, and pixels within the file, is it a picture. */
export function* isBmpFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, 18);
  const pixels = u32(head, 10);
  return isBmp(head) && head.length === 18 && [12, 16, 40, 52, 56, 64, 108, 124].includes(u32(head, 14)) && pixels >= 18 && pixels < file.size;
}

/** Its first directory must lie within the file and have entries. */
export function* isTiffFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, 16);
  const order = tiffOrder(head);
  if (!order) return false;
  const inOrder = (part: Uint8Array): Uint8Array => (order === 'little' ? part : Uint8Array.from(part).reverse());
  const large = head[order === 'little' ? 2 : 3] === 43;
  const at = large ? u32(inOrder(head.slice(8, 16)), 0) : u32(inOrder(head.slice(4, 8)), 0);
  const entries = large ? u32(inOrder(yield* file.read(at, 8)), 0) : u16(inOrder(yield* file.read(at, 2)), 0);
  return at >= 8 && entries > 0 && at + entries * (large ? 20 : 12) < file.size;
}

/** What may stand after the end of a GIF: fillers, and ends once more. */
const fillers = new Set([0x00, 0x0a, 0x0d, 0x1a, 0x3b]);

/**
 * Walks along all blocks to the end. A script that begins with `GIF89a` has none; one that was put behind a picture's end
 * makes it `two files`.
 */
export function* gifStructure(file: FileInParts): Looking<'whole' | 'no gif' | 'two files'> {
  const head = yield* file.read(0, 13);
  if (!isGif(head) || head.length < 13) return 'no gif';
  let pictures = 0;
  let at = 13 + coloursLength(head[10] ?? 0);
  while (at < file.size) {
    const kind = file.held(at) ?? (yield* byteAt(file, at));
    if (kind === 0x3b) break;
    if (kind === 0) {
      at += 1;
      continue;
    }
    if (kind === 0x21) at += 2;
    else if (kind === 0x2c) {
      at += 11 + coloursLength(file.held(at + 9) ?? (yield* byteAt(file, at + 9)));
      pictures += 1;
    } else return 'no gif';
    // A row of parts follows: each says its length first, and the last has none.
    let length = 0;
    do {
      length = file.held(at) ?? (yield* byteAt(file, at));
      at += length + 1;
    } while (length > 0);
  }
  if (pictures === 0) return 'no gif';
  const rest = yield* file.read(at, 4_096);
  return rest.every((one) => fillers.has(one)) ? 'whole' : 'two files';
}

/** Bytes of the table of colours that these flags announce. */
function coloursLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function* byteAt(file: FileInParts, at: number): Looking<number> {
  return (yield* file.read(at, 1))[0] ?? 0;
}
