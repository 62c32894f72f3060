import * as v from 'valibot';
import { postFrames, type Post } from './posts.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const post = v.strictObject({
  id: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  from: v.pipe(count, v.minValue(1)),
  frames: v.pipe(v.array(v.string()), v.maxLength(postFrames)),
  heard: count,
  wait: count,
  end: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Post>;

/** Reads the body of a post; null if it is none. */
export function parsePost(body: string): Post | null {
  const result = v.safeParse(post, fromJson(body), { abortEarly: true });
  return result.success ? result.output : null;
}

function fromJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
