import type { PostAnswer } from './posts.ts';

/**
 * Reads what a desk answers to a post; null if it is no such answer: something in the network may have spoken in its place.
 * By hand: it is loaded only where HTTP is needed, and must not tear apart what every page loads.
 */
export function parsePostAnswer(input: unknown): PostAnswer | null {
  if (typeof input !== 'object' || input === null) return null;
  const { id, taken, from, frames, closed }: Partial<Record<keyof PostAnswer, unknown>> = input;
  if (typeof id !== 'string' || !isCount(taken) || !isCount(from) || !Array.isArray(frames) || !frames.every(isText)) return null;
  if (closed === undefined) return { id, taken, from, frames };
  return isCount(closed) ? { id, taken, from, frames, closed } : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
