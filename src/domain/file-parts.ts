/** A part of a file that is wanted. Fewer bytes are given only where the file ends. */
export interface Part {
  readonly from: number;
  readonly length: number;
}

/**
 * Looks into a file without reading it itself: asks for parts, is given their bytes, and ends with what it found. So it waits for
 * nothing, and runs wherever the bytes are: a page reads slices of what was chosen, a server from its disk.
 */
export type Looking<T> = Generator<Part, T, Uint8Array>;

/** How much is asked for at once for those that go forward in small steps. */
const block = 32 * 1024;

/** A file to look into. The last block is remembered: whoever walks along a file has it read once. */
export class FileInParts {
  /** Bytes. */
  readonly size: number;
  #held: Uint8Array = new Uint8Array();
  #start = 0;

  constructor(size: number) {
    this.size = size;
  }

  /** The byte there, if it is at hand: for those who go forward byte by byte, for whom asking takes longer than looking. 0 beyond the end. */
  held(at: number): number | undefined {
    return at < this.size ? this.#held[at - this.#start] : 0;
  }

  /** As many bytes from there on as there are, at most `length`; none beyond the end. */
  *read(from: number, length: number): Looking<Uint8Array> {
    const end = Math.min(from + length, this.size);
    if (from >= end) return new Uint8Array();
    if (from < this.#start || end > this.#start + this.#held.length) {
      this.#held = yield { from, length: Math.min(Math.max(block, length), this.size - from) };
      this.#start = from;
    }
    return this.#held.subarray(from - this.#start, end - this.#start);
  }
}

/** Whether these bytes stand there. */
export function has(bytes: Uint8Array, wanted: readonly number[], at = 0): boolean {
  return bytes.length >= at + wanted.length && wanted.every((byte, i) => bytes[at + i] === byte);
}

export function ascii(text: string): number[] {
  return [...text].map((sign) => sign.charCodeAt(0));
}

/** One character for each byte: for names and numbers that are ASCII where they matter. */
export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Numbers, little end first; 0 beyond the end. */
export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) + u16(bytes, at + 2) * 0x10000;
}

/** Exact up to 2^53: more than any file has. */
export function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) + u32(bytes, at + 4) * 0x1_0000_0000;
}
