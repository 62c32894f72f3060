import { SupportError } from '../client/errors.ts';
import { extensionOf, fileFault, headBytes, mediaTypeOf, receivedName } from '../domain/files.ts';
import type { Role } from '../domain/request.ts';
import type { StoredFile } from '../server/core/store.ts';
import type { LocalClock } from './local-desk.ts';
import { randomHex } from './random-hex.ts';

/** How long a download address holds [R64]. Milliseconds. */
const ticketLife = 5 * 60_000;

/** The files of a local desk: blobs in memory, fetched by short-lived `blob:` addresses. */
export class LocalFiles {
  readonly #clock: LocalClock;
  readonly #largest: number;
  readonly #blobs = new Map<string, Blob>();
  /** Addresses given out, each with how to call off its end. */
  readonly #urls = new Map<string, () => void>();

  /** @param largest bytes. */
  constructor(clock: LocalClock, largest: number) {
    this.#clock = clock;
    this.#largest = largest;
  }

  /** Keeps a file if its content agrees with its name. Rejects with `too_large` or `file_refused`. */
  async take(file: File, owner: { readonly principal: string; readonly side: Role }): Promise<StoredFile> {
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    // Whether this sender may send it is the desk's to say, when it is shared.
    const fault = fileFault({ name: file.name, size: file.size, head }, { role: 'technician' }, this.#largest);
    const name = receivedName(file.name, head);
    const extension = name === null ? null : extensionOf(name);
    if (fault || name === null || extension === null) throw new SupportError(fault === 'too_large' ? 'too_large' : 'file_refused');
    const type = mediaTypeOf(extension);
    const id = randomHex();
    this.#blobs.set(id, new Blob([file], { type }));
    return { id, name, size: file.size, type, ...owner, request: null };
  }

  ticket(id: string): Promise<{ url: string; expires: number }> {
    const blob = this.#blobs.get(id);
    if (!blob) return Promise.reject(new Error('The file is gone'));
    const url = URL.createObjectURL(blob);
    const callOff = this.#clock.after(ticketLife, () => {
      this.#revoke(url);
    });
    this.#urls.set(url, callOff);
    return Promise.resolve({ url, expires: this.#clock.now() + ticketLife });
  }

  close(): void {
    for (const url of [...this.#urls.keys()]) this.#revoke(url);
    this.#blobs.clear();
  }

  #revoke(url: string): void {
    URL.revokeObjectURL(url);
    this.#urls.get(url)?.();
    this.#urls.delete(url);
  }
}
