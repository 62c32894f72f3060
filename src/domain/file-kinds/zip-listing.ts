import { ascii, has, latin, u16, u32, u64, type FileInParts, type Looking } from '../file-parts.ts';

/** Lists what a zip holds, by the directory at its end. Nothing is ever unpacked here, so nothing can unpack to too much. */

export interface ZipEntry {
  /** With slashes, whatever its writer had. */
  readonly name: string;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes once unpacked, as the directory says: programs stop there. */
  readonly unpacked: number;
}

export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  /** Whether the archive goes on to the very end of the file, with nothing behind it. */
  readonly last: boolean;
}

/** What is listed at most; more is not even read. `directory` in bytes. */
export interface ListingLimits {
  readonly entries: number;
  readonly directory: number;
}

const endMark = [...ascii('PK'), 5, 6];
const entryMark = [...ascii('PK'), 1, 2];
const largeEndMark = [...ascii('PK'), 6, 6];
const largeMark = [...ascii('PK'), 6, 7];

/** The end of a zip, and the longest comment that may follow. */
const endLength = 22;
const longestTail = endLength + 0xffff;
/** A file full of false ends must not cost a search for each. */
const mostEnds = 8;

interface Directory {
  readonly at: number;
  readonly length: number;
  readonly entries: number;
  readonly last: boolean;
}

/** Null if there is no directory that can be read to its end. */
export function* listZip(file: FileInParts, limits: ListingLimits): Looking<ZipListing | 'too_many' | null> {
  const directory = yield* findDirectory(file);
  if (!directory) return null;
  if (directory.entries > limits.entries || directory.length > limits.directory) return 'too_many';
  const listed = yield* file.read(directory.at, directory.length);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (; has(listed, entryMark, at); at += 46 + u16(listed, at + 28) + u16(listed, at + 30) + u16(listed, at + 32)) {
    if (entries.length === limits.entries) return 'too_many';
    entries.push(entryAt(listed, at));
  }
  // A directory signed by its writer goes on behind its entries.
  const whole = at === listed.length || has(listed, [...ascii('PK'), 5, 5], at);
  return whole && entries.length === directory.entries ? { entries, last: directory.last } : null;
}

/** Whether a zip ends where this file ends: a second file that unpackers would find in it. */
export function* endsInZip(file: FileInParts): Looking<boolean> {
  return (yield* findDirectory(file))?.last ?? false;
}

/** Looks for the end from behind: a comment may hold what looks like one, but no directory before it. */
function* findDirectory(file: FileInParts): Looking<Directory | null> {
  const start = Math.max(0, file.size - longestTail);
  const tail = yield* file.read(start, longestTail);
  let ends = 0;
  for (let at = tail.length - endLength; at >= 0 && ends < mostEnds; at--) {
    if (!has(tail, endMark, at)) continue;
    ends += 1;
    const found = yield* directoryOf(file, tail.subarray(at), start + at);
    if (found) return found;
  }
  return null;
}

function* directoryOf(file: FileInParts, end: Uint8Array, endAt: number): Looking<Directory | null> {
  const last = end.length === endLength + u16(end, 20);
  let before = endAt;
  let [entries, length, at] = [u16(end, 10), u32(end, 12), u32(end, 16)];
  if (entries === 0xffff || length === 0xffff_ffff || at === 0xffff_ffff) {
    const locator = yield* file.read(Math.max(0, endAt - 20), 20);
    if (has(locator, largeMark)) {
      before = u64(locator, 8);
      const large = yield* file.read(before, 56);
      if (!has(large, largeEndMark)) return null;
      [entries, length, at] = [u64(large, 32), u64(large, 40), u64(large, 48)];
    }
  }
  if (entries === 0) return length === 0 ? { at: endAt, length, entries, last } : null;
  // Where something was put before the archive, its own offsets are too small; the directory lies right before its end.
  for (const from of [at, before - length]) {
    if (from >= 0 && from + length <= endAt && has(yield* file.read(from, 4), entryMark)) return { at: from, length, entries, last };
  }
  return null;
}

function entryAt(listed: Uint8Array, at: number): ZipEntry {
  const nameLength = u16(listed, at + 28);
  const nameAt = at + 46;
  const extra = listed.subarray(nameAt + nameLength, nameAt + nameLength + u16(listed, at + 30));
  const name = latin(listed.subarray(nameAt, nameAt + nameLength)).replaceAll('\\', '/');
  const [packed, unpacked] = [u32(listed, at + 20), u32(listed, at + 24)];
  const large = largeSizes(extra);
  // What is too large for its field stands in an extra one, in this order and without what had room.
  const realUnpacked = unpacked === 0xffff_ffff ? (large.shift() ?? unpacked) : unpacked;
  return { name, unpacked: realUnpacked, packed: packed === 0xffff_ffff ? (large.shift() ?? packed) : packed };
}

function largeSizes(extra: Uint8Array): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2)) {
    if (u16(extra, at) !== 1) continue;
    const sizes: number[] = [];
    for (let i = at + 4; i + 8 <= Math.min(extra.length, at + 4 + u16(extra, at + 2)); i += 8) sizes.push(u64(extra, i));
    return sizes;
  }
  return [];
}
