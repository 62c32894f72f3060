import { split } from './file-endings.ts';
import { utf8Bytes } from './utf8.ts';

/** Names of files, from strangers: made fit for every disk, header and screen. */

/** Characters (code points) of a name, and bytes of it in UTF-8: every file system takes 255. */
const longest = { signs: 120, bytes: 200 } as const;

/** What of a longer name is looked at: its end. Nobody's name is so long, and thousands of marks would take long to be put in their order. */
const longestGiven = 1_024;

/**
 * The name under which a file is kept and shown, or null if nothing of it is left. The last part of a path; without
 * control and format characters (a bidi mark would show `exe.pdf` for `fdp.exe`), characters that a disk refuses,
 * dots and dashes at the start (hidden files, options) and dots at the end; no device of DOS; cut before its extension.
 * A safe name stays as it is.
 */
export function safeName(name: string): string | null {
  const last = name.slice(-longestGiven).split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const plain = last
    // Two joiners are part of words and emoji in many languages; no other invisible sign is. Half a sign becomes U+FFFD on its way.
    .replace(/[^\P{Cf}\u200C\u200D]|[\p{Cs}\p{Co}\uFFFD]/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/[<>:"|?*]/g, '_')
    .normalize('NFC');
  const visible = bare(plain);
  if (visible === '') return null;
  return shorten(devices.test(visible) ? `_${visible}` : visible);
}

/** What Windows keeps for itself, with any extension. */
const devices = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:[. ]|$)/i;

function bare(name: string): string {
  return name.replace(/^[\s.\-\u200C\u200D]+/u, '').replace(/[\s.\u200C\u200D]+$/u, '');
}

function shorten(name: string): string {
  const { stem, ending } = split(name);
  const signs = [...stem];
  const room = { signs: longest.signs - [...ending].length, bytes: longest.bytes - utf8Bytes(ending) };
  let bytes = 0;
  const fits = signs.findIndex((sign, i) => (bytes += utf8Bytes(sign)) > room.bytes || i >= room.signs);
  return fits < 0 ? name : bare(signs.slice(0, fits).join('')) + ending;
}
