import type { FileFault, Sender } from '../../src/domain/files.ts';
import { many, rar4, rar5, secretRar, zip, type Entry } from './samples/archives.ts';
import { doc, encrypted, macros, msg, msi, oldXls, ppt, thumbs, xls } from './samples/compound.ts';
import { docm, docx, elf, exe, gzip, heic, html, letter, odf, pdf, pptx, rtf, webp, wide, xlsx } from './samples/documents.ts';
import { bytes, noise, utf8, zeros, type Bytes } from './samples/parts.ts';
import { animation, bareJpeg, bigTiff, bmp, exif, gif, gifComment, jfif, lateTiff, png, svg, tiff } from './samples/pictures.ts';

/** What becomes of a file: run against the page's judgement and against a real server, with one verdict. */
export interface FileCase {
  readonly what: string;
  readonly name: string;
  content(): Bytes | Promise<Bytes>;
  /** A customer on Windows unless given. */
  readonly from?: Sender;
  /** Why it is refused; null if it is taken. */
  readonly verdict: FileFault | null;
  /** The name under which it is taken, if that is another. */
  readonly kept?: string;
}

/** Bytes of the largest file in these cases. */
export const largest = 1_000_000;

export const windows: Sender = { role: 'customer', os: 'windows' };
export const technician: Sender = { role: 'technician' };
const iphone: Sender = { role: 'customer', os: 'ios' };
const android: Sender = { role: 'customer', os: 'android' };
const linux: Sender = { role: 'customer', os: 'linux' };

type Content = FileCase['content'];
const taken = (what: string, name: string, content: Content, more: Partial<FileCase> = {}): FileCase => ({ what, name, content, verdict: null, ...more });
const refused = (verdict: FileFault, what: string, name: string, content: Content, more: Partial<FileCase> = {}): FileCase => ({ what, name, content, verdict, ...more });

const joined = async (...parts: readonly (Bytes | Promise<Bytes>)[]): Promise<Bytes> => bytes(...(await Promise.all(parts.map((part) => Promise.resolve(part)))));
const log = (): Bytes => utf8('2026-11-22T10:00:00Z \u001b[31mERROR\u001b[0m disk full\r\n');
const oneArchive = (): Promise<Bytes> => zip(['readme.txt']);
const ofLength = (length: number) => (): Bytes => zeros(length).fill(0x61);

