import type { UploadLine } from './client.ts';
import { isSupportError, SupportError } from './errors.ts';

type State = 'sending' | 'failed' | 'over';
type Step = 'fail' | 'retry' | 'end';

const moves: Readonly<Record<State, Readonly<Partial<Record<Step, State>>>>> = {
  sending: { fail: 'failed', end: 'over' },
  failed: { retry: 'sending', end: 'over' },
  over: {},
};

/** Progress is told in steps of this fraction. */
const grain = 0.01;

export interface UploadPorts {
  /** Brings the file up and shares it; resolves with the place of its entry in the log. */
  run(file: File, progress: (fraction: number) => void, signal: AbortSignal): Promise<number>;
  changed(): void;
}

/** One file on its way into a conversation: goes up, may fail and be tried again, ends as an entry of the log. */
export class Upload {
  /** What is shown; another object whenever something about it changes. */
  line: UploadLine;
  /** Where its entry is in the log, once the desk has it. */
  seq: number | null = null;
  readonly #file: File;
  readonly #ports: UploadPorts;
  #state: State = 'sending';
  #abort = new AbortController();
  #settle: { resolve(): void; reject(error: SupportError): void } = { resolve() {}, reject() {} };

  constructor(id: string, file: File, at: number, ports: UploadPorts) {
    this.#file = file;
    this.#ports = ports;
    this.line = {
      kind: 'upload',
      id,
      name: file.name,
      size: file.size,
      at,
      fraction: 0,
      progress: 'sending',
      discard: () => {
        this.discard();
      },
      retry: () => {
        if (this.#state !== 'failed') return;
        this.#move('retry');
        this.start().catch(() => {});
      },
    };
  }

  get over(): boolean {
    return this.#state === 'over';
  }

  /** Resolves when the file is shared; rejects when this try fails or is called off. */
  start(): Promise<void> {
    const abort = (this.#abort = new AbortController());
    const { error: _, ...line } = this.line;
    this.#show({ ...line, fraction: 0, progress: 'sending' });
    const done = new Promise<void>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    const progress = (fraction: number) => {
      if (abort.signal.aborted || (fraction < 1 && fraction - this.line.fraction < grain)) return;
      this.#show({ ...this.line, fraction });
    };
    this.#ports.run(this.#file, progress, abort.signal).then(
      (seq) => {
        if (abort.signal.aborted) return;
        this.seq = seq;
        this.#settle.resolve();
        this.#ports.changed();
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const error = isSupportError(cause) ? cause : new SupportError('upload_failed', {}, cause);
        this.#move('fail');
        this.#show({ ...this.line, progress: 'failed', error: error.code });
        this.#settle.reject(error);
      },
    );
    return done;
  }

  discard(): void {
    if (this.over) return;
    this.#abort.abort();
    this.#move('end');
    this.#settle.reject(new SupportError('closed'));
    this.#ports.changed();
  }

  /** Its entry stands in the log now. */
  end(): void {
    this.#move('end');
  }

  #show(line: UploadLine): void {
    this.line = line;
    this.#ports.changed();
  }

  #move(step: Step): void {
    const next = moves[this.#state][step];
    if (!next) throw new Error(`An upload that is ${this.#state} cannot ${step}`);
    this.#state = next;
  }
}
