import { acceptFor, extensionOf, extensionsFor, mediaTypeOf, type Extension, type Sender } from '../../domain/file-types.ts';

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
