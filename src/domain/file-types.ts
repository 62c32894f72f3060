import { endingOf } from './file-endings.ts';
import type { OperatingSystem, Role } from './request.ts';

/** The kinds of files there are, and who may choose which: what a page needs before anybody has chosen one. */

const images = ['jpeg', 'png', 'gif', 'bmp', 'tiff'] as const;
const documents = ['pdf', 'doc', 'docx', 'odt', 'xls', 'xlsx', 'ppt', 'pptx', 'pps', 'ppsx', 'log', 'cfg', 'rar', 'zip', 'txt'] as const;

/** The kinds of files, each named by its extension without the dot. */
export const extensions = [...images, ...documents] as const;
export type Extension = (typeof extensions)[number];

/** Other spellings of an extension. */
const aliases: Readonly<Record<string, Extension>> = { jpg: 'jpeg', tif: 'tiff' };

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

/** Who sends: what a customer may send hangs on the device. */
export type Sender = { readonly role: Extract<Role, 'technician'> } | { readonly role: Extract<Role, 'customer'>; readonly os: OperatingSystem };

/** Who may send what: technicians, and customers by their device. iOS hands pages pictures alone. */
const sendable: Readonly<Record<'technician' | OperatingSystem, readonly Extension[]>> = {
  technician: extensions,
  windows: extensions,
  macos: extensions,
  linux: extensions,
  chromeos: extensions,
  android: extensions,
  ios: images,
  other: extensions,
};

/** The extensions that a sender may use, without aliases. */
export function extensionsFor(sender: Sender): readonly Extension[] {
  return sendable[sender.role === 'customer' ? sender.os : sender.role];
}

/** The value of an `accept` attribute for a sender: extensions, aliases and media types, since pickers differ in what they heed. */
export function acceptFor(sender: Sender): string {
  const allowed = extensionsFor(sender);
  const spellings = Object.entries(aliases).flatMap(([alias, extension]) => (allowed.includes(extension) ? [alias] : []));
  return [...[...allowed, ...spellings].map((extension) => `.${extension}`), ...new Set(allowed.map((extension) => mediaTypes[extension]))].join(',');
}

/** The kind of file that a name says, or null if it is none of ours. */
export function extensionOf(name: string): Extension | null {
  const ending = endingOf(name);
  return (Object.hasOwn(aliases, ending) ? aliases[ending] : extensions.find((extension) => extension === ending)) ?? null;
}

export function mediaTypeOf(extension: Extension): string {
  return mediaTypes[extension];
}
