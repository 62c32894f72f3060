import { ascii, has } from '../file-parts.ts';

/** What files begin with. A signature says what a file means to be; whether it is, its structure says. */

export function isJpeg(head: Uint8Array): boolean {
  return has(head, [0xff, 0xd8, 0xff]);
}

export function isPng(head: Uint8Array): boolean {
  return has(head, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]);
}

export function isGif(head: Uint8Array): boolean {
  return has(head, ascii('GIF87a')) || has(head, ascii('GIF89a'));
}

export function isBmp(head: Uint8Array): boolean {
  return has(head, ascii('BM'));
}

/** Which end of a number a TIFF has first, or null if it is none. 42, or 43 for files over 4 GB. */
export function tiffOrder(head: Uint8Array): 'little' | 'big' | null {
  for (const version of [42, 43]) {
    if (has(head, [...ascii('II'), version, 0])) return 'little';
    if (has(head, [...ascii('MM'), 0, version])) return 'big';
  }
  return null;
}

/** The container of all of old Office, and of much else. */
export function isCompound(head: Uint8Array): boolean {
  return has(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
}

/** The version of a RAR's format, or null if it is none. */
export function rarVersion(head: Uint8Array): 4 | 5 | null {
  const mark = [...ascii('Rar!'), 0x1a, 0x07];
  if (has(head, [...mark, 0])) return 4;
  return has(head, [...mark, 1, 0]) ? 5 : null;
}

/** A first entry, an empty archive, or one that was to be split. */
export function isZip(head: Uint8Array): boolean {
  return [[3, 4], [5, 6], [7, 8]].some((mark) => has(head, [...ascii('PK'), ...mark]));
}
