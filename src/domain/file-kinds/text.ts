import { ascii, has, latin, u16, type FileInParts, type Looking } from '../file-parts.ts';
import { isCompound, isGif, isJpeg, isPng, isZip, rarVersion, tiffOrder } from './signatures.ts';

/** How much of a text is looked at, from either end. */
const looked = 4_096;

/** Bytes of text that are below a blank: tab, line ends, form feed, and what terminals leave in logs. */
const spacing = new Set([0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);

/** No zero, no other control byte, and not one of the binary kinds. Windows writes logs as UTF-16 too, with its mark. */
export function* isTextFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, looked);
  if ([isJpeg, isPng, isGif, isCompound, isZip].some((is) => is(head)) || rarVersion(head) || tiffOrder(head) || has(head, ascii('%PDF-'))) return false;
  // An even number of bytes from the start, so that no character of two is cut.
  const tail = yield* file.read(Math.max(0, Math.floor((file.size - looked) / 2) * 2), looked + 1);
  const wide = has(head, [0xff, 0xfe]) ? 0 : has(head, [0xfe, 0xff]) ? 1 : null;
  return wide === null ? isPlain(head) && isPlain(tail) : isWide(head.subarray(2), wide) && isWide(tail, wide);
}

function isPlain(part: Uint8Array): boolean {
  return part.every((byte) => byte >= 0x20 || spacing.has(byte));
}

/** @param low which byte of a pair has the lower half. */
function isWide(part: Uint8Array, low: 0 | 1): boolean {
  for (let at = 0; at + 1 < part.length; at += 2) {
    const unit = low === 0 ? u16(part, at) : (part[at] ?? 0) * 256 + (part[at + 1] ?? 0);
    if (unit < 0x20 && !spacing.has(unit)) return false;
  }
  return true;
}

/** How far into a PDF its mark may stand: readers look for it there, and some writers need that. */
const markWithin = 1_024;

/** What stands before the mark may be what a printer wrote, but no page, no script, and not the start of another kind. */
export function* isPdfFile(file: FileInParts): Looking<boolean> {
  const head = yield* file.read(0, markWithin + 8);
  const mark = /%PDF-\d/.exec(latin(head));
  if (!mark || mark.index > markWithin) return false;
  const before = head.subarray(0, mark.index);
  return isPlain(before) && !/^[\s\u00ef\u00bb\u00bf]*(?:<|#!|GIF8|BM|PK|Rar!|MZ)/.test(latin(before));
}
