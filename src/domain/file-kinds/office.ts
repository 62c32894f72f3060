import { ascii, has, u16, type FileInParts, type Looking } from '../file-parts.ts';
import type { ContentFault } from '../file-faults.ts';
import { unpackFault } from './archives.ts';
import { hasMacroProject, listCompound } from './compound-file.ts';
import { isCompound, isZip } from './signatures.ts';
import { listZip, type ZipEntry } from './zip-listing.ts';

/** Documents: what program they are of, by what they hold. A document with macros is a program, and refused as one. */

/** Slides and sheets come in many parts. */
const documentLimits = { entries: 10_000, directory: 4 * 1024 * 1024 } as const;

/** @param streams of which one must stand in the root, in lower case. */
export function* compoundFault(file: FileInParts, streams: readonly string[]): Looking<ContentFault | null> {
  if (!isCompound(yield* file.read(0, 8))) return 'content_mismatch';
  const names = yield* listCompound(file);
  if (!names) return 'damaged';
  if (!streams.some((stream) => names.has(stream))) return 'content_mismatch';
  return hasMacroProject(names) ? 'macros' : null;
}

type Program = 'word' | 'xl' | 'ppt';

/** Entries of today's Office that hold macros, whatever the document is called: of Visual Basic, and the sheets of Excel 4. */
const macroParts = /(?:^|\/)(?:vbaproject\.bin|vbadata\.xml|macrosheets\/.+)$/;

export function* officeFault(file: FileInParts, program: Program): Looking<ContentFault | null> {
  const head = yield* file.read(0, 8);
  if (isCompound(head)) return yield* withPassword(file);
  const listed = yield* documentEntries(file, head);
  if (typeof listed === 'string') return listed;
  const names = listed.map(({ name }) => name.toLowerCase());
  // Where a document is a program for Java as well, its manifest says so.
  if (!names.includes('[content_types].xml') || names.includes('meta-inf/manifest.mf')) return 'content_mismatch';
  // The first folder of a program says whose it is; later ones may belong to what is embedded.
  if (names.find((name) => /^(?:word|xl|ppt)\//.test(name))?.startsWith(`${program}/`) !== true) return 'content_mismatch';
  if (!names.some((name) => mainPart[program].test(name))) return 'content_mismatch';
  return names.some((name) => macroParts.test(name)) ? 'macros' : null;
}

/** What each program begins to read; some writers number it. A binary workbook (`.bin`) is none of ours. */
const mainPart: Readonly<Record<Program, RegExp>> = {
  word: /^word\/document\d*\.xml$/,
  xl: /^xl\/workbook\d*\.xml$/,
  ppt: /^ppt\/presentation\d*\.xml$/,
};

/** With a password a document is a compound file around the encrypted one, and nobody can look into it. */
function* withPassword(file: FileInParts): Looking<ContentFault | null> {
  const names = yield* listCompound(file);
  if (!names) return 'damaged';
  return names.has('encryptedpackage') && names.has('encryptioninfo') ? null : 'content_mismatch';
}

const textDocument = ascii('application/vnd.oasis.opendocument.text');

/** The first entry of an OpenDocument is its media type, as it is. Templates and masters go on with a dash. */
export function* openDocumentTextFault(file: FileInParts): Looking<ContentFault | null> {
  const head = yield* file.read(0, 512);
  const typeAt = 30 + u16(head, 26) + u16(head, 28);
  const isText = has(head, textDocument, typeAt) && head[typeAt + textDocument.length] !== 0x2d;
  if (!isZip(head) || !has(head, ascii('mimetype'), 30) || !isText) return 'content_mismatch';
  const listed = yield* documentEntries(file, head);
  if (typeof listed === 'string') return listed;
  return listed.some(({ name }) => /^(?:Basic|Scripts)\/./.test(name)) ? 'macros' : null;
}

function* documentEntries(file: FileInParts, head: Uint8Array): Looking<readonly ZipEntry[] | ContentFault> {
  if (!isZip(head)) return 'content_mismatch';
  const listing = yield* listZip(file, documentLimits);
  if (listing === 'too_many') return 'archive_entries';
  if (!listing) return 'damaged';
  return unpackFault(listing.entries, file.size) ?? listing.entries;
}
