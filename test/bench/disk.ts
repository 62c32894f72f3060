import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds that this disk takes to keep a page of 4 KiB, so many times. */
export function writeAndSync(count: number): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-disk-'));
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const times = Array.from({ length: count }, () => {
    const began = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return times;
}