/** Two or more of each of the twenty kinds, as different programs write them. */
const kinds: readonly FileCase[] = [
  taken('a JPEG of the web', 'photo.jpeg', jfif),
  taken('a photo of a camera', 'DSC_0001.JPG', () => exif()),
  taken('a JPEG with neither frame', 'scan.jpg', bareJpeg),
  taken('a JPEG with a film behind it, as phones write them', 'PXL_2026.MP.jpg', () => joined(jfif(), bytes([0, 0, 0, 24], 'ftypmp42', noise(500)))),
  taken('a PNG in colour', 'screen.png', () => png('red')),
  taken('a PNG in grey', 'screen.PNG', () => png('grey')),
  taken('a PNG with what was cut off still behind it, as a snipping tool left it', 'snip.png', () => joined(png(), noise(400))),
  taken('a GIF of 1989', 'dot.gif', () => gif()),
  taken('a GIF of 1987', 'dot87.gif', () => gif('87a')),
  taken('a GIF that moves', 'moving.gif', animation),
  taken('a BMP of Windows', 'paint.bmp', () => bmp(40)),
  taken('a BMP with the newest header', 'new.bmp', () => bmp(124)),
  taken('a BMP of OS/2', 'os2.bmp', () => bmp(12)),
  taken('a TIFF with the little end first', 'fax.tiff', () => tiff('II')),
  taken('a TIFF with the big end first', 'fax.tif', () => tiff('MM')),
  taken('a TIFF whose directory comes last', 'late.tif', lateTiff),
  taken('a TIFF made for more than 4 GB', 'big.tiff', bigTiff),
  taken('a PDF', 'invoice.pdf', () => pdf()),
  taken('a PDF of 2.0', 'invoice2.pdf', () => pdf('2.0')),
  taken('a PDF after a mark of UTF-8', 'marked.pdf', () => joined(bytes([0xef, 0xbb, 0xbf]), pdf())),
  taken('a PDF after what a printer wrote', 'printed.pdf', () => joined(bytes('\u001b%-12345X@PJL\r\n@PJL ENTER LANGUAGE=PDF\r\n'), pdf())),
  taken('a letter of old Word', 'letter.doc', () => doc()),
  taken('a letter of old Word with things embedded', 'embedded.doc', () => doc({ 'ObjectPool/_1234/Workbook': 'x', 'ObjectPool/_1234/\u0001Ole': 'x' })),
  taken('a sheet of old Excel', 'sheet.xls', () => xls()),
  taken('a sheet of Excel 5', 'excel5.xls', oldXls),
  taken('slides of old PowerPoint', 'slides.ppt', () => ppt()),
  taken('slides with pictures', 'pictures.ppt', () => ppt({ Pictures: 'x' })),
  taken('a show of old PowerPoint', 'show.pps', () => ppt()),
  taken('a show with pictures', 'show2.pps', () => ppt({ Pictures: 'x' })),
  taken('a letter of Word', 'letter.docx', () => docx()),
  taken('a letter with a sheet inside', 'report.docx', async () => docx([{ name: 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', data: await xlsx(), stored: true }])),
  taken('a letter of a program that begins elsewhere', 'begins.docx', () => zip(['word/numbering.xml', ...letter()])),
  taken('a letter of a program that has the other slash', 'slash.docx', () => zip(letter().map((entry) => ({ ...entry, name: entry.name.replaceAll('/', '\\') })))),
  taken('a letter with another main part, as Office writes it after a change of format', 'second.docx', () => zip([...letter().slice(0, 2), 'word/document2.xml'])),
  taken('a letter with a folder of Excel beside its own', 'folders.docx', () => docx(['xl/workbook.xml'])),
  taken('a letter with a password', 'secret.docx', encrypted),
  taken('a letter in the format for more than 4 GB', 'large.docx', () => docx([], { large: true })),
  taken('a sheet of Excel', 'sheet.xlsx', () => xlsx()),
  taken('a sheet with a password', 'secret.xlsx', encrypted),
  taken('slides of PowerPoint', 'slides.pptx', () => pptx()),
  taken('slides in 1,200 parts', 'long.pptx', () => pptx(many(1_200).map(({ name }) => ({ name: `ppt/slides/${name}`, stored: true })))),
  taken('a show of PowerPoint', 'show.ppsx', () => pptx([], true)),
  taken('a show with a letter inside', 'show2.ppsx', () => pptx(['ppt/embeddings/oleObject1.bin'], true)),
  taken('a letter of OpenOffice', 'letter.odt', () => odf()),
  taken('a letter of OpenOffice with pictures', 'pictures.odt', async () => odf('text', [{ name: 'Pictures/1.png', data: await png(), stored: true }])),
  taken('a letter of OpenOffice of which nothing but the type can be read', 'secret.odt', () => zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true }, 'encrypted-package'])),
  taken('a log with colours', 'app.log', log),
  taken('a log of Windows', 'setup.log', () => wide('Hello\r\n', 'little')),
  taken('a log that speaks of PDF', 'convert.log', () => utf8('wrote %PDF-1.4 header\n')),
  taken('settings', 'app.cfg', () => utf8('[section]\nkey = value\n')),
  taken('settings of one sign', 'one.cfg', () => utf8('#')),
  taken('a RAR of version 4', 'files.rar', rar4),
  taken('a RAR of version 5', 'files5.rar', rar5),
  taken('a RAR that hides even its names', 'secret.rar', secretRar),
  taken('a zip', 'files.zip', oneArchive),
  taken('a zip with a comment', 'comment.zip', () => zip(['a.txt', 'b/c.txt'], { comment: 'made by PK' })),
  taken('a zip in the format for more than 4 GB', 'large.zip', () => zip(['a.txt'], { large: true })),
  taken('a zip that is empty', 'empty.zip', () => zip([])),
  taken('a zip that would have been split', 'split.zip', () => zip(['a.txt'], { before: bytes('PK', [7, 8]) })),
  taken('a zip of 1,000 files', 'thousand.zip', () => zip(many(1_000))),
  taken('a zip of documents, which are zips themselves', 'documents.zip', async () => zip([{ name: 'a.docx', data: await docx() }, { name: 'syslog.1.gz', data: gzip() }])),
  taken('a letter that calls itself what it is, an archive', 'letter.zip', () => docx()),
  taken('a text in UTF-8', 'poem.txt', () => utf8('Grün\tist die Hoffnung\n')),
  taken('a text in UTF-16', 'wide.txt', () => wide('Grün ist die Hoffnung'.repeat(500), 'big')),
  taken('a text in Windows-1252', 'old.txt', () => bytes('Gr', [0xfc], 'n', [0x80])),
  taken('a text that begins like a picture', 'bm.txt', () => utf8('BM 5000 is the old model')),
  taken('a page as a text: it is one, and is only ever saved', 'page.txt', html),
];

const wrongContent: readonly FileCase[] = [
  refused('content_mismatch', 'a picture of another kind', 'photo.jpeg', () => png()),
  refused('content_mismatch', 'a photo in HEIC', 'photo.jpg', heic),
  refused('content_mismatch', 'a JPEG of two bytes', 'cut.jpg', () => bytes([0xff, 0xd8])),
  refused('content_mismatch', 'the start of a JPEG and then words', 'words.jpg', () => bytes([0xff, 0xd8, 0xff], 'alert(1)')),
  refused('content_mismatch', 'the start of a JPEG, a filler and then words', 'filler.jpg', () => bytes([0xff, 0xd8, 0xff, 0xff], 'alert(1)')),
  refused('content_mismatch', 'a page as a picture', 'page.png', html),
  refused('content_mismatch', 'a drawing in SVG as a picture', 'drawing.png', svg),
  refused('content_mismatch', 'the start of a PNG and then words', 'words.png', () => bytes([0x89], 'PNG\r\n', [0x1a], '\n<script>alert(1)</script>')),
  refused('content_mismatch', 'a picture in WebP as a GIF', 'modern.gif', webp),
  refused('content_mismatch', 'a GIF without a picture', 'none.gif', () => bytes(gif().subarray(0, 19), [0x3b])),
  refused('content_mismatch', 'a GIF that goes on in words', 'words.gif', () => joined(gif().slice(0, -1), utf8('alert(1)'))),
  refused('content_mismatch', 'a BMP whose pixels are elsewhere', 'none.bmp', () => bmp().slice(0, 54)),
  refused('content_mismatch', 'a BMP with a header that nobody knows', 'unknown.bmp', () => bmp(44)),
  refused('content_mismatch', 'words about a car as a picture', 'car.bmp', () => utf8('BMW is a car maker, and this is text')),
  refused('content_mismatch', 'words about a council as a picture', 'council.tiff', () => utf8('II. Vatican Council')),
  refused('content_mismatch', 'the start of a TIFF and nothing more', 'start.tif', () => bytes('II', [42, 0, 8, 0, 0, 0])),
  refused('content_mismatch', 'a program as a PDF', 'invoice.pdf', exe),
  refused('content_mismatch', 'a PDF whose mark comes too late', 'late.pdf', () => joined(utf8(' '.repeat(1_100)), pdf())),
  refused('content_mismatch', 'a letter of today as one of old Word', 'letter.doc', () => docx()),
  refused('content_mismatch', 'RTF, which Word opens under any name', 'letter.doc', rtf),
  refused('content_mismatch', 'a page that Excel would open', 'table.xls', html),
  refused('content_mismatch', 'a page that Word would open', 'page.doc', html),
  refused('content_mismatch', 'an old sheet as an old letter', 'sheet.doc', () => xls()),
  refused('content_mismatch', 'an old letter as old slides', 'letter.ppt', () => doc()),
  refused('content_mismatch', 'a letter with a sheet inside as a sheet', 'embedded.xls', () => doc({ 'ObjectPool/_1234/Workbook': 'x' })),
  refused('content_mismatch', 'an old letter as one of today', 'letter.docx', () => doc()),
  refused('content_mismatch', 'any archive as a letter', 'files.docx', oneArchive),
  refused('content_mismatch', 'an empty archive as a letter', 'empty.docx', () => zip([])),
  refused('content_mismatch', 'a sheet as a letter', 'sheet.docx', () => xlsx()),
  refused('content_mismatch', 'a letter as a sheet', 'letter.xlsx', () => docx()),
  refused('content_mismatch', 'a letter with a folder of Excel beside its own as a sheet', 'folders.xlsx', () => docx(['xl/workbook.xml'])),
  refused('content_mismatch', 'a binary workbook as a sheet', 'binary.xlsx', () => zip([...letter().slice(0, 2), 'xl/workbook.bin'])),
  refused('content_mismatch', 'a sheet as slides', 'sheet.pptx', () => xlsx()),
  refused('content_mismatch', 'a letter as a show', 'letter.ppsx', () => docx()),
  refused('content_mismatch', 'a spreadsheet of OpenOffice as a letter', 'sheet.odt', () => odf('spreadsheet')),
  refused('content_mismatch', 'a template of OpenOffice as a letter', 'template.odt', () => odf('text-template')),
  refused('content_mismatch', 'any archive as a letter of OpenOffice', 'files.odt', oneArchive),
  refused('content_mismatch', 'an archive of another kind', 'files.rar', oneArchive),
  refused('content_mismatch', 'the mark of a RAR and then words', 'words.rar', () => bytes('Rar!', [0x1a, 7, 0], 'alert(1)//alert(1)')),
  refused('content_mismatch', 'the newer mark of a RAR and then words', 'words5.rar', () => bytes('Rar!', [0x1a, 7, 1, 0], 'alert(1)//alert(1)')),
  refused('content_mismatch', 'a RAR as a zip', 'files.zip', rar5),
  refused('content_mismatch', 'two letters as an archive', 'pk.zip', () => bytes('PK')),
  refused('content_mismatch', 'a program as a text', 'tool.txt', elf),
  refused('content_mismatch', 'a picture as a text', 'photo.txt', jfif),
  refused('content_mismatch', 'a PDF as a text', 'invoice.txt', () => pdf()),
  refused('content_mismatch', 'bytes of a device as settings', 'device.cfg', () => bytes('abc', [1, 2, 3])),
  refused('content_mismatch', 'something packed as a log', 'packed.log', gzip),
  refused('content_mismatch', 'UTF-16 with zeros in it', 'zeros.txt', () => bytes([0xff, 0xfe], 'a', [0, 0, 0])),
  refused('content_mismatch', 'words with a program behind them', 'readme.txt', () => joined(utf8('Read me.\n'.repeat(2_000)), exe())),
  refused('content_mismatch', 'wide words with a program behind them', 'wide.txt', () => joined(wide('Read me.\n'.repeat(2_000), 'little'), exe())),
  refused('damaged', 'a zip that was cut', 'cut.zip', async () => (await zip(['a.txt', 'b.txt'])).slice(0, 60)),
  refused('damaged', 'a letter that was cut', 'cut.docx', async () => (await docx()).slice(0, -40)),
  refused('damaged', 'an old letter that was cut', 'cut.doc', () => doc().slice(0, 1_000)),
];

const wrongNames: readonly FileCase[] = [
  refused('type_not_allowed', 'a drawing in SVG', 'drawing.svg', svg),
  refused('type_not_allowed', 'a page', 'page.html', html),
  refused('type_not_allowed', 'a page by its other name', 'page.HTM', html),
  refused('type_not_allowed', 'a program', 'setup.exe', exe),
  refused('type_not_allowed', 'a script', 'script.js', () => utf8('alert(1)')),
  refused('type_not_allowed', 'a letter with macros under its own name', 'letter.docm', docm),
  refused('type_not_allowed', 'an installer under its own name', 'setup.msi', msi),
  refused('type_not_allowed', 'a good picture called a program', 'photo.exe', jfif),
  refused('type_not_allowed', 'a good PDF without an extension', 'invoice', () => pdf()),
  refused('type_not_allowed', 'a good PDF with nothing but an extension', '.pdf', () => pdf()),
  refused('type_not_allowed', 'an archive of another kind', 'files.7z', oneArchive),
  refused('type_not_allowed', 'a good picture in WebP', 'photo.webp', webp),
  refused('type_not_allowed', 'a good letter called RTF', 'letter.rtf', rtf),
  refused('type_not_allowed', 'a name out of the language', 'photo.constructor', jfif),
  refused('type_not_allowed', 'a program behind a harmless name', 'invoice.pdf.exe', exe),
  refused('type_not_allowed', 'a page behind a harmless name', 'photo.jpg.html', html),
  refused('content_mismatch', 'a program before a harmless name', 'invoice.exe.pdf', exe),
  taken('a PDF with two extensions', 'invoice.exe.pdf', () => pdf()),
  taken('a log with a date', 'app.2026.11.22.log', log),
];

const photos: readonly FileCase[] = [
  taken('a photo of an iPhone, called what it was before', 'IMG_0001.HEIC', () => exif(), { from: iphone, kept: 'IMG_0001.jpeg' }),
  taken('the same from a computer', 'IMG_0002.heif', jfif, { kept: 'IMG_0002.jpeg' }),
  refused('type_not_allowed', 'a photo that is HEIC', 'IMG_0003.HEIC', heic, { from: iphone }),
  taken('a picture from an iPhone', 'photo.jpg', jfif, { from: iphone }),
  taken('a TIFF from an iPhone', 'scan.tif', () => tiff('II'), { from: iphone }),
  refused('type_not_allowed', 'a PDF from an iPhone', 'invoice.pdf', () => pdf(), { from: iphone }),
  refused('type_not_allowed', 'a text from an iPhone', 'note.txt', () => utf8('Hello'), { from: iphone }),
  taken('a PDF from a phone with Android', 'invoice.pdf', () => pdf(), { from: android }),
  taken('a letter from Linux', 'letter.odt', () => odf(), { from: linux }),
  taken('an archive from a technician', 'tools.zip', oneArchive, { from: technician }),
  refused('type_not_allowed', 'a program from a technician', 'tool.exe', exe, { from: technician }),
];

const programs: readonly FileCase[] = [
  refused('macros', 'a letter with macros called one without', 'letter.docx', docm),
  refused('macros', 'a sheet with macros', 'sheet.xlsx', () => xlsx(['xl/vbaProject.bin'])),
  refused('macros', 'a sheet with macros of Excel 4', 'sheet4.xlsx', () => xlsx(['xl/macrosheets/sheet1.xml'])),
  refused('macros', 'slides with macros', 'slides.pptx', () => pptx(['ppt/vbaProject.bin'])),
  refused('macros', 'a show with macros, in capitals', 'show.ppsx', () => pptx(['ppt/VBAPROJECT.BIN'], true)),
  refused('macros', 'an old letter with macros', 'letter.doc', () => doc(macros('Macros'))),
  refused('macros', 'an old sheet with macros', 'sheet.xls', () => xls(macros('_VBA_PROJECT_CUR'))),
  refused('macros', 'a letter of OpenOffice with macros', 'letter.odt', () => odf('text', ['Basic/Standard/Module1.xml', 'Basic/script-lc.xml'])),
  refused('content_mismatch', 'an installer called a letter', 'letter.doc', msi),
  refused('content_mismatch', 'an installer called a sheet', 'sheet.xls', msi),
  refused('content_mismatch', 'a mail called a letter', 'mail.doc', msg),
  refused('content_mismatch', 'small pictures of Explorer called slides', 'thumbs.ppt', thumbs),
  refused('content_mismatch', 'an encrypted letter called an old one', 'secret.doc', encrypted),
];

const script = '=1;alert(1)//';

const twofold: readonly FileCase[] = [
  refused('content_mismatch', 'a script that begins like a GIF', 'script.gif', () => utf8(`GIF89a${script}`)),
  refused('content_mismatch', 'a script that begins almost like a GIF', 'almost.gif', () => utf8('GIF8=1;alert(1)')),
  refused('content_mismatch', 'a script that begins with the head of a GIF', 'script2.gif', () => bytes('GIF89a/*', zeros(5), '*/=1;alert(1)//')),
  refused('mixed_content', 'a GIF that is a script', 'both.gif', () => joined(gif('89a', [0x2f, 0x2a]), utf8(`*/${script}`))),
  refused('mixed_content', 'a GIF with a page behind it', 'page.gif', () => joined(gif(), html())),
  taken('a GIF with words for a script in its comment: a whole GIF, shown nowhere', 'comment.gif', () => gif('89a', [0x2f, 0x2a], gifComment(`*/${script}`))),
  refused('mixed_content', 'a PDF that is an archive', 'both.pdf', () => joined(pdf(), zip(['a.txt']))),
  refused('mixed_content', 'a PDF in the comment of which the archive ends', 'inside.pdf', async () => zip(['a.txt'], { before: pdf(), comment: '%%EOF' })),
  refused('content_mismatch', 'the same called an archive', 'both.zip', () => joined(pdf(), zip(['a.txt']))),
  refused('mixed_content', 'a JPEG that is an archive', 'both.jpg', () => joined(jfif(), zip(['a.txt']))),
  refused('mixed_content', 'a PNG that is an archive', 'both.png', () => joined(png(), zip(['a.txt']))),
  refused('mixed_content', 'a text that is an archive', 'both.txt', async () => joined(utf8('Read me.\n'.repeat(1_000)), zip([{ name: 'a.txt', data: 'a', stored: true }], { comment: ' '.repeat(5_000) }))),
  refused('mixed_content', 'a RAR that is a zip', 'both.rar', () => joined(rar5(), zip(['a.txt']))),
  refused('mixed_content', 'an old letter that is an archive', 'both.doc', () => joined(doc(), zip(['a.txt']))),
  refused('content_mismatch', 'a page that is a PDF', 'page.pdf', () => joined(html(), pdf())),
  refused('content_mismatch', 'a shell script that is a PDF', 'script.pdf', () => joined(utf8('#!/bin/sh\nexit\n'), pdf())),
  refused('content_mismatch', 'a GIF that is a PDF', 'gif.pdf', () => joined(utf8('GIF89a'), pdf())),
  refused('content_mismatch', 'a program that is a PDF', 'program.pdf', () => joined(exe(), pdf())),
  refused('content_mismatch', 'a program of Linux that is a PDF', 'linux.pdf', () => joined(elf(), pdf())),
  refused('content_mismatch', 'a script that begins like a GIF, as a text', 'gif.txt', () => utf8(`GIF89a${script}`)),
  refused('content_mismatch', 'a program for Java that is a letter', 'java.docx', () => docx(['META-INF/MANIFEST.MF', 'Main.class'])),
];

const repeated = (name: string, length: number): Entry => ({ name, data: zeros(length) });

const bombs: readonly FileCase[] = [
  refused('archive_entries', 'a zip of 1,001 files', 'many.zip', () => zip(many(1_001))),
  refused('archive_entries', 'a zip that says it has 60,000', 'claims.zip', () => zip(['a.txt'], { count: 60_000 })),
  refused('damaged', 'a zip that says it has fewer than it has', 'lies.zip', () => zip(['a.txt', 'b.txt', 'c.txt'], { count: 2 })),
  refused('archive_ratio', 'twenty megabytes of nothing', 'zeros.zip', () => zip([repeated('zeros.txt', 20_000_000)])),
  refused('archive_ratio', 'a bomb with ballast', 'ballast.zip', () => zip([{ name: 'noise.txt', data: noise(400_000), stored: true }, repeated('zeros.txt', 20_000_000)])),
  refused('archive_ratio', 'entries that share their bytes', 'shared.zip', () => zip(many(900).map((entry) => ({ ...entry, claims: { packed: 900_000, unpacked: 1_040_000 } })))),
  refused('archive_ratio', 'a petabyte, as its directory says', 'petabyte.zip', () => zip([{ name: 'a.txt', claims: { unpacked: 2 ** 50 } }], { large: true })),
  refused('archive_ratio', 'a letter that unpacks to too much', 'bomb.docx', () => docx([repeated('word/media/image1.bmp', 20_000_000)])),
  refused('archive_nested', 'an archive in an archive', 'nested.zip', async () => zip([{ name: 'inner.zip', data: await oneArchive() }])),
  refused('archive_nested', 'sixteen of them, as in 42.zip', 'forty-two.zip', async () => zip(Array.from({ length: 16 }, (_, i) => ({ name: `lib ${i}.ZIP`, data: noise(100, i) })))),
  refused('archive_nested', 'an archive of another kind in it, in a folder', 'rar.zip', () => zip([{ name: 'a/b/files.rar', data: rar5() }])),
  taken('a log that packs well, and is small', 'good.zip', () => zip([repeated('app.log', 1_000_000)])),
];

const sizes: readonly FileCase[] = [
  refused('empty', 'nothing', 'empty.txt', () => zeros(0)),
  refused('empty', 'no picture', 'empty.png', () => zeros(0)),
  refused('type_not_allowed', 'nothing, of a kind that nobody may send', 'empty.exe', () => zeros(0)),
  taken('as many bytes as are allowed', 'full.txt', ofLength(largest)),
  refused('too_large', 'one byte more', 'over.txt', ofLength(largest + 1)),
  refused('too_large', 'one byte more of another kind', 'over.pdf', ofLength(largest + 1)),
];

const text = (): Bytes => utf8('Hello');
const named = (what: string, name: string, kept: string): FileCase => taken(what, name, text, kept === name ? {} : { kept });

const names: readonly FileCase[] = [
  named('a plain name', 'Übersicht 2026 (final).txt', 'Übersicht 2026 (final).txt'),
  named('a name in Chinese', '报告.txt', '报告.txt'),
  named('a name in Persian, with the joiner it needs', 'نامه‌ها.txt', 'نامه‌ها.txt'),
  named('a name with an emoji of several', '👩‍💻.txt', '👩‍💻.txt'),
  named('a letter of two parts', 'u\u0308ber.txt', 'über.txt'),
  refused('type_not_allowed', 'a program that shows as a text', 'cod\u202etxt.exe', exe),
  named('a mark that turns what follows', 'a\u202ecod.txt', 'acod.txt'),
  named('marks that set apart', 'a\u2066b\u2069.txt', 'ab.txt'),
  named('blanks that nobody sees', 'a\u200bb\ufeff.txt', 'ab.txt'),
  named('a NUL', 'a\u0000b.txt', 'a b.txt'),
  refused('type_not_allowed', 'a NUL that would hide the end', 'setup.exe\u0000.txt.exe', exe),
  named('line ends', 'a\r\nb.txt', 'a b.txt'),
  refused('type_not_allowed', 'line ends and a header', 'a.txt\r\nContent-Type: text/html', text),
  named('a way out', '../../etc/passwd.txt', 'passwd.txt'),
  named('a path of Windows', 'C:\\Users\\Carol\\report.txt', 'report.txt'),
  named('a device', 'CON.txt', '_CON.txt'),
  named('a device with more behind it', 'nul.tar.txt', '_nul.tar.txt'),
  named('a device with a small number', 'COM¹.log', '_COM¹.log'),
  named('what only begins like a device', 'console.log', 'console.log'),
  named('dots before it', '...hidden.txt', 'hidden.txt'),
  named('dashes before it', '--help.txt', 'help.txt'),
  named('dots and blanks behind it', 'a.txt. .', 'a.txt'),
  named('signs that a disk refuses', 'a"b<c>d|e?f*g:h.txt', 'a_b_c_d_e_f_g_h.txt'),
  named('300 signs', `${'x'.repeat(296)}.txt`, `${'x'.repeat(116)}.txt`),
  named('300 emoji', `${'😀'.repeat(300)}.txt`, `${'😀'.repeat(49)}.txt`),
  named('half a sign', 'a\ud83d.txt', 'a.txt'),
  refused('bad_name', 'no name', '', text),
  refused('bad_name', 'nothing but marks', '\u202e\u200f', text),
  refused('bad_name', 'nothing but dots', '...', text),
];

export const cases: readonly FileCase[] = [...kinds, ...wrongContent, ...wrongNames, ...photos, ...programs, ...twofold, ...bombs, ...sizes, ...names];
