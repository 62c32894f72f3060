import { endingOf } from './file-endings.ts';
import { aliases, extensions, type Extension } from './file-extensions.ts';

const office = 'application/vnd.openxmlformats-officedocument.';

/** The media type of a download, by extension alone: an uploader's word would let a page pass as a picture. */
const mediaTypes: Readonly<Record<Extension, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: `${office}wordprocessingml.document`,
  odt: 'application/vnd.oasis.opendocument.text',
  xls: 'application/vnd.ms-excel',
  xlsx: `${office}spreadsheetml.sheet`,
  ppt: 'application/vnd.ms-powerpoint',
  pptx: `${office}presentationml.presentation`,
  pps: 'application/vnd.ms-powerpoint',
  ppsx: `${office}presentationml.slideshow`,
  log: 'text/plain',
  cfg: 'text/plain',
  rar: 'application/vnd.rar',
  zip: 'application/zip',
  txt: 'text/plain',
};

/** The kind of file that a name says, or null if it is none of ours. */
export function extensionOf(name: string): Extension | null {
  const ending = endingOf(name);
  return (Object.hasOwn(aliases, ending) ? aliases[ending] : extensions.find((extension) => extension === ending)) ?? null;
}

export function mediaTypeOf(extension: Extension): string {
  return mediaTypes[extension];
}
