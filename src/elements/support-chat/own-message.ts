import type { Line, PendingLine } from '../../client/client.ts';

/** A message of one's own that can be written anew or deleted. */
export interface OwnMessage {
  /** As the conversation wants it: the number of its entry, or its line while it waits. */
  readonly of: number | PendingLine;
  /** What it says, or will as soon as what is on its way has arrived. */
  readonly text: string;
  /** When it was written, by the desk's clock: from then on the while counts in which it can be changed. What waits has no such time. */
  readonly at: number;
}

/** What can be changed of a line, or null. @param from see Conversation.editableFrom. */
export function messageOf(line: Line, from: number): OwnMessage | null {
  if (from === Infinity) return null;
  if (line.kind === 'pending') {
    const waits = line.progress === 'sending' && line.stars === undefined && line.of === undefined;
    return waits ? { of: line, text: line.text, at: Infinity } : null;
  }
  if (line.kind !== 'entry' || !line.own || line.amending === null) return null;
  const { seq, at, event } = line.entry;
  if (event.type !== 'message' || event.deleted || at <= from) return null;
  return { of: seq, text: line.amending ?? event.text, at };
}
