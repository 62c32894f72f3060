import { contentMatches, isJpeg } from './file-content.ts';
import { endingOf, safeName, withEnding } from './file-names.ts';
import type { OperatingSystem, Role } from './request.ts';

export { contentMatches, headBytes } from './file-content.ts';
export { safeName } from './file-names.ts';

/** Which files may be sent, by whom. Judged in the page for the message's sake, and again where files arrive. */

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

/** The extensions that a sender may use, without aliases. iOS hands pages pictures alone. */
export function extensionsFor(sender: Sender): readonly Extension[] {
  return sender.role === 'customer' && sender.os === 'ios' ? images : extensions;
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

/** Whether a file of this name may be shared by this sender: what a desk asks once the content has been judged. */
export function mayShare(name: string, sender: Sender): boolean {
  const extension = extensionOf(name);
  return extension !== null && extensionsFor(sender).includes(extension);
}

/**
 * The name under which a file is taken, or null if its name is none: safe, and true to its content where a device is
 * known to lie. An iPhone hands over its HEIC photos as JPEG, sometimes still named .heic.
 *
 * @param head the first {@link headBytes} of the file.
 */
export function receivedName(name: string, head: Uint8Array): string | null {
  const safe = safeName(name);
  return safe !== null && /^hei[cf]$/.test(endingOf(safe)) && isJpeg(head) ? withEnding(safe, 'jpeg') : safe;
}

/**
 * Why a file is refused: `bad_name` nothing of its name can be kept · `type_not_allowed` not from this sender ·
 * `empty` · `too_large` · `content_mismatch` it is not what its extension says.
 */
export type FileFault = 'bad_name' | 'type_not_allowed' | 'empty' | 'too_large' | 'content_mismatch';

export interface CandidateFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The first {@link headBytes} of it, or all if it is shorter. */
  readonly head: Uint8Array;
}

/** The first fault of a file, or null if it may be sent. `largest` is in bytes. */
export function fileFault(file: CandidateFile, sender: Sender, largest: number): FileFault | null {
  const name = receivedName(file.name, file.head);
  if (name === null) return 'bad_name';
  const extension = extensionOf(name);
  if (extension === null || !mayShare(name, sender)) return 'type_not_allowed';
  if (file.size === 0) return 'empty';
  if (file.size > largest) return 'too_large';
  return contentMatches(extension, file.head) ? null : 'content_mismatch';
}
