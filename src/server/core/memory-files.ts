import type { StoredFile } from './store.ts';

/** The files of a desk in memory, as they are asked for. */

type Files = ReadonlyMap<string, StoredFile>;

/** Those that fit, the oldest first. */
export function filesBy(files: Files, fits: (file: StoredFile) => boolean): readonly StoredFile[] {
  return [...files.values()].filter(fits).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function bytesBy(files: Files, fits: (file: StoredFile) => boolean): number {
  return filesBy(files, fits).reduce((sum, file) => sum + file.size, 0);
}
