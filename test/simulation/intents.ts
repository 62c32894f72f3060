/** When something was asked of a message, and in which tab. */
interface Asked {
  readonly by: string;
  /** Its place in the order of all that is asked in a world. */
  readonly order: number;
  /** The page still showed the message as waiting. */
  readonly unsent: boolean;
}

/** Something that somebody meant to say, and what became of the promise. */
export interface Intent extends Asked {
  readonly kind: 'message' | 'edit' | 'note';
  readonly text: string;
  readonly key: string;
  outcome: 'open' | 'acked' | 'refused';
  /** Whether the promise came to an end, be it without knowing what became of the message. */
  ended: boolean;
  /**
   * What the page has shown, from when on it may not be lost, whatever becomes of the tab: the words as a message that waits, or as an edit
   * that is on its way to a message of the log.
   */
  promised: 'message' | 'edit' | null;
  /** What was meant to become of a message. */
  readonly edits: Intent[];
  readonly deletions: Asked[];
}

/** What a message may stand as in the log: some edits reached it before it was sent. */
export function formsOf({ text, edits }: Intent): readonly string[] {
  return [text, ...edits.map((edit) => edit.text)];
}

/** What of it the world knows besides. */
export interface Circumstances {
  /** The message that an edit is of. */
  readonly message: Intent | undefined;
  /** Whether that message is deleted in the log. */
  readonly deleted: boolean;
  /** Whether some form of the message was ever put on a link. */
  readonly sent: boolean;
}

/** Whether its author's own later word explains that something promised is not in the log [R90], [R93]. */
export function superseded(intent: Intent, { message, deleted, sent }: Circumstances): boolean {
  // Taken back before any desk could know of it.
  const takenBack = (of: Intent) => !sent && of.deletions.some(({ unsent }) => unsent);
  if (intent.kind === 'message') return takenBack(intent);
  if (!message) return false;
  const afterIt = ({ by, order }: Asked) => by === intent.by && order > intent.order;
  // Where a message waits only its own tab can write it anew: its last wording is what goes out.
  if (intent.promised === 'message') return takenBack(message) || message.edits.some((other) => other.unsent && afterIt(other));
  // Refused, for there was no message any more when it came: it came in lane order, so not if the same tab asked for the deletion later. One
  // that waited for the message to be sent got its place in the lane only then.
  return deleted && message.deletions.some((deletion) => intent.unsent || !afterIt(deletion));
}
