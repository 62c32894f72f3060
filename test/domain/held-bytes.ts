import type { Looking } from '../../src/domain/files.ts';

/** Looks into bytes that are in hand. `read` is how many of them were asked for. */
export function look<T>(content: Uint8Array, looking: Looking<T>): { readonly found: T; readonly read: number } {
  let read = 0;
  let step = looking.next();
  while (!step.done) {
    const { from, length } = step.value;
    read += length;
    step = looking.next(content.subarray(from, from + length));
  }
  return { found: step.value, read };
}
