import type { Extension } from '../../src/domain/files.ts';

/** The first bytes of files, as the programs that write them do. */

type Part = string | readonly number[];

/** Text as one byte per sign. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : [...part])));
}

const zeros = (count: number): number[] => Array<number>(count).fill(0);
const u16 = (value: number): number[] => [value & 255, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** A zip entry with its local header; `data` is stored. */
export function entry(name: string, data = 'x', extra = 0): Part[] {
  return ['PK', [3, 4, 20, 0, 0, 0, 0, 0], zeros(8), u32(data.length), u32(data.length), u16(name.length), u16(extra), name, zeros(extra), data];
}

const zipped = (...names: string[]): Uint8Array => bytes(...names.flatMap((name) => entry(name)));

/** A compound file; its directory names the streams in UTF-16. */
export const compound = (...streams: string[]): Uint8Array =>
  bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zeros(504), ...streams.map((name) => [...name].flatMap((sign) => [sign.charCodeAt(0), 0])));

const bmp = (header: number): Uint8Array => bytes('BM', u32(1_000), zeros(4), u32(54), u32(header), zeros(36));
const utf16 = (text: string, mark: readonly number[]): Uint8Array =>
  bytes(mark, [...text].flatMap((sign) => (mark[0] === 0xff ? [sign.charCodeAt(0), 0] : [0, sign.charCodeAt(0)])));

const odf = 'application/vnd.oasis.opendocument';

/** One honest file of each kind, as it most often is. */
export const honest: Readonly<Record<Extension, Uint8Array>> = {
  jpeg: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1]),
  png: bytes([0x89], 'PNG\r\n', [0x1a], '\n', u32(0x0d000000), 'IHDR'),
  gif: bytes('GIF89a', u16(10), u16(10)),
  bmp: bmp(40),
  tiff: bytes('II', [42, 0], u32(8)),
  pdf: bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], '\n'),
  doc: compound('Root Entry', 'WordDocument'),
  docx: zipped('[Content_Types].xml', '_rels/.rels', 'word/document.xml'),
  odt: bytes(...entry('mimetype', `${odf}.text`), ...entry('content.xml')),
  xls: compound('Root Entry', 'Workbook'),
  xlsx: zipped('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'),
  ppt: compound('Root Entry', 'PowerPoint Document'),
  pptx: zipped('[Content_Types].xml', '_rels/.rels', 'ppt/presentation.xml'),
  pps: compound('Root Entry', 'PowerPoint Document'),
  ppsx: zipped('[Content_Types].xml', '_rels/.rels', 'ppt/presentation.xml'),
  log: bytes('2026-11-22T10:00:00Z \u001b[31mERROR\u001b[0m disk full\r\n'),
  cfg: bytes('[section]\nkey = value\n'),
  rar: bytes('Rar!', [0x1a, 7, 1, 0]),
  zip: zipped('readme.txt'),
  txt: bytes('Gr', [0xc3, 0xbc], 'n\tist die Hoffnung\n'),
};

