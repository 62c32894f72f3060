import { bytes, utf16, utf8, zeros, type Bytes } from './parts.ts';
import { zip, type Entry, type ZipOptions } from './archives.ts';

/** Documents in today's containers, PDF and text: as small as they can be and still open. */

const office = 'http://schemas.openxmlformats.org';
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`;
const relations = (type: string, target: string): string =>
  xml(`<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`);

function parts(main: string, type: string, body: string): Entry[] {
  const types = xml(
    `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
  );
  return [{ name: '[Content_Types].xml', data: types }, { name: '_rels/.rels', data: relations('officeDocument', main) }, { name: main, data: xml(body) }];
}

const mainType = (program: string, what: string): string => `application/vnd.openxmlformats-officedocument.${program}.${what}+xml`;

/** The entries of a letter; `macros` gives it the type of a .docm. */
export function letter(macros = false): Entry[] {
  const type = macros ? 'application/vnd.ms-word.document.macroEnabled.main+xml' : mainType('wordprocessingml', 'document.main');
  return parts('word/document.xml', type, `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>`);
}

export function sheet(): Entry[] {
  const main = `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  return [
    ...parts('xl/workbook.xml', mainType('spreadsheetml', 'sheet.main'), main),
    { name: 'xl/_rels/workbook.xml.rels', data: relations('worksheet', 'worksheets/sheet1.xml') },
    { name: 'xl/worksheets/sheet1.xml', data: xml(`<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData/></worksheet>`) },
  ];
}

export function slides(show = false): Entry[] {
  const main = `<p:presentation xmlns:p="${office}/presentationml/2006/main"><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;
  return parts('ppt/presentation.xml', mainType('presentationml', show ? 'slideshow.main' : 'presentation.main'), main);
}

export const docx = (more: readonly (Entry | string)[] = [], options: ZipOptions = {}): Promise<Bytes> => zip([...letter(), ...more], options);
export const xlsx = (more: readonly (Entry | string)[] = [], options: ZipOptions = {}): Promise<Bytes> => zip([...sheet(), ...more], options);
export const pptx = (more: readonly (Entry | string)[] = [], show = false): Promise<Bytes> => zip([...slides(show), ...more]);

/** A document that Word calls .docm. */
export const docm = (): Promise<Bytes> => zip([...letter(true), { name: 'word/vbaProject.bin', data: bytes([0xd0, 0xcf, 0x11, 0xe0]) }, 'word/vbaData.xml']);

const openDocument = 'application/vnd.oasis.opendocument';

/** @param kind of OpenDocument: `text`, `spreadsheet`, `text-template`. */
export function odf(kind = 'text', more: readonly (Entry | string)[] = []): Promise<Bytes> {
  const manifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${openDocument}.${kind}"/></manifest:manifest>`;
  return zip([
    { name: 'mimetype', data: `${openDocument}.${kind}`, stored: true },
    { name: 'content.xml', data: xml('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:body><office:text/></office:body></office:document-content>') },
    ...more,
    { name: 'META-INF/manifest.xml', data: xml(manifest) },
  ]);
}

/** One empty page, with a table of its objects that holds. */
export function pdf(version = '1.4'): Bytes {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>'];
  let text = `%PDF-${version}\n%\u00e2\u00e3\u00cf\u00d3\n`;
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const at = text.length;
  return bytes(`${text}xref\n0 4\n0000000000 65535 f \n${offsets.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`);
}

export const html = (): Bytes => utf8('<!doctype html><title>x</title><script>alert(1)</script>');
export const exe = (): Bytes => bytes('MZ', [0x90, 0, 3, 0], zeros(54), [0x40, 0, 0, 0], 'PE', [0, 0], zeros(64));
export const elf = (): Bytes => bytes([0x7f], 'ELF', [2, 1, 1, 0], zeros(56));
export const rtf = (): Bytes => utf8('{\\rtf1\\ansi Hello}');
export const heic = (): Bytes => bytes([0, 0, 0, 24], 'ftypheic', zeros(4), 'mif1heic', zeros(40));
export const webp = (): Bytes => bytes('RIFF', [26, 0, 0, 0], 'WEBPVP8L', zeros(18));
export const gzip = (): Bytes => bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], zeros(20));

/** With the mark of its order. */
export const wide = (text: string, order: 'little' | 'big'): Bytes => {
  const little = bytes([0xff, 0xfe], utf16(text));
  if (order === 'little') return little;
  return little.map((_, i) => little[i ^ 1] ?? 0);
};
