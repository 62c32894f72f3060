import { ascii, has, latin, type FileInParts, type Looking } from './file-parts.ts';
import type { Extension } from './file-extensions.ts';
import { withoutPosition } from './photo-directories.ts';

/**
 * Finds where a photo says where it was taken, and what to write there instead. A photo keeps its length, its picture and all else
 * that is known of it: what is taken out leaves zeros and blanks behind.
 */

/** Bytes to be written over others, as many as there are. */
export interface Patch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What takes the place where it was taken out of a photo: of JPEG and PNG; other kinds are left as they are. */
export function* locationPatches(extension: Extension, file: FileInParts): Looking<readonly Patch[]> {
  if (extension === 'jpeg') return yield* jpegPatches(file);
  return extension === 'png' ? yield* pngPatches(file) : [];
}

const exifMark = [...ascii('Exif'), 0, 0];
const xmpMarks = ['http://ns.adobe.com/xap/1.0/', 'http://ns.adobe.com/xmp/extension/'].map((name) => [...ascii(name), 0]);
const startOfPicture = [0xff, 0xd8, 0xff];

/** Pictures in one file, and segments before each, that are looked at: many times what cameras write, and no more than a moment's work. */
const most = { pictures: 64, segments: 1_000 };
/** Bytes of a directory or a text: longer ones are none that speak of a place. */
const longestText = 1024 * 1024;
const longestDirectory = 64 * 1024;

/** A JPEG may hold more of them behind it: previews, what lies around a portrait, other exposures. Each says for itself where it was taken. */
function* jpegPatches(file: FileInParts): Looking<readonly Patch[]> {
  const patches: Patch[] = [];
  let at = 0;
  for (let pictures = 0; at >= 0 && pictures < most.pictures; pictures++) {
    const header = yield* headerPatches(file, at);
    patches.push(...header.patches);
    at = yield* findPicture(file, header.end);
  }
  return patches;
}

/** The segments before the picture itself. */
function* headerPatches(file: FileInParts, start: number): Looking<{ readonly patches: readonly Patch[]; readonly end: number }> {
  const patches: Patch[] = [];
  let at = start + 2;
  for (let segments = 0; segments < most.segments; segments++) {
    const [mark, kind, high = 0, low = 0] = yield* file.read(at, 4);
    const length = high * 256 + low;
    // The picture begins, or this is no header after all.
    if (mark !== 0xff || kind === undefined || kind === 0xda || kind < 0xc0 || (kind !== 0xff && length < 2)) return { patches, end: Math.max(at, start + 2) };
    if (kind === 0xff) {
      at += 1; // a filler
      continue;
    }
    if (kind === 0xe1) {
      const found = segmentPatch(yield* file.read(at + 4, length - 2), at + 4);
      if (found) patches.push(found);
    }
    at += 2 + length;
  }
  return { patches, end: at };
}

function segmentPatch(segment: Uint8Array, at: number): Patch | null {
  if (has(segment, exifMark)) return patchOf(segment, at, (copy) => withoutPosition(copy.subarray(exifMark.length)));
  return xmpMarks.some((mark) => has(segment, mark)) ? patchOf(segment, at, blankPosition) : null;
}

/** Where the next picture begins at or after `from`; -1 if none does. */
function* findPicture(file: FileInParts, from: number): Looking<number> {
  const step = 64 * 1024;
  for (let at = from; at < file.size; at += step) {
    const part = yield* file.read(at, step + startOfPicture.length);
    for (let found = part.indexOf(0xff); found >= 0; found = part.indexOf(0xff, found + 1)) {
      if (has(part, startOfPicture, found)) return at + found;
    }
  }
  return -1;
}

/** @param change writes into the copy it is given; whether it has. */
function patchOf(bytes: Uint8Array, at: number, change: (copy: Uint8Array) => boolean): Patch | null {
  const copy = bytes.slice();
  return change(copy) ? { at, bytes: copy } : null;
}

/** Values of the position in XMP, as attributes and as elements. Each part has a longest length, and none goes on where the next one begins, so that no text takes long to go through. */
const positions = /\bexif:GPS\w{1,64}\s{0,8}=\s{0,8}(?:"[^"]{0,256}"|'[^']{0,256}')|<exif:GPS(\w{1,64})\b[^<>]{0,256}>(?:(?!<exif:GPS)[^]){0,256}?<\/exif:GPS\1>/g;

function blankPosition(xmp: Uint8Array): boolean {
  let found = false;
  for (const { index, 0: value } of latin(xmp).matchAll(positions)) {
    xmp.fill(0x20, index, index + value.length);
    found = true;
  }
  return found;
}

const xmpKeyword = [...ascii('XML:com.adobe.xmp'), 0, 0];

function* pngPatches(file: FileInParts): Looking<readonly Patch[]> {
  const patches: Patch[] = [];
  let at = 8;
  for (let chunks = 0; chunks < most.segments && at + 12 <= file.size; chunks++) {
    const head = yield* file.read(at, 8);
    const length = head.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
    const type = latin(head.subarray(4));
    if (type === 'IEND') break;
    if ((type === 'eXIf' && length <= longestDirectory) || (type === 'iTXt' && length <= longestText)) {
      const chunk = yield* file.read(at + 4, length + 8);
      const patch = patchOf(chunk, at + 4, (copy) => changeChunk(type, copy));
      if (patch) patches.push(patch);
    }
    at += 12 + length;
  }
  return patches;
}

/** @param chunk its type, its data and the sum over both. */
function changeChunk(type: 'eXIf' | 'iTXt', chunk: Uint8Array): boolean {
  const data = chunk.subarray(4, -4);
  // A packed text would have to be unpacked; no camera packs it.
  const changed = type === 'eXIf' ? withoutPosition(data) : has(data, xmpKeyword) && blankPosition(data);
  if (changed) new DataView(chunk.buffer, chunk.byteOffset).setUint32(chunk.length - 4, crc32(chunk.subarray(0, -4)));
  return changed;
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
