import { bytes, crc32, packed, u16, u32, u64, utf8, zeros, type Bytes } from './parts.ts';

/** Zip and RAR archives, written as their programs do. */

export interface Entry {
  readonly name: string;
  /** `x` unless given. */
  readonly data?: string | Uint8Array;
  /** As it is, instead of packed. */
  readonly stored?: boolean;
  /** What the directory claims, in place of the truth. */
  readonly claims?: { readonly packed?: number; readonly unpacked?: number };
}

export interface ZipOptions {
  readonly comment?: string | Uint8Array;
  /** With the fields for what is over 4 GB or 65,535 entries, although nothing is. */
  readonly large?: boolean;
  /** What is put before it. Offsets go on as if nothing was, as when two files are joined. */
  readonly before?: Uint8Array;
  /** How many entries the end claims to have. */
  readonly count?: number;
}

export async function zip(entries: readonly (Entry | string)[], { comment = '', large = false, before = zeros(0), count }: ZipOptions = {}): Promise<Bytes> {
  const files: Bytes[] = [];
  const directory: Bytes[] = [];
  let at = 0;
  for (const entry of entries) {
    const { name, data = 'x', stored = false, claims = {} } = typeof entry === 'string' ? { name: entry } : entry;
    const plain = typeof data === 'string' ? utf8(data) : data;
    const body = stored ? plain : await packed(plain, 'deflate-raw');
    const [small, big] = [claims.packed ?? body.length, claims.unpacked ?? plain.length];
    const title = utf8(name);
    const common = bytes(u16(20), u16(0x0800), u16(stored ? 0 : 8), u16(0), u16(0x21), u32(crc32(plain)));
    const file = bytes('PK', [3, 4], common, u32(body.length), u32(plain.length), u16(title.length), u16(0), title, body);
    const sizes = large ? [...u32(0xffffffff), ...u32(0xffffffff)] : [...u32(small), ...u32(big)];
    const extra = large ? bytes(u16(1), u16(16), u64(big), u64(small)) : zeros(0);
    directory.push(bytes('PK', [1, 2], u16(20), common, sizes, u16(title.length), u16(extra.length), u16(0), zeros(4), zeros(4), u32(at), title, extra));
    files.push(file);
    at += file.length;
  }
  const listed = bytes(...directory);
  const number = count ?? entries.length;
  const note = typeof comment === 'string' ? utf8(comment) : comment;
  const largeEnd = large
    ? bytes('PK', [6, 6], u64(44), u16(45), u16(45), u32(0), u32(0), u64(number), u64(number), u64(listed.length), u64(at), 'PK', [6, 7], u32(0), u64(at + listed.length), u32(1))
    : zeros(0);
  const short = large ? [...u16(0xffff), ...u16(0xffff), ...u32(0xffffffff), ...u32(0xffffffff)] : [...u16(number), ...u16(number), ...u32(listed.length), ...u32(at)];
  return bytes(before, ...files, listed, largeEnd, 'PK', [5, 6], zeros(4), short, u16(note.length), note);
}

/** Entries that nobody would send one by one. */
export const many = (count: number): Entry[] => Array.from({ length: count }, (_, i) => ({ name: `log/${i}.txt`, stored: true }));

/** With the block that ends it; CRCs are of the kind each version has. */
export function rar4(): Bytes {
  const name = 'note.txt';
  const data = utf8('Hello');
  const block = (type: number, flags: number, rest: Uint8Array): Bytes => {
    const body = bytes([type], u16(flags), u16(7 + rest.length), rest);
    return bytes(u16(crc32(body) & 0xffff), body);
  };
  const file = bytes(u32(data.length), u32(data.length), [3], u32(crc32(data)), u32(0x5a000000), [20, 0x30], u16(name.length), u32(0x20), name);
  return bytes('Rar!', [0x1a, 7, 0], block(0x73, 0, zeros(6)), block(0x74, 0x8000, file), data, block(0x7b, 0x4000, zeros(0)));
}

export function rar5(): Bytes {
  const data = utf8('Hello');
  const block = (...rest: (string | readonly number[])[]): Bytes => {
    const body = bytes(...rest);
    const sized = bytes([body.length], body);
    return bytes(u32(crc32(sized)), sized);
  };
  const file = block([2, 2, data.length, 4, data.length, 0x20], u32(crc32(data)), [0, 1, 8], 'note.txt');
  return bytes('Rar!', [0x1a, 7, 1, 0], block([1, 0, 0]), file, data, block([5, 0, 0]));
}

/** Whose very headers are encrypted. */
export const secretRar = (): Bytes => {
  const body = bytes([4, 0, 0, 0, 15], zeros(16));
  const sized = bytes([body.length], body);
  return bytes('Rar!', [0x1a, 7, 1, 0], u32(crc32(sized)), sized, zeros(48));
};
