import { fc } from '../support/seeded.ts';

/** Ways to spoil a frame. Maps (metadata, streams) are left alone: their keys are nobody's to miss. */

type Path = readonly (string | number)[];

const maps = new Set(['metadata', 'streams']);

/** The places of all objects in a value, itself first; `[]` is itself. */
export function objects(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, each]) => (maps.has(name) ? [] : objects(each, [...at, Array.isArray(value) ? Number(name) : name])));
  return Array.isArray(value) ? inside : [at, ...inside];
}

/** The places of all properties of all objects in a value. */
export function properties(value: unknown): Path[] {
  return objects(value).flatMap((path) => Object.keys(Object(at(value, path)) as object).map((name) => [...path, name]));
}

export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (Object(inner) as Record<string | number, unknown>)[step], value);
}

/** A copy in which `change` was done to the object around the last step of the path. */
export function changed<T>(value: T, path: Path, change: (around: Record<string | number, unknown>, last: string | number) => void): T {
  const copy = structuredClone(value);
  const last = path.at(-1);
  if (last === undefined) throw new Error('no place to change');
  change(at(copy, path.slice(0, -1)) as Record<string | number, unknown>, last);
  return copy;
}

/** Texts that are no frames, or nearly. */
export const junk: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.json({ maxDepth: 6 }).map((json) => `{"type":"sync","lanes":${json},"streams":${json},"rev":0}`),
  fc.record({ type: fc.constantFrom('hello', 'command', 'open', 'rows', 'answer', 'event', 'constructor', '__proto__', 'toString'), x: fc.jsonValue() }).map((value) => JSON.stringify(value)),
  fc.constantFrom('', ' ', 'null', '[]', '{}', '"hello"', '1', 'ping', 'pong', '{"type":null}', '{"type":{}}', '{"type":["hello"]}', '{"__proto__":{"type":"leave"}}', '\ufeff{}', '{"type":"leave","type":"hello"}'),
);
