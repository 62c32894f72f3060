import { contentFault } from './file-content.ts';
import { FileInParts, type Looking } from './file-parts.ts';
import { endingOf, withEnding } from './file-endings.ts';
import type { JudgedFault } from './file-faults.ts';
import { isJpeg } from './file-kinds/signatures.ts';
import { safeName } from './file-names.ts';
import { extensionsFor, type Extension, type Sender } from './file-extensions.ts';
import { extensionOf } from './file-types.ts';

export type { Looking, Part } from './file-parts.ts';
export { fileFaults, type FileFault } from './file-faults.ts';
export { safeName } from './file-names.ts';
export { acceptFor, extensions, extensionsFor, onlyPictures, type Extension, type Sender } from './file-extensions.ts';
export { extensionOf, mediaTypeOf } from './file-types.ts';

/** Which files may be sent, by whom. Judged in the page for the message's sake, and again where files arrive. */

/** Whether a file of this name may be shared by this sender: what a desk asks once the content has been judged. */
export function mayShare(name: string, sender: Sender): boolean {
  const extension = extensionOf(name);
  return extension !== null && extensionsFor(sender).includes(extension);
}

/** A file that may be sent, under the name and as the kind under which it is kept; or the first thing that is wrong with it. */
export type Judgement = { readonly fault: null; readonly name: string; readonly extension: Extension } | { readonly fault: JudgedFault };

/** How an iPhone still names photos that it hands over as JPEG. */
const isHeicName = (name: string): boolean => /^hei[cf]$/.test(endingOf(name));

/**
 * What is wrong with a file as far as name and size tell, before its first byte; null if the content decides.
 *
 * @param size bytes.
 * @param largest bytes.
 */
export function faultBeforehand(name: string, size: number, sender: Sender, largest: number): JudgedFault | null {
  const safe = safeName(name);
  if (safe === null) return 'bad_name';
  if (!mayShare(isHeicName(safe) ? withEnding(safe, 'jpeg') : safe, sender)) return 'type_not_allowed';
  if (size === 0) return 'empty';
  return size > largest ? 'too_large' : null;
}

/**
 * Judges a whole file; whoever has its bytes hands over the parts that are asked for.
 *
 * Its name becomes safe, and true to its content where a device is known to lie: a JPEG named .heic is renamed.
 *
 * @param size bytes.
 * @param largest bytes.
 */
export function* judgeFile(name: string, size: number, sender: Sender, largest: number): Looking<Judgement> {
  const beforehand = faultBeforehand(name, size, sender, largest);
  if (beforehand) return { fault: beforehand };
  const file = new FileInParts(size);
  const safe = safeName(name) ?? '';
  const kept = isHeicName(safe) && isJpeg(yield* file.read(0, 4)) ? withEnding(safe, 'jpeg') : safe;
  const extension = extensionOf(kept);
  if (extension === null) return { fault: 'type_not_allowed' };
  const fault = yield* contentFault(extension, file);
  return fault ? { fault } : { fault: null, name: kept, extension };
}
