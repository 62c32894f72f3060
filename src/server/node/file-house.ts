import { createReadStream, type ReadStream } from 'node:fs';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { headBytes } from '../../domain/files.ts';

/** The bytes of one company's files: a folder, each file under its random id. What they are is the desk's knowledge. */
export class FileHouse {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(id: string): string {
    if (!isFileId(id)) throw new Error('not a file id');
    return join(this.folder, id);
  }

  /** The first bytes, to judge the content by. */
  async head(id: string): Promise<Uint8Array> {
    const handle = await open(this.path(id), 'r');
    try {
      const buffer = Buffer.alloc(headBytes);
      const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  /** Has the medium write what it may still hold back: a file that a desk names must outlive a power cut. */
  async flush(id: string): Promise<void> {
    const handle = await open(this.path(id), 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Bytes of a file, or null if there is none. */
  async size(id: string): Promise<number | null> {
    try {
      return (await stat(this.path(id))).size;
    } catch {
      return null;
    }
  }

  read(id: string): ReadStream {
    return createReadStream(this.path(id));
  }

  async remove(id: string): Promise<void> {
    await Promise.allSettled([unlink(this.path(id)), unlink(`${this.path(id)}.json`)]);
  }

  /** Removes what began to arrive before `before` (milliseconds since the epoch) and nobody has come to need. */
  async sweep(before: number, needed: (id: string) => boolean): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const id of names.filter(isFileId)) {
      if (needed(id)) continue;
      const changed = await stat(this.path(id)).then((found) => found.mtimeMs, () => Infinity);
      if (changed < before) await this.remove(id);
    }
  }
}

export function isFileId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
