import type { Part } from '../../domain/files.ts';
import type { Role } from '../../domain/request.ts';

/** What is known of a file from its first byte on, and kept as long as its bytes are. */
export interface Arrival {
  /** 128 random bits, as 32 hex digits. */
  readonly id: string;
  /** As its sender calls it: nothing that a disk or a header should see. */
  readonly name: string;
  /** Bytes that it will have. */
  readonly size: number;
  /** Who sends it: rights to a file hang on the principal. */
  readonly principal: string;
  readonly side: Role;
  /** When it began, by the host's clock. Milliseconds since the epoch. */
  readonly since: number;
}

/**
 * The bytes of one company's files, as a port. What they are, and whose, is for others to say. Implementations: a folder
 * (node/folder-blobs.ts) and the page's memory (local/memory-blobs.ts); both pass testing/blob-contract.ts.
 *
 * Errors: any method rejects if the medium fails, and those that read or write, if there is no such file.
 */
export interface BlobStore {
  /** Makes an empty file. */
  begin(arrival: Arrival): Promise<void>;
  arrival(id: string): Promise<Arrival | null>;
  /** Of all files, whole or not. */
  ids(): Promise<readonly string[]>;
  /** Bytes that are there, or null if there is no such file. */
  size(id: string): Promise<number | null>;
  /**
   * Adds at the end, as it comes, and resolves with the bytes that are there now. Rejects with what `chunks` throws: what came
   * before is there all the same.
   */
  append(id: string, chunks: AsyncIterable<Uint8Array>): Promise<number>;
  /** Takes away what is beyond so many bytes. */
  cut(id: string, size: number): Promise<void>;
  /** Writes over what is there. */
  overwrite(id: string, at: number, bytes: Uint8Array): Promise<void>;
  /** Fewer bytes only where the file ends. */
  read(id: string, part: Part): Promise<Uint8Array>;
  /** All of it, from the start; opened when the first part is asked for. */
  stream(id: string): AsyncIterable<Uint8Array>;
  /** Has the medium write what it may still hold back: a file that a desk names must outlive a power cut. */
  flush(id: string): Promise<void>;
  /** Without effect if there is no such file. */
  remove(id: string): Promise<void>;
}

export function isFileId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
