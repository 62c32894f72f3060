import { judgeFile, type Judgement } from '../../domain/files.ts';
import type { FileRefusal } from '../upload-events.ts';
import { accepts, type FileRules } from './file-rules.ts';

export type Judged = { readonly file: File; readonly reason: null } | { readonly file: File; readonly reason: FileRefusal };

/** Judges a file by its name, its size and the parts of it that tell; one that is taken has a safe name, true to its content. */
export async function judge(file: File, rules: FileRules): Promise<Judged> {
  const judged = await lookInto(file, rules);
  if (judged.fault !== null) return { file, reason: judged.fault };
  const { name } = judged;
  if (!accepts(rules.accept, name)) return { file, reason: 'type_not_allowed' };
  return { file: name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified }), reason: null };
}

async function lookInto(file: File, { sender, largest }: FileRules): Promise<Judgement> {
  const looking = judgeFile(file.name, file.size, sender, largest);
  let step = looking.next();
  while (!step.done) step = looking.next(await slice(file, step.value.from, step.value.length));
  return step.value;
}

/** A folder, or a file that has gone since it was chosen, cannot be read: then it is judged as if nothing was in it. */
async function slice(file: File, from: number, length: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(from, from + length).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}
