import type { OperatingSystem, Role } from './request.ts';

/** The kinds of files there are, and who may send which: what a page needs before anybody has chosen one. */

const images = ['jpeg', 'png', 'gif', 'bmp', 'tiff'] as const;

/** The kinds of files, each named by its extension without the dot. */
export const extensions = [...images, 'pdf', 'doc', 'docx', 'odt', 'xls', 'xlsx', 'ppt', 'pptx', 'pps', 'ppsx', 'log', 'cfg', 'rar', 'zip', 'txt'] as const;
export type Extension = (typeof extensions)[number];

/** Other spellings of an extension. */
export const aliases: Readonly<Record<string, Extension>> = { jpg: 'jpeg', tif: 'tiff' };

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

/** Whether a sender has nothing but pictures to choose from. */
export function onlyPictures(sender: Sender): boolean {
  return extensionsFor(sender) === images;
}

/**
 * The value of an `accept` attribute for a sender: extensions and aliases. Pictures alone are named by their media types as well: so told,
 * iOS hands over its own kind as JPEG. Of more kinds none has its type here, since a picker that heeds only types would offer no others.
 */
export function acceptFor(sender: Sender): string {
  const types = onlyPictures(sender) ? images.map((extension) => `image/${extension}`) : [];
  return [...[...extensionsFor(sender), ...Object.keys(aliases)].map((extension) => `.${extension}`), ...types].join();
}
