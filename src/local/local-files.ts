import { SupportError } from '../client/errors.ts';
import type { FileQuotas } from '../domain/file-quotas.ts';
import type { Sender } from '../domain/files.ts';
import type { StoredFile } from '../server/core/store.ts';
import { FileIntake, FileRefused, type IntakeDesk, type Uploader } from '../server/host/file-intake.ts';
import type { LocalClock } from './local-desk.ts';
import { MemoryBlobs } from './memory-blobs.ts';
import { randomHex } from './random-hex.ts';

/** How long a download address holds [R64]. Milliseconds. */
const ticketLife = 5 * 60_000;

/** Whether this sender may send it is the desk's to say, when it is shared. */
const anySender: Sender = { role: 'technician' };

export interface LocalFilesOptions {
  readonly clock: LocalClock;
  /** Bytes. */
  readonly largest: number;
  readonly quotas: FileQuotas;
  readonly desk: IntakeDesk;
  onFault(fault: unknown): void;
}

/** The files of a local desk: in the page's memory, fetched by short-lived `blob:` addresses. */
export class LocalFiles {
  readonly #clock: LocalClock;
  readonly #desk: IntakeDesk;
  readonly #blobs = new MemoryBlobs();
  readonly #intake: FileIntake;
  /** Addresses given out, each with how to call off its end. */
  readonly #urls = new Map<string, () => void>();

  constructor({ clock, desk, ...options }: LocalFilesOptions) {
    this.#clock = clock;
    this.#desk = desk;
    this.#intake = new FileIntake({ blobs: this.#blobs, clock, randomId: randomHex, stripLocation: false, desk, ...options });
  }

  /** Takes a file whole. Rejects with what the intake refuses it for, or with `closed` if it was called off meanwhile. */
  async take(file: File, uploader: Uploader, signal?: AbortSignal): Promise<StoredFile> {
    try {
      const arrival = await this.#intake.begin({ name: file.name, size: file.size }, uploader, anySender);
      await this.#blobs.append(arrival.id, slices(file));
      const stored = await this.#intake.finish(arrival, anySender);
      if (!signal?.aborted) return stored;
      await this.#intake.discard(arrival);
    } catch (error) {
      throw error instanceof FileRefused ? refusal(error) : error;
    }
    throw new SupportError('closed');
  }

  ticket(id: string): Promise<{ url: string; expires: number }> {
    const type = this.#desk.file(id)?.type ?? '';
    const url = URL.createObjectURL(new Blob([this.#blobs.blob(id)], { type }));
    const callOff = this.#clock.after(ticketLife, () => {
      this.#revoke(url);
    });
    this.#urls.set(url, callOff);
    return Promise.resolve({ url, expires: this.#clock.now() + ticketLife });
  }

  close(): void {
    this.#intake.close();
    for (const url of [...this.#urls.keys()]) this.#revoke(url);
  }

  #revoke(url: string): void {
    URL.revokeObjectURL(url);
    this.#urls.get(url)?.();
    this.#urls.delete(url);
  }
}

async function* slices(file: File): AsyncIterable<Uint8Array> {
  const step = 1024 * 1024;
  for (let from = 0; from < file.size; from += step) yield new Uint8Array(await file.slice(from, from + step).arrayBuffer());
}

function refusal({ code }: FileRefused): SupportError {
  return code === 'too_large' || code === 'unavailable' || code === 'rate_limited' ? new SupportError(code) : new SupportError('file_refused', { fault: code });
}
