import type { FileInParts, Looking } from '../file-parts.ts';
import type { ContentFault } from '../file-faults.ts';
import { isZip, rarVersion } from './signatures.ts';
import { listZip, type ZipEntry } from './zip-listing.ts';

/** Archives: listed, never unpacked. Whoever unpacks one on the other side must not be flooded by it. */

/** How much a zip may hold. `ratio` of what is unpacked to what was packed; what unpacks to less than `harmless` bytes may have any. */
export const zipLimits = { entries: 1_000, directory: 1024 * 1024, ratio: 100, harmless: 1024 * 1024 } as const;

/** What can hold many files itself, and so unpack to more than anybody can list. A single packed file (`.gz`) cannot. */
const archive = /\.(?:zip|rar|7z|tar|tgz|tbz2?|txz|tzst|tar\.\w+|cab|arj|lzh|lha|ace|jar|war|ear|apk)$/i;

export function* zipFault(file: FileInParts): Looking<ContentFault | null> {
  if (!isZip(yield* file.read(0, 4))) return 'content_mismatch';
  const listing = yield* listZip(file, zipLimits);
  if (listing === 'too_many') return 'archive_entries';
  if (!listing) return 'damaged';
  const fault = unpackFault(listing.entries, file.size);
  if (fault) return fault;
  return listing.entries.some(({ name }) => archive.test(name)) ? 'archive_nested' : null;
}

/** Counted for each entry, so that ballast hides none, and for all against the file, since entries may share their bytes. */
export function unpackFault(entries: readonly ZipEntry[], size: number): 'archive_ratio' | null {
  const tooMuch = (unpacked: number, packed: number): boolean => unpacked > zipLimits.harmless && unpacked > packed * zipLimits.ratio;
  const all = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  return tooMuch(all, size) || entries.some(({ packed, unpacked }) => tooMuch(unpacked, packed)) ? 'archive_ratio' : null;
}

/** Behind its mark a RAR begins with the header of the archive, or says that even that is encrypted. */
export function* rarFault(file: FileInParts): Looking<ContentFault | null> {
  const head = yield* file.read(0, 32);
  const version = rarVersion(head);
  if (version === 4) return head[9] === 0x73 ? null : 'content_mismatch';
  if (version === 5) return [1, 4].includes(head[afterNumber(head, 12)] ?? 0) ? null : 'content_mismatch';
  return 'content_mismatch';
}

/** Where what follows a number of variable length stands: each of its bytes but the last has its highest bit set. */
function afterNumber(head: Uint8Array, at: number): number {
  let end = at;
  while ((head[end] ?? 0) >= 0x80) end += 1;
  return end + 1;
}
