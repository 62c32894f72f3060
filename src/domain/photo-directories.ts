import { tiffOrder } from './file-kinds/signatures.ts';

/** The directories of EXIF, which are those of TIFF: a head, then entries of twelve bytes that hold a value or say where it lies. */

const gps = 0x8825;

/** Bytes of one value of each type. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };

/** Directories that are followed at most; a photo has two. */
const most = 8;

/** Entries of a directory at most: cameras write some dozens. What claims more is damaged, or made to keep somebody busy. */
const mostEntries = 512;

/** Takes the directory of the position out of these, where they are, and leaves nothing of what it said; whether there was one. */
export function withoutPosition(tiff: Uint8Array): boolean {
  const order = tiffOrder(tiff);
  if (!order) return false;
  const view = new Directories(tiff, order === 'little');
  let changed = false;
  let at = view.u32(4);
  for (let count = 0; count < most && at >= 8 && at + 2 <= tiff.length; count++) {
    for (let i = view.entries(at) - 1; i >= 0; i--) {
      const entry = at + 2 + i * 12;
      if (entry + 12 > tiff.length || view.u16(entry) !== gps) continue;
      view.wipe(view.u32(entry + 8));
      view.remove(at, i);
      changed = true;
    }
    at = view.u32(at + 2 + view.entries(at) * 12);
  }
  return changed;
}

class Directories {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(bytes: Uint8Array, little: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#little = little;
  }

  /** 0 beyond the end: what is damaged has no directories there. */
  u16(at: number): number {
    return at + 2 <= this.#bytes.length ? this.#view.getUint16(at, this.#little) : 0;
  }

  u32(at: number): number {
    return at + 4 <= this.#bytes.length ? this.#view.getUint32(at, this.#little) : 0;
  }

  /** How many there are in the directory at this place. */
  entries(at: number): number {
    return Math.min(this.u16(at), mostEntries);
  }

  /** Fills a directory, and the values that lie elsewhere, with zeros. */
  wipe(at: number): void {
    const count = this.entries(at);
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const length = (sizes[this.u16(entry + 2)] ?? 0) * this.u32(entry + 4);
      if (length > 4) this.#bytes.fill(0, this.u32(entry + 8), this.u32(entry + 8) + length);
    }
    this.#bytes.fill(0, at, at + 2 + count * 12 + 4);
  }

  /** Takes an entry out of a directory: those behind it, and where the next directory lies, move up. */
  remove(at: number, index: number): void {
    const count = this.entries(at);
    const entry = at + 2 + index * 12;
    const end = at + 2 + count * 12 + 4;
    this.#bytes.copyWithin(entry, entry + 12, end);
    this.#bytes.fill(0, end - 12, end);
    this.#view.setUint16(at, count - 1, this.#little);
  }
}