/** Other honest ways to write the same kinds. */
export const variants: readonly (readonly [Extension, string, Uint8Array])[] = [
  ['jpeg', 'from a camera', bytes([0xff, 0xd8, 0xff, 0xe1], u16(0x3012), 'Exif')],
  ['jpeg', 'without any marker of its writer', bytes([0xff, 0xd8, 0xff, 0xdb])],
  ['gif', 'of 1987', bytes('GIF87a')],
  ['bmp', 'with the newest header', bmp(124)],
  ['bmp', 'of OS/2', bmp(12)],
  ['tiff', 'with the big end first', bytes('MM', [0, 42])],
  ['tiff', 'over 4 GB', bytes('II', [43, 0])],
  ['pdf', 'after a mark of UTF-8', bytes([0xef, 0xbb, 0xbf], '%PDF-1.4')],
  ['pdf', 'after what a printer wrote', bytes('\u001b%-12345X@PJL\n', '%PDF-1.4')],
  ['docx', 'of a writer that begins elsewhere', zipped('word/numbering.xml', 'word/document.xml')],
  ['docx', 'with a sheet inside', zipped('[Content_Types].xml', 'word/document.xml', 'xl/workbook.xml')],
  ['docx', 'with its start far down', bytes(...entry('[Content_Types].xml', 'x', 520), ...entry('_rels/.rels', 'x'.repeat(3_900)))],
  ['xlsx', 'with a password', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage')],
  ['odt', 'alone', bytes(...entry('mimetype', `${odf}.text`))],
  ['zip', 'that is empty', bytes('PK', [5, 6], zeros(18))],
  ['zip', 'in parts', bytes('PK', [7, 8], 'PK', [3, 4])],
  ['zip', 'that is a document too', zipped('[Content_Types].xml', 'word/document.xml')],
  ['rar', 'of version 4', bytes('Rar!', [0x1a, 7, 0])],
  ['txt', 'in UTF-16', utf16('Hello\r\n', [0xff, 0xfe])],
  ['log', 'in UTF-16, big end first', utf16('Hello\r\n', [0xfe, 0xff])],
  ['txt', 'in Windows-1252', bytes('Gr', [0xfc], 'n', [0x80])],
  ['txt', 'that begins like a picture', bytes('BM 5000 is the old model')],
  ['cfg', 'of one sign', bytes('#')],
  ['log', 'that speaks of PDF', bytes('wrote %PDF-1.4 header\n')],
];

/** What is not what it says. */
export const impostors: readonly (readonly [Extension, string, Uint8Array])[] = [
  ['jpeg', 'a picture of another kind', honest.png],
  ['jpeg', 'a photo in HEIC', bytes(u32(0x24000000), 'ftypheic')],
  ['jpeg', 'cut after two bytes', bytes([0xff, 0xd8])],
  ['png', 'a page', bytes('<!doctype html><script>alert(1)</script>')],
  ['gif', 'a script that begins like one', bytes('GIF8=1;alert(1)')],
  ['bmp', 'a text', bytes('BMW is a car maker, and this is text')],
  ['tiff', 'a text', bytes('II. Vatican Council')],
  ['pdf', 'a program', bytes('MZ', [0x90, 0, 3, 0], zeros(60), 'PE')],
  ['pdf', 'a mark that comes too late', bytes(zeros(1_100), '%PDF-1.4')],
  ['doc', 'the newer kind', honest.docx],
  ['doc', 'a page', bytes('<html><body>')],
  ['docx', 'the older kind', honest.doc],
  ['docx', 'any archive', honest.zip],
  ['docx', 'a table', honest.xlsx],
  ['xlsx', 'a letter', honest.docx],
  ['pptx', 'a table', honest.xlsx],
  ['ppsx', 'a letter', honest.docx],
  ['docx', 'an empty archive', bytes('PK', [5, 6], zeros(18))],
  ['docx', 'a Java program', zipped('META-INF/MANIFEST.MF', 'word/document.xml')],
  ['odt', 'a spreadsheet', bytes(...entry('mimetype', `${odf}.spreadsheet`))],
  ['odt', 'a template', bytes(...entry('mimetype', `${odf}.text-template`))],
  ['odt', 'any archive', honest.zip],
  ['rar', 'an archive of another kind', honest.zip],
  ['zip', 'an archive of another kind', honest.rar],
  ['zip', 'two letters', bytes('PK')],
  ['txt', 'a program', bytes([0x7f], 'ELF', [2, 1, 1, 0])],
  ['txt', 'a picture', honest.jpeg],
  ['txt', 'a PDF', bytes('%PDF-1.4\n1 0 obj')],
  ['cfg', 'bytes of a device', bytes('abc', [1, 2, 3])],
  ['log', 'packed', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
  ['txt', 'UTF-16 with zeros', bytes([0xff, 0xfe], 'a', [0, 0, 0])],
];
