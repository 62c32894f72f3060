import type { Upload } from './upload.ts';
import { PieceSize } from './upload-pieces.ts';

/** So many files go up at a time: more would only be slower, each of them. */
export const atOnce = 3;

export interface QueuePorts {
  /** Calls back at a good moment to go on; returns how to stop. */
  onWake(callback: () => void): () => void;
}

/** The uploads to one desk, in the order in which they were given: three at a time, the rest wait. */
export class UploadQueue {
  /** What the network of this page has shown, for all of them. */
  readonly pieces = new PieceSize();
  readonly #ports: QueuePorts;
  #uploads: readonly Upload[] = [];
  #sleep: (() => void) | null = null;
  #looking = false;

  constructor(ports: QueuePorts) {
    this.#ports = ports;
  }

  add(upload: Upload): void {
    this.#uploads = [...this.#uploads, upload];
    this.#sleep ??= this.#ports.onWake(() => {
      for (const one of this.#uploads) one.wake();
    });
    this.look();
  }

  /** Gives turns to those that wait, and forgets those that are over. */
  look(): void {
    // A turn changes its upload, which is a reason to look.
    if (this.#looking) return;
    this.#looking = true;
    this.#uploads = this.#uploads.filter(({ state }) => state !== 'done' && state !== 'cancelled');
    for (const upload of this.#uploads) {
      if (this.#uploads.filter(({ state }) => state === 'uploading').length >= atOnce) break;
      if (upload.state === 'waiting') upload.begin();
    }
    this.#looking = false;
    if (this.#uploads.length > 0) return;
    this.#sleep?.();
    this.#sleep = null;
  }

  /** The page lets go of the desk. */
  close(): void {
    for (const upload of this.#uploads) upload.halt();
    this.#sleep?.();
    this.#sleep = null;
  }
}
