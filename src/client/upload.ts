import type { ErrorCode } from '../protocol/errors.ts';
import type { UploadLine } from './client.ts';
import type { Environment } from './environment.ts';
import { isSupportError, SupportError } from './errors.ts';
import type { UploadOptions } from './transport.ts';
import { Pace } from './upload-pace.ts';
import type { PieceSize } from './upload-pieces.ts';
import { moved, type UploadState, type UploadStep } from './upload-states.ts';

/** Progress is told in steps of this fraction, and at least this often. Milliseconds. */
const grain = 0.01;
const beat = 1_000;

/** Milliseconds before the first further try, doubled with each, and at most. */
const wait = { first: 1_000, longest: 30_000 } as const;

/** Milliseconds without a byte after which a line is dead, and after the last byte, while a server looks at the file. */
const silence = { sending: 30_000, judged: 180_000 } as const;

/** So many times in a row a server may say that it cannot, without one more byte. The network may fail for ever. */
const patience = 8;

/** After these, another try would end the same. */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['file_refused', 'too_large', 'forbidden', 'unauthorised', 'no_such_desk', 'invalid', 'closed']);

export interface UploadPorts {
  readonly environment: Pick<Environment, 'now' | 'after' | 'random'>;
  readonly pieces: PieceSize;
  /** Brings the file up from where it had got to; resolves with its id once the server has all of it. */
  send(file: File, options: UploadOptions): Promise<string>;
  /** Resolves with the place of its entry in the log. */
  share(id: string): Promise<number>;
  /** Takes what the server has of it away there. Never rejects. */
  takeBack(id: string): void;
  /** Something about it has changed: it may have begun to wait, or made room for others. */
  changed(upload: Upload): void;
}

/** One file on its way into a conversation, from its turn to its entry in the log. */
export class Upload {
  /** What is shown; another object whenever something about it changes. */
  line: UploadLine;
  /** Where its entry is in the log, once the desk has it. */
  seq: number | null = null;
  /** Resolves when the file is shared; rejects when it is refused or called off for the first time. */
  readonly done: Promise<void>;
  file: File;
  readonly #ports: UploadPorts;
  readonly #pace = new Pace();
  #state: UploadState = 'waiting';
  #settle: { resolve(): void; reject(error: SupportError): void } = { resolve() {}, reject() {} };
  /** Its name at the server, once it has one. */
  #place: string | null;
  #stretch = new AbortController();
  /** Bytes that the server was known to have when the last stretch began. */
  #confirmed = 0;
  #tries = 0;
  #drawn = 0;
  #callOff: () => void = () => {};

