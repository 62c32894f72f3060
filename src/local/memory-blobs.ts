import type { Part } from '../domain/files.ts';
import type { Arrival, BlobStore } from '../server/host/blobs.ts';

interface Kept {
  readonly arrival: Arrival;
  readonly blob: Blob;
}

const readAtOnce = 256 * 1024;

/** Files in the page's memory, gone with the page. */
export class MemoryBlobs implements BlobStore {
  readonly #kept = new Map<string, Kept>();

  begin(arrival: Arrival): Promise<void> {
    this.#kept.set(arrival.id, { arrival, blob: new Blob() });
    return Promise.resolve();
  }

  arrival(id: string): Promise<Arrival | null> {
    return Promise.resolve(this.#kept.get(id)?.arrival ?? null);
  }

  ids(): Promise<readonly string[]> {
    return Promise.resolve([...this.#kept.keys()]);
  }

  size(id: string): Promise<number | null> {
    return Promise.resolve(this.#kept.get(id)?.blob.size ?? null);
  }

  async append(id: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    this.blob(id);
    for await (const chunk of chunks) this.#replace(id, (blob) => [blob, Uint8Array.from(chunk)]);
    return this.blob(id).size;
  }

  async cut(id: string, size: number): Promise<void> {
    this.#replace(id, (blob) => [blob.slice(0, size)]);
    return Promise.resolve();
  }

  async overwrite(id: string, at: number, bytes: Uint8Array): Promise<void> {
    this.#replace(id, (blob) => [blob.slice(0, at), Uint8Array.from(bytes), blob.slice(at + bytes.length)]);
    return Promise.resolve();
  }

  async read(id: string, { from, length }: Part): Promise<Uint8Array> {
    return new Uint8Array(await this.blob(id).slice(from, from + length).arrayBuffer());
  }

  async *stream(id: string): AsyncIterable<Uint8Array> {
    const { size } = this.blob(id);
    for (let from = 0; from < size; from += readAtOnce) yield await this.read(id, { from, length: readAtOnce });
  }

  async flush(id: string): Promise<void> {
    this.blob(id);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.#kept.delete(id);
    return Promise.resolve();
  }

  /** @throws Error if there is no such file. */
  blob(id: string): Blob {
    const kept = this.#kept.get(id);
    if (!kept) throw new Error('There is no such file');
    return kept.blob;
  }

  #replace(id: string, parts: (blob: Blob) => BlobPart[]): void {
    const blob = new Blob(parts(this.blob(id)));
    const kept = this.#kept.get(id);
    if (kept) this.#kept.set(id, { ...kept, blob });
  }
}
