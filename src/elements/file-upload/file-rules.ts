import { acceptFor, extensionOf, extensionsFor, fileFault, headBytes, mediaTypeOf, receivedName, type Extension, type Sender } from '../../domain/files.ts';
import type { FileRefusal } from '../events.ts';

/** Bytes of the largest file where nobody has said otherwise. */
export const usualLargest = 25_000_000;

/** What may be chosen: the company's rules for this sender, made narrower by the element. */
export interface FileRules {
  readonly sender: Sender;
  /** Bytes. */
  readonly largest: number;
  /** As `<input accept>`: extensions with a dot and media types, separated by commas. Empty for all that the sender may send. */
  readonly accept: string;
}

export type Judged = { readonly file: File; readonly reason: null } | { readonly file: File; readonly reason: FileRefusal };

/** Judges a file by its name, size and first bytes; one that is taken has a safe name, true to its content. */
export async function judge(file: File, rules: FileRules): Promise<Judged> {
  const head = await beginning(file);
  const fault = fileFault({ name: file.name, size: file.size, head }, rules.sender, rules.largest);
  if (fault) return { file, reason: fault };
  const name = receivedName(file.name, head);
  if (name === null) return { file, reason: 'bad_name' };
  if (!accepts(rules.accept, name)) return { file, reason: 'type_not_allowed' };
  return { file: name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified }), reason: null };
}

/** A folder, or a file that has gone since it was chosen, cannot be read: then it is judged without its content. */
async function beginning(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

/** Whether an `accept` list has room for a name. */
export function accepts(accept: string, name: string): boolean {
  const kinds = list(accept);
  if (kinds.length === 0) return true;
  const extension = extensionOf(name);
  return extension !== null && kinds.some((kind) => covers(kind, extension, name));
}

function covers(kind: string, extension: Extension, name: string): boolean {
  if (kind.startsWith('.')) return extensionOf(`x${kind}`) === extension || name.toLowerCase().endsWith(kind);
  const type = mediaTypeOf(extension);
  return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : kind === type;
}

function list(accept: string): readonly string[] {
  return accept
    .split(',')
    .map((kind) => kind.trim().toLowerCase())
    .filter(Boolean);
}

/** The kinds that can be chosen, by extension; null if these are all that anybody may send. */
export function narrowedTo(rules: FileRules): readonly Extension[] | null {
  const everything = extensionsFor({ role: 'technician' });
  const chosen = extensionsFor(rules.sender).filter((extension) => accepts(rules.accept, `x.${extension}`));
  return chosen.length === everything.length ? null : chosen;
}

/** What the browser's own picker should offer. */
export function pickerAccept(rules: FileRules): string {
  return rules.accept === '' ? acceptFor(rules.sender) : rules.accept;
}
