import type { Extension, Sender } from '../../domain/file-extensions.ts';
import { extensionOf, mediaTypeOf } from '../../domain/file-types.ts';

/** What may be chosen: the company's rules for this sender, made narrower by the element. */
export interface FileRules {
  readonly sender: Sender;
  /** Bytes. */
  readonly largest: number;
  /** As `<input accept>`: extensions with a dot and media types, separated by commas. Empty for all that the sender may send. */
  readonly accept: string;
  /** How many at once. */
  readonly most: number;
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
