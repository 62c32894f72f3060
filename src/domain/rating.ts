import type { FieldFault } from './text-rules.ts';
import { jsonBytes } from './utf8.ts';

/** Characters of the comment that goes with a rating. In a frame three bytes are there for each, which only control characters exceed. */
export const commentLength = 1_000;

/** The fault of the comment that goes with a rating, or null. Blanks around it do not count. */
export function commentFault(text: string): FieldFault | null {
  const said = text.trim();
  return said.length > commentLength || jsonBytes(said) > 3 * commentLength + 2 ? { field: 'comment', fault: 'too_long', limit: commentLength } : null;
}