  /** @param place its name at the server, if it had begun before. */
  constructor(id: string, file: File, ports: UploadPorts, place: string | null = null) {
    this.file = file;
    this.#ports = ports;
    this.#place = place;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.done.catch(() => {});
    this.line = {
      kind: 'upload',
      id,
      file,
      name: file.name,
      size: file.size,
      at: ports.environment.now(),
      state: 'waiting',
      sent: 0,
      fraction: 0,
      speed: null,
      remaining: null,
      progress: 'sending',
      pause: () => {
        this.#take('pause');
      },
      resume: () => {
        this.#take('resume');
      },
      discard: () => {
        this.discard();
      },
      retry: () => {
        this.#tries = 0;
        if (this.#state !== 'uploading') this.#take('retry');
      },
    };
  }

  get state(): UploadState {
    return this.#state;
  }

  /** Its name at the server, if it has one. */
  get place(): string | null {
    return this.#place;
  }

  /** It is its turn. */
  begin(): void {
    this.#move('begin');
    const stretch = (this.#stretch = new AbortController());
    let pieces = 0;
    let offset: number | null = null;
    this.#listen();
    this.#show();
    this.#ports
      .send(this.file, {
        ...(this.#place !== null && { place: this.#place }),
        signal: stretch.signal,
        began: (place) => {
          this.#began(place);
        },
        sent: (bytes) => {
          if (stretch.signal.aborted) return;
          if (offset === null && bytes > this.#confirmed) {
            this.#confirmed = bytes;
            this.#tries = 0;
          }
          offset ??= bytes;
          this.#listen(bytes);
          this.#sent(bytes);
        },
        piece: () => {
          if (pieces++ > 0) this.#ports.pieces.held();
          return this.#ports.pieces.bytes;
        },
      })
      .then(
        (id) => {
          if (!stretch.signal.aborted) this.#arrived(id);
        },
        (cause: unknown) => {
          if (!stretch.signal.aborted) void this.#broke(cause);
        },
      );
  }

  /** A good moment to go on: the network is back, or somebody looks. */
  wake(): void {
    if (this.#state === 'interrupted') this.#take('retry');
  }

  /** @param code why, for whoever waits. */
  discard(code: 'closed' | 'reset' = 'closed'): void {
    if (!this.#take('cancel')) return;
    if (this.#place !== null) this.#ports.takeBack(this.#place);
    this.#settle.reject(new SupportError(code));
  }

  /** The browser has no copy of what a page before this one had begun. @param size bytes of the file. */
  miss(size: number): void {
    this.#move('miss');
    this.#show({ size });
  }

  /** The same file was chosen again. */
  found(file: File): void {
    this.file = file;
    this.#move('find');
    this.#show({ file });
  }

  /** The page lets go of the desk. What the server has waits there for the file to be chosen again. */
  halt(): void {
    this.#take('pause');
    this.#settle.reject(new SupportError('closed'));
  }

  #began(place: string): void {
    // Called off, or begun twice, before the server's word for it had come.
    if (this.#state === 'cancelled' || (this.#place !== null && this.#place !== place)) {
      this.#ports.takeBack(place);
      return;
    }
    this.#place = place;
    this.#ports.changed(this);
  }

  #sent(bytes: number): void {
    const now = this.#ports.environment.now();
    const { size } = this.file;
    this.#pace.moved(now, bytes);
    if (bytes < size && bytes >= this.line.sent && bytes - this.line.sent < size * grain && now - this.#drawn < beat) return;
    this.#drawn = now;
    this.#show({ sent: bytes, fraction: size > 0 ? bytes / size : 0, speed: this.#pace.speed, remaining: this.#pace.remaining(size - bytes) });
  }

  #arrived(id: string): void {
    this.#place = id;
    this.#take('arrive');
    this.#ports.share(id).then(
      (seq) => {
        this.seq = seq;
        this.#take('share');
        this.#settle.resolve();
      },
      (cause: unknown) => {
        const error = errorOf(cause);
        if (error.code === 'no_such_file') this.#place = null;
        this.#refuse(error);
      },
    );
  }

  async #broke(cause: unknown): Promise<void> {
    const error = errorOf(cause);
    const stretch = this.#stretch;
    if (error.code === 'no_such_file') this.#place = null;
    else this.#ports.pieces.broke();
    if (final.has(error.code)) {
      if (error.code === 'file_refused') this.#place = null;
      this.#refuse(error);
      return;
    }
    this.#take('break');
    // A file that was changed or removed meanwhile fails like a network that is not there.
    if (!(await isReadable(this.file))) {
      if (stretch === this.#stretch && this.#state === 'interrupted') this.#refuse(new SupportError('upload_failed', {}, cause));
      return;
    }
    if (stretch !== this.#stretch || this.#state !== 'interrupted') return;
    this.#tries += 1;
    if (error.code !== 'offline' && this.#tries >= patience) {
      this.#refuse(error);
      return;
    }
    const { environment } = this.#ports;
    const longest = Math.min(wait.longest, wait.first * 2 ** (this.#tries - 1));
    this.#callOff = environment.after(longest * (0.5 + environment.random() / 2), () => {
      this.wake();
    });
  }

  /** Waits for the next byte, or for the server's word after the last one. */
  #listen(bytes = 0): void {
    this.#callOff();
    const stretch = this.#stretch;
    this.#callOff = this.#ports.environment.after(bytes < this.file.size ? silence.sending : silence.judged, () => {
      stretch.abort();
      void this.#broke(new SupportError('offline'));
    });
  }

  #refuse(error: SupportError): void {
    this.#take('refuse', error);
    this.#settle.reject(error);
  }

  /** Takes a step if it leads somewhere from here, and leaves what was going on. */
  #take(step: UploadStep, error?: SupportError): boolean {
    if (moved(this.#state, step) === undefined) return false;
    const { sent, fraction } = this.line;
    this.#move(step);
    this.#callOff();
    this.#stretch.abort();
    this.#pace.stop();
    const kept = this.#place === null && this.#state !== 'sharing' ? { sent: 0, fraction: 0 } : { sent, fraction };
    this.#show({ ...kept, speed: null, remaining: null }, error);
    return true;
  }

  #show(change: Partial<UploadLine> = {}, error?: SupportError): void {
    const { error: _, fault: __, ...line } = this.line;
    const fault = error?.details.fault;
    this.line = { ...line, ...change, state: this.#state, progress: this.#state === 'refused' ? 'failed' : 'sending', ...(error && { error: error.code }), ...(fault && { fault }) };
    this.#ports.changed(this);
  }

  #move(step: UploadStep): void {
    const next = moved(this.#state, step);
    if (!next) throw new Error(`An upload that is ${this.#state} cannot ${step}`);
    this.#state = next;
  }
}

function errorOf(cause: unknown): SupportError {
  return isSupportError(cause) ? cause : new SupportError('upload_failed', {}, cause);
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
