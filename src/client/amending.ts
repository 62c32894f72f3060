import type { Line, PendingLine } from './client.ts';
import type { CompanyDesk } from './company-desk.ts';
import { SupportError } from './errors.ts';
import type { Posted } from './posted.ts';
import { rewrite } from './rewriting.ts';
import type { WaitingLines } from './waiting-lines.ts';

export interface AmendingPorts {
  readonly desk: CompanyDesk;
  readonly waiting: WaitingLines;
  /** The key of the request. @throws SupportError while it is not known. */
  known(): string;
}

/** An edit, or a deletion (null), that has no end yet, or one that was refused. */
interface Change {
  readonly post: Posted;
  readonly of: number;
  readonly text: string | null;
  /** How a refused edit gives its text back. */
  failed: PendingLine | null;
}

/**
 * What is on its way to one's own messages in one conversation, and what is changed of those that wait [R90–R93]. Loaded when there first is
 * any; what a message reads once the desk has said so, the timeline knows.
 */
export class Amending {
  readonly #ports: AmendingPorts;
  #changes: readonly Change[] = [];

  constructor(ports: AmendingPorts) {
    this.#ports = ports;
  }

  /** Changes a message where it waits, or takes it back (null); if it has gone out resolves with its number, once it has one. */
  async rewrite(line: PendingLine, text: string | null): Promise<number | null> {
    const { desk, waiting, known } = this.#ports;
    const post = waiting.post(line);
    if (!post) throw new SupportError('no_such_message');
    if (await rewrite(desk, post, text === null ? null : { type: 'message', key: known(), text })) return null;
    return (await post.answer).seq ?? 0;
  }

  /** Takes up a command that changes a message, once. */
  track(post: Posted): void {
    const { command } = post;
    if ((command.type !== 'edit' && command.type !== 'delete') || this.#changes.some((change) => change.post === post)) return;
    this.#changes = [...this.#changes, { post, of: command.of, text: command.type === 'edit' ? command.text : null, failed: null }];
  }

  /** The desk was restored to before it took these. */
  forgetAccepted(): void {
    this.#changes = this.#changes.filter(({ post }) => !post.accepted);
  }

  /** The lines with what is on its way to them, and behind them the edits that were refused. @param head of the log that is there. */
  over(lines: readonly Line[], head: number): readonly Line[] {
    // A deletion has nothing to give back: whoever has asked for it is told.
    this.#changes = this.#changes.filter(({ post, text }) => !post.discarded && !(post.refused && text === null) && !(post.accepted && head >= (post.accepted.seq ?? 0)));
    if (this.#changes.length === 0) return lines;
    const coming = new Map(this.#changes.flatMap(({ post, of, text }) => (post.refused ? [] : [[of, text]])));
    const shown = lines.map((line) => {
      const text = line.kind === 'entry' ? coming.get(line.entry.seq) : undefined;
      return line.kind === 'entry' && text !== undefined ? { ...line, amending: text } : line;
    });
    return [...shown, ...this.#changes.flatMap((change) => (change.post.refused ? [this.#failed(change, change.post.refused)] : []))];
  }

  #failed(change: Change, { code }: SupportError): PendingLine {
    const { post, of, text } = change;
    return (change.failed ??= {
      kind: 'pending',
      id: post.id,
      text: text ?? '',
      at: post.at,
      progress: 'failed',
      error: code,
      of,
      discard: () => {
        this.#ports.desk.outbox.discard(post);
      },
    });
  }
}
