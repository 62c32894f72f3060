import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat, truncate, unlink, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../../domain/files.ts';
import { isFileId, type Arrival, type BlobStore } from '../host/blobs.ts';

/** Bytes that are gathered while the disk is busy with those before them. */
const gathered = 1024 * 1024;

/** Bytes that are read ahead of whoever takes them. */
const readAtOnce = 256 * 1024;

/** Files in a folder, each under its random id, with what is known of it beside. */
export class FolderBlobs implements BlobStore {
  readonly #folder: string;

  /** @param folder that is there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async begin(arrival: Arrival): Promise<void> {
    // First what is known of it: bytes of nobody would lie there for ever.
    await writeFile(this.#slip(arrival.id), JSON.stringify(arrival), { mode: 0o600, flag: 'wx' });
    await writeFile(this.#path(arrival.id), '', { mode: 0o600, flag: 'wx' });
  }

  async arrival(id: string): Promise<Arrival | null> {
    if (!isFileId(id)) return null;
    try {
      const slip = JSON.parse(await readFile(this.#slip(id), 'utf8')) as Partial<Arrival>;
      return slip.principal === undefined ? null : (slip as Arrival);
    } catch {
      return null;
    }
  }

  async ids(): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter(isFileId);
  }

  async size(id: string): Promise<number | null> {
    if (!isFileId(id)) return null;
    return stat(this.#path(id)).then(({ size }) => size, () => null);
  }

  append(id: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.#opened(id, 'r+', async (handle) => {
      const writer = new EndWriter(handle, (await handle.stat()).size);
      try {
        for await (const chunk of chunks) await writer.add(chunk);
      } finally {
        // What came before the stream broke is there all the same.
        await writer.settled();
      }
      return writer.size;
    });
  }

  async cut(id: string, size: number): Promise<void> {
    await truncate(this.#path(id), size);
  }

  async overwrite(id: string, at: number, bytes: Uint8Array): Promise<void> {
    await this.#opened(id, 'r+', (handle) => writeAll(handle, bytes, at));
  }

  read(id: string, { from, length }: Part): Promise<Uint8Array> {
    return this.#opened(id, 'r', async (handle) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, from);
      return buffer.subarray(0, bytesRead);
    });
  }

  async *stream(id: string): AsyncIterable<Uint8Array> {
    const parts: AsyncIterable<Buffer> = createReadStream(this.#path(id), { highWaterMark: readAtOnce });
    yield* parts;
  }

  async flush(id: string): Promise<void> {
    await this.#opened(id, 'r+', (handle) => handle.sync());
  }

  async remove(id: string): Promise<void> {
    // The bytes first: as long as it is known whose they are, they are found again.
    for (const path of [this.#path(id), this.#slip(id)]) await unlink(path).catch(ifMissing);
  }

  #path(id: string): string {
    if (!isFileId(id)) throw new Error('not a file id');
    return join(this.#folder, id);
  }

  #slip(id: string): string {
    return `${this.#path(id)}.json`;
  }

  async #opened<T>(id: string, flags: 'r' | 'r+', work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await open(this.#path(id), flags);
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  }
}

/** Writes at the end of a file, while the next bytes come. */
class EndWriter {
  /** Bytes that the file has. */
  size: number;
  readonly #handle: FileHandle;
  #waiting: Uint8Array[] = [];
  #bytesWaiting = 0;
  #writing: Promise<void> | undefined;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /** Resolves when there is room for more. */
  async add(part: Uint8Array): Promise<void> {
    this.#waiting.push(part);
    this.#bytesWaiting += part.length;
    this.#begin();
    if (this.#bytesWaiting > gathered) await this.settled();
  }

  /** Resolves when all that was added is with the system; rejects if it could not be written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #begin(): void {
    if (this.#writing) return;
    const writing = this.#write();
    // Whoever settles hears of it; until then it is nobody's.
    writing.catch(() => undefined);
    this.#writing = writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const parts = this.#waiting;
      const length = this.#bytesWaiting;
      this.#waiting = [];
      this.#bytesWaiting = 0;
      await writeAll(this.#handle, parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, length), this.size);
      this.size += length;
    }
    this.#writing = undefined;
  }
}

async function writeAll(handle: FileHandle, part: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < part.length; ) done += (await handle.write(part, done, part.length - done, at + done)).bytesWritten;
}

function ifMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
