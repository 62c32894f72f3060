import type { Extension } from './files.ts';

/**
 * Whether the first bytes of a file are of the kind that its name says. It keeps honest people from sending a broken or
 * misnamed file, and a stranger's program from passing as a picture; it proves no more than that.
 */

/** How many bytes from the start a judgement needs. A shorter file is judged by what it has. */
export const headBytes = 4_096;

export function contentMatches(extension: Extension, head: Uint8Array): boolean {
  return tests[extension](head);
}

/** Whether these bytes begin a JPEG, whatever the file is called. */
export function isJpeg(head: Uint8Array): boolean {
  return starts(head, [0xff, 0xd8, 0xff]);
}

type Test = (head: Uint8Array) => boolean;

const tests: Readonly<Record<Extension, Test>> = {
  jpeg: isJpeg,
  png: isPng,
  gif: isGif,
  bmp: isBmp,
  tiff: isTiff,
  pdf: isPdf,
  // One container for all of old Office: which program's lies behind the directory, out of reach of the first bytes.
  doc: isCompound,
  xls: isCompound,
  ppt: isCompound,
  pps: isCompound,
  docx: (head) => isOffice(head, 'word/'),
  xlsx: (head) => isOffice(head, 'xl/'),
  pptx: (head) => isOffice(head, 'ppt/'),
  ppsx: (head) => isOffice(head, 'ppt/'),
  odt: isOpenDocumentText,
  zip: isZip,
  rar: isRar,
  txt: isText,
  log: isText,
  cfg: isText,
};

function starts(head: Uint8Array, bytes: readonly number[], at = 0): boolean {
  return head.length >= at + bytes.length && bytes.every((byte, i) => head[at + i] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((sign) => sign.charCodeAt(0));
}

function word(head: Uint8Array, at: number): number {
  return (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8);
}

/** Where the bytes stand first, at or after `from`; -1 if nowhere. */
function find(head: Uint8Array, bytes: readonly number[], from = 0): number {
  for (let at = from; at <= head.length - bytes.length; at++) if (starts(head, bytes, at)) return at;
  return -1;
}

function isPng(head: Uint8Array): boolean {
  return starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
}

function isGif(head: Uint8Array): boolean {
  return starts(head, ascii('GIF87a')) || starts(head, ascii('GIF89a'));
}

/** `BM` begins many a word: only with one of the header sizes that exist is it a picture. */
function isBmp(head: Uint8Array): boolean {
  return starts(head, ascii('BM')) && head.length >= 18 && word(head, 16) === 0 && [12, 16, 40, 52, 56, 64, 108, 124].includes(word(head, 14));
}

function isTiff(head: Uint8Array): boolean {
  // 42, or 43 for files over 4 GB, in either byte order.
  return [0x2a, 0x2b].some((version) => starts(head, [0x49, 0x49, version, 0]) || starts(head, [0x4d, 0x4d, 0, version]));
}

/** Readers look for the mark within the first 1,024 bytes, and some writers need that. */
function isPdf(head: Uint8Array): boolean {
  return find(head.subarray(0, 1_024), ascii('%PDF-')) >= 0;
}

function isCompound(head: Uint8Array): boolean {
  return starts(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
}

function isRar(head: Uint8Array): boolean {
  const mark = [...ascii('Rar!'), 0x1a, 0x07];
  return starts(head, [...mark, 0]) || starts(head, [...mark, 1, 0]);
}

const zipEntry = [0x50, 0x4b, 3, 4];

function isZip(head: Uint8Array): boolean {
  return starts(head, zipEntry) || starts(head, [0x50, 0x4b, 5, 6]) || starts(head, [0x50, 0x4b, 7, 8]);
}

/** The names of the entries of a zip whose headers lie in the first bytes. */
function entryNames(head: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = find(head, zipEntry); at >= 0; at = find(head, zipEntry, at + 4)) {
    names.push(String.fromCharCode(...head.subarray(at + 30, at + 30 + Math.min(word(head, at + 26), 256))));
  }
  return names;
}

/** Folders and parts that an Office document can begin with, in whatever order its writer put them. */
const officeStart = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/|word\/|xl\/|ppt\/)/;

function isOffice(head: Uint8Array, folder: string): boolean {
  // With a password it is a compound file around the encrypted package.
  if (isCompound(head)) return find(head, ascii('EncryptedPackage').flatMap((byte) => [byte, 0])) >= 0;
  if (!starts(head, zipEntry)) return false;
  const names = entryNames(head);
  if (!officeStart.test(names[0] ?? '')) return false;
  // The first folder of a program says whose it is; later ones may be documents within this one.
  const program = names.find((name) => /^(?:word|xl|ppt)\//.test(name));
  return program === undefined || program.startsWith(folder);
}

/** The first entry of an OpenDocument is its media type, uncompressed. */
function isOpenDocumentText(head: Uint8Array): boolean {
  const type = 'application/vnd.oasis.opendocument.text';
  if (!starts(head, zipEntry) || !starts(head, ascii('mimetype'), 30)) return false;
  const at = 30 + word(head, 26) + word(head, 28);
  // Templates and masters go on with a dash.
  return starts(head, ascii(type), at) && head[at + type.length] !== 0x2d;
}

/** Bytes of text that are below a blank: tab, line ends, form feed, and what terminals leave in logs. */
const spacing = new Set([0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);

/** No zero, no other control byte, and not one of the binary kinds. Windows writes logs as UTF-16 too, with its mark. */
function isText(head: Uint8Array): boolean {
  if ([isJpeg, isPng, isGif, isBmp, isTiff, isCompound, isRar, isZip].some((is) => is(head)) || starts(head, ascii('%PDF-'))) return false;
  const little = starts(head, [0xff, 0xfe]);
  if (!little && !starts(head, [0xfe, 0xff])) return head.every((byte) => byte >= 0x20 || spacing.has(byte));
  for (let at = 2; at + 1 < head.length; at += 2) {
    const unit = little ? word(head, at) : ((word(head, at) & 0xff) << 8) | (word(head, at) >> 8);
    if (unit < 0x20 && !spacing.has(unit)) return false;
  }
  return true;
}
