import type { Command, EventFrame } from '../protocol/frames.ts';
import type { Line, PendingLine } from './client.ts';
import type { Outbox } from './outbox.ts';
import type { Posted } from './posted.ts';
import type { Upload } from './upload.ts';

interface Words {
  readonly post: Posted;
  readonly line: PendingLine;
}

/** Own words and files that stand behind the log's last entry, in the order in which they were given [R26]. */
export class WaitingLines {
  readonly #outbox: Outbox;
  readonly #posts = new WeakMap<PendingLine, Posted>();
  #items: readonly (Words | Upload)[] = [];

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  /** Takes up a command whose words are to be seen, once; and again when it has been written anew. */
  track(post: Posted): void {
    const { command, at, id } = post;
    const text = wordsOf(command);
    if (text === null) return;
    const known = this.#items.find((item): item is Words => 'post' in item && item.post === post);
    if (known?.line.text === text) return;
    const line: PendingLine = {
      kind: 'pending',
      id,
      text,
      ...(command.type === 'rate' && { stars: command.stars }),
      at,
      progress: 'sending',
      discard: () => {
        this.#outbox.discard(post);
      },
    };
    const words = this.#words(post, line);
    this.#items = known ? this.#items.map((item) => (item === known ? words : item)) : [...this.#items, words];
  }

  add(upload: Upload): void {
    this.#items = [...this.#items, upload];
  }

  /** The command behind a line, also once it has left. */
  post(line: PendingLine): Posted | undefined {
    return this.#posts.get(line);
  }

  /** The entry that a command has caused is there. */
  caused({ lane, n }: NonNullable<EventFrame['cause']>): void {
    this.#items = this.#items.filter((item) => !('post' in item && item.post.lane === lane && item.post.n === n));
  }

  /** The desk was restored to before it took these: there is nothing left to wait for. */
  forgetAccepted(): void {
    this.#items = this.#items.filter((item) => !('post' in item && item.post.accepted));
  }

  /** Whoever has given it is forgotten: nothing of it goes anywhere, and nothing is shown. */
  end(): void {
    for (const item of this.#items) if (!('post' in item)) item.discard('reset');
    this.#items = [];
  }

  /** What still waits when the log is there up to `last`: lines leave once their entry stands there, and not before. */
  settle(last: number): readonly Line[] {
    this.#items = this.#items.flatMap((item): readonly (Words | Upload)[] => ('post' in item ? this.#settled(item, last) : settledUpload(item, last)));
    return this.#items.map(({ line }) => line);
  }

  #settled(words: Words, last: number): readonly Words[] {
    const { post, line } = words;
    if (post.discarded) return [];
    // Without a place in the log it is enough that there is a log.
    if (post.accepted) return last >= (post.accepted.seq ?? 1) ? [] : [words];
    if (!post.refused || line.progress === 'failed') return [words];
    const { code } = post.refused;
    const retry = () => {
      void this.#outbox.again(post);
    };
    return [this.#words(post, { ...line, progress: 'failed', error: code, ...(post.command.type === 'message' && code !== 'invalid' && { retry }) })];
  }

  #words(post: Posted, line: PendingLine): Words {
    this.#posts.set(line, post);
    return { post, line };
  }
}

/** What a command says in its own words; null if it says nothing. */
function wordsOf(command: Command): string | null {
  switch (command.type) {
    case 'message':
      return command.text;
    case 'rate':
      return command.comment;
    case 'submit':
      return command.description;
    default:
      return null;
  }
}

function settledUpload(upload: Upload, last: number): readonly Upload[] {
  const stands = upload.seq !== null && upload.seq <= last;
  return stands || upload.state === 'cancelled' ? [] : [upload];
}
