import type { Line } from '../../client/client.ts';
import { messageOf, type OwnMessage } from './own-message.ts';

/** A message that is being written anew, as this browser keeps it beside the draft. */
export interface KeptEdit {
  /** The number of its entry; null for one that has none yet, which another page knows by its words alone. */
  readonly of: number | null;
  /** When it was written, by the desk's clock. */
  readonly at: number | null;
  /** What it says; null for one that was not sent, of which nothing but these words is left once its page is gone. */
  readonly said: string | null;
  /** What has been typed in its place. */
  readonly text: string;
}

export function keptEdit({ of, text: said, at }: OwnMessage, text: string): KeptEdit {
  if (typeof of === 'number') return { of, at, said, text };
  return { of: null, at: null, said: of.progress === 'failed' ? null : said, text };
}

/** Reads what was kept; null for nothing, and for what no version has written. */
export function readEdit(kept: string): KeptEdit | null {
  try {
    const read = JSON.parse(kept) as Partial<Record<keyof KeptEdit, unknown>> | null;
    if (typeof read?.text !== 'string') return null;
    const { of, at, said, text } = read;
    return { of: typeof of === 'number' ? of : null, at: typeof at === 'number' ? at : null, said: typeof said === 'string' ? said : null, text };
  } catch {
    return null;
  }
}

/** Whether it is this message that is written anew. */
export function isEditOf(edit: KeptEdit, message: OwnMessage): boolean {
  const { of, said } = keptEdit(message, '');
  return edit.of === of && (of !== null || edit.said === said);
}

/** The message of an edit, as long as it can be changed, or null. @param from see Conversation.editableFrom. */
export function messageOfEdit({ of, at, said }: KeptEdit, lines: readonly Line[], from: number): OwnMessage | null {
  if (said === null) return null;
  const own = (line: Line): OwnMessage | [] => messageOf(line, from) ?? [];
  if (of === null) return lines.flatMap(own).findLast(({ text }) => text === said) ?? null;
  const first = lines.find((line) => line.kind === 'entry');
  // Further up than the page has read: whether it is still there, the desk knows.
  if (first && of < first.entry.seq) return (at ?? 0) > from ? { of, text: said, at: at ?? 0 } : null;
  return lines.flatMap(own).find((message) => message.of === of) ?? null;
}
