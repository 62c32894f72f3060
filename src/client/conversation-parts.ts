import type { Amending } from './amending.ts';
import type { PendingLine } from './client.ts';
import type { CompanyDesk } from './company-desk.ts';
import { SupportError } from './errors.ts';
import type { Paging } from './paging.ts';
import type { Posted } from './posted.ts';
import type { Timeline } from './timeline.ts';
import type { WaitingLines } from './waiting-lines.ts';

export interface PartsPorts {
  readonly desk: CompanyDesk;
  readonly waiting: WaitingLines;
  /** The key of the request. @throws SupportError while it is not known. */
  known(): string;
  /** The window, once the desk has said that the request is there. */
  timeline(): Timeline | null;
  /** Something is to be shown otherwise. */
  moved(): void;
}

/** What a conversation needs only once somebody wants it. */
export class ConversationParts {
  readonly paging: () => Promise<Paging>;
  readonly toAmend: () => Promise<Amending>;
  /** Edits and deletions, once there have been any. */
  amending: Amending | undefined;
  readonly #ports: PartsPorts;

  constructor(ports: PartsPorts) {
    const { desk, known } = (this.#ports = ports);
    this.paging = once(async () => {
      const { Paging: Part } = await import('./paging.ts');
      return new Part({ ...ports, ask: (range) => desk.ask({ type: 'page', key: known(), ...range }, 'page') });
    });
    this.toAmend = once(async () => {
      const { Amending: Part } = await import('./amending.ts');
      return (this.amending = new Part(ports));
    });
  }

  /** Brings a file up and shares it. @param added called once its line stands there. */
  async sendFile(file: File, added: () => void): Promise<void> {
    await (await import('./uploads.ts')).sendFile(this.#ports, file, added);
  }

  /** Goes on with the files that a page before this one had begun to send. */
  async resumeFiles(): Promise<void> {
    if ((await this.#ports.desk.ports.storage.get('uploads')) !== null) await (await import('./uploads.ts')).resumeFiles(this.#ports);
  }

  /** Edits a message, or deletes it (null). One of the log at once, so that what is said next comes after it. */
  async amend(of: number | PendingLine, text: string | null): Promise<void> {
    const { desk, known } = this.#ports;
    const key = known();
    const seq = typeof of === 'number' ? of : await (await this.toAmend()).rewrite(of, text);
    if (seq === null) return;
    // What is no number of an entry would end the connection [R1].
    if (!Number.isSafeInteger(seq) || seq < 1) throw new SupportError('no_such_message');
    await desk.post(text === null ? { type: 'delete', key, of: seq } : { type: 'edit', key, of: seq, text });
  }

  /** Takes up a command that changes a message. */
  track(post: Posted): void {
    if (!('of' in post.command)) return;
    if (this.amending) this.amending.track(post);
    else
      this.toAmend().then(
        (amending) => {
          amending.track(post);
          this.#ports.moved();
        },
        () => undefined,
      );
  }
}

/** Loads a part when it is first wanted, and again if that has failed. Rejects with `offline` if it cannot be had. */
function once<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined;
  return () =>
    (loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw new SupportError('offline', {}, cause);
    }));
}
