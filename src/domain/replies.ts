import type { FieldFault } from './text-rules.ts';
import { messageFault } from './text-rules.ts';

/** A text that a company's technicians write often. */
export interface CannedReply {
  /** What it is found by: one word or a few. */
  readonly name: string;
  /** May hold placeholders: `{customer}`, `{number}`, `{technician}`, `{company}`. */
  readonly text: string;
}

export const replyLimits = { replies: 100, name: 60, /** Characters. */ text: 2_000, /** Bytes of all as JSON. */ bytes: 48 * 1024 } as const;

export const placeholders = ['customer', 'number', 'technician', 'company'] as const;
export type Placeholder = (typeof placeholders)[number];

/** Puts values where their names stand between braces; what is no placeholder stays as it is. */
export function fillReply(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
}

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((one) => one === name);
}

/** What is wrong with a list of replies as a whole, or null. Names must differ. */
export function repliesFault(replies: readonly CannedReply[]): FieldFault | null {
  if (replies.length > replyLimits.replies) return { field: 'replies', fault: 'too_long', limit: replyLimits.replies };
  const names = new Set<string>();
  for (const { name, text } of replies) {
    if (name.trim() === '' || messageFault(text) === 'missing') return { field: 'replies', fault: 'missing' };
    if (name.length > replyLimits.name || text.length > replyLimits.text) return { field: 'replies', fault: 'too_long' };
    if (names.has(name)) return { field: 'replies', fault: 'taken' };
    names.add(name);
  }
  return null;
}
