import type { Looking, Part } from '../../domain/files.ts';

/** Carries a look into a file through: hands over each part that is asked for. Rejects if one cannot be read. */
export async function lookInto<T>(looking: Looking<T>, read: (part: Part) => Promise<Uint8Array>): Promise<T> {
  let step = looking.next();
  while (!step.done) step = looking.next(await read(step.value));
  return step.value;
}
