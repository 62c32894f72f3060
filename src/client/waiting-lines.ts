import type { EventFrame } from '../protocol/frames.ts';
import type { Line, PendingLine } from './client.ts';
import type { Posted } from './posted.ts';
import { Upload } from './uploads.ts';

interface Words {
  readonly post: Posted;
  readonly line: PendingLine;
}

/** Own words and files that stand behind the log's last entry, in the order in which they were given [R26]. */
export class WaitingLines {
  readonly #discard: (post: Posted) => void;
  #items: readonly (Words | Upload)[] = [];

  /** @param discard takes a refused command away. */
  constructor(discard: (post: Posted) => void) {
    this.#discard = discard;
  }

  /** Takes up a command whose words are to be seen, once. */
  track(post: Posted): void {
    const { command, at, id } = post;
    if (command.type !== 'message' && command.type !== 'submit') return;
    if (this.#items.some((item) => 'post' in item && item.post === post)) return;
    const line: PendingLine = {
      kind: 'pending',
      id,
      text: command.type === 'message' ? command.text : command.description,
      at,
      progress: 'sending',
      discard: () => {
        this.#discard(post);
      },
    };
    this.#items = [...this.#items, { post, line }];
  }

  add(upload: Upload): void {
    this.#items = [...this.#items, upload];
  }

  /** The entry that a command has caused is there. */
  caused({ lane, n }: NonNullable<EventFrame['cause']>): void {
    this.#items = this.#items.filter((item) => !('post' in item && item.post.lane === lane && item.post.n === n));
  }

  /** The desk was restored to before it took these: there is nothing left to wait for. */
  forgetAccepted(): void {
    this.#items = this.#items.filter((item) => !('post' in item && item.post.accepted));
  }

  /** What still waits when the log is there up to `last`: lines leave once their entry stands there, and not before. */
  settle(last: number): readonly Line[] {
    this.#items = this.#items.flatMap((item): readonly (Words | Upload)[] => (item instanceof Upload ? settledUpload(item, last) : settledWords(item, last)));
    return this.#items.map(({ line }) => line);
  }
}

function settledUpload(upload: Upload, last: number): readonly Upload[] {
  if (!upload.over && (upload.seq === null || upload.seq > last)) return [upload];
  if (!upload.over) upload.end();
  return [];
}

function settledWords(words: Words, last: number): readonly Words[] {
  const { post, line } = words;
  if (post.discarded) return [];
  // Without a place in the log it is enough that there is a log.
  if (post.accepted) return last >= (post.accepted.seq ?? 1) ? [] : [words];
  if (!post.refused || line.progress === 'failed') return [words];
  return [{ post, line: { ...line, progress: 'failed', error: post.refused.code } }];
}
