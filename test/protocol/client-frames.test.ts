import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InferInput } from 'valibot';
import type { clientFrame as schema } from '../../src/protocol/client-frames.ts';
import type { ClientFrame } from '../../src/protocol/frames.ts';
import { parseClientFrame } from '../../src/protocol/schemas.ts';
import { fc } from '../support/seeded.ts';
import { clientFrame, clientFrames } from './any-frame.ts';
import { changed, junk, objects, properties } from './damage.ts';

/** The compiler's half of the proof: all that the types allow, the schema takes. (`satisfies` there proves the other way.) */
type Bare<T> = T extends object ? { -readonly [K in keyof T]: Bare<T[K]> } : T;
export const everyFrameIsTaken = (frame: Bare<ClientFrame>): InferInput<typeof schema> => frame;

const read = (frame: unknown) => parseClientFrame(typeof frame === 'string' ? frame : JSON.stringify(frame));
const taken = (frame: unknown): boolean => read(frame).ok;

const key = 'a'.repeat(32);
const other = (i: number): string => i.toString(16).padStart(32, '0');
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const hello = {
  type: 'hello', version: 'desk/1', role: 'customer', secret: 'b'.repeat(64),
  device: { userAgent: 'Mozilla/5.0', platform: 'Linux', touchPoints: 0 }, lanes: [],
};
const command = (inner: object) => ({ type: 'command', lane: key, n: 1, command: inner });
const submit = (fields: object = {}) => command({ type: 'submit', key, name: 'Carol', email: 'c@d.ef', description: 'x', metadata: {}, ...fields });
const query = { type: 'query', ask: 1, view: 'new', mine: false, sort: 'id', direction: 'ascending', limit: 100 };
const sync = { type: 'sync', lanes: [], streams: {}, rev: 0 };

describe('a frame of a page', () => {
  for (const [type, frames] of Object.entries(clientFrames)) {
    it(`of type ${type} is read as it was written`, () => {
      fc.assert(fc.property<[ClientFrame]>(frames as fc.Arbitrary<ClientFrame>, (frame) => assert.deepEqual(read(frame), { ok: true, frame })));
    });
  }

  it('is refused with any property more, at any depth [R1]', () => {
    fc.assert(
      fc.property(clientFrame, fc.nat(), fc.constantFrom('extra', 'constructor', 'toString', ''), (frame, where, name) => {
        const all = objects(frame);
        const spoiled = changed(frame, [...(all[where % all.length] ?? []), name], (around, last) => (around[last] = 1));
        assert.deepEqual(read(spoiled), { ok: false, code: 'bad_frame' });
      }),
    );
  });

  it('is refused without any of its properties, but those that may be missing [R1]', () => {
    const always = ['secret', 'token', 'mobile', 'brands', 'note', 'search', 'stream', 'only'];
    const free = (frame: ClientFrame, last: string): boolean =>
      always.includes(last) ||
      (last === 'after' && frame.type === 'query') ||
      (last === 'before' && frame.type === 'find') ||
      (['name', 'role', 'enabled'].includes(last) && frame.type === 'command' && frame.command.type === 'set-technician');
    for (const frames of Object.values(clientFrames)) {
      fc.assert(
        fc.property<[ClientFrame]>(frames as fc.Arbitrary<ClientFrame>, (frame) => {
          for (const path of properties(frame)) {
            const last = String(path.at(-1));
            if (free(frame, last)) continue;
            assert.equal(taken(changed(frame, path, (around, name) => delete around[name])), false, path.join('.'));
          }
        }),
        { numRuns: 30 },
      );
    }
  });

  it('is refused, or within all limits, with any property changed [R1]', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(-1, 0.5, 2 ** 53, 1e300, null, '', 'A'.repeat(32), 'a'.repeat(33), 'a'.repeat(64), [], {}, [[]], true, '0', 'ended'));
    let kept = 0;
    fc.assert(
      fc.property(clientFrame, fc.nat(), odd, (frame, where, value) => {
        const all = properties(frame);
        const result = read(changed(frame, all[where % all.length] ?? [], (around, last) => (around[last] = value)));
        if (!result.ok) return;
        kept += 1;
        assertWithinLimits(result.frame);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(kept > 20, 'some changes are harmless, or this tests nothing');
  });

  it('is refused when its end is missing', () => {
    fc.assert(fc.property(clientFrame, fc.double({ min: 0, max: 0.999, noNaN: true }), (frame, part) => {
      const text = JSON.stringify(frame);
      assert.equal(taken(text.slice(0, Math.floor(text.length * part))), false);
    }));
  });

  it('never throws and never leaves a trace on any prototype, whatever comes', () => {
    fc.assert(fc.property(junk, (text) => {
      const result = read(text);
      if (result.ok) assertWithinLimits(result.frame);
    }), { numRuns: 2_000 });
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});

describe('what a desk takes and what it does not [R1]', () => {
  const cases: readonly (readonly [name: string, takes: boolean, frame: unknown])[] = [
    ['no JSON', false, 'hello'],
    ['nothing', false, ''],
    ['JSON that is no object', false, '"hello"'],
    ['a list', false, []],
    ['an unknown type', false, { type: 'shout' }],
    ['a type that every object has', false, { type: 'constructor' }],
    ['nesting of 30,000 levels', false, `{"type":"leave","key":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],

    ['a hello', true, hello],
    ['a role that is none', false, { ...hello, role: 'admin' }],
    ['a secret of 63 digits', false, { ...hello, secret: 'b'.repeat(63) }],
    ['a secret in capitals', false, { ...hello, secret: 'B'.repeat(64) }],
    ['a secret that is no text', false, { ...hello, secret: null }],
    ['a token of 8 KiB', true, { ...hello, token: 't'.repeat(8_192) }],
    ['a token of one more', false, { ...hello, token: 't'.repeat(8_193) }],
    ['an empty token', false, { ...hello, token: '' }],
    ['32 lanes', true, { ...hello, lanes: times(32, (i) => ({ id: other(i), answered: 0 })) }],
    ['33 lanes', false, { ...hello, lanes: times(33, (i) => ({ id: other(i), answered: 0 })) }],
    ['an answer before the first', false, { ...hello, lanes: [{ id: key, answered: -1 }] }],
    ['16 brands', true, { ...hello, device: { ...hello.device, brands: times(16, () => ({ brand: 'B', version: '1' })) } }],
    ['17 brands', false, { ...hello, device: { ...hello.device, brands: times(17, () => ({ brand: 'B', version: '1' })) } }],

    ['command 1', true, command({ type: 'assign', key })],
    ['command 0', false, { ...command({ type: 'assign', key }), n: 0 }],
    ['command one and a half', false, { ...command({ type: 'assign', key }), n: 1.5 }],
    ['command 2^53', false, { ...command({ type: 'assign', key }), n: 2 ** 53 }],
    ['a number as text', false, { ...command({ type: 'assign', key }), n: '1' }],
    ['a command of no known type', false, command({ type: 'delete', key })],
    ['a key of 31 digits', false, command({ type: 'assign', key: 'a'.repeat(31) })],
    ['a key with a blank', false, command({ type: 'assign', key: `${'a'.repeat(31)} ` })],
    ['a key with a line end', false, command({ type: 'assign', key: `${key}\n` })],
    ['a technician who withdraws by closing', false, command({ type: 'close', key, outcome: 'withdrawn' })],
    ['five stars', true, command({ type: 'rate', key, stars: 5, comment: '' })],
    ...[0, 6, 2.5, '5', null].map((stars) => [`${String(stars)} stars`, false, command({ type: 'rate', key, stars, comment: '' })] as const),
    ['a rating without a word', false, command({ type: 'rate', key, stars: 5 })],
    ['a file that is no id', false, command({ type: 'share-file', key, file: '../../etc/passwd' })],

    ['a name that is far too long: that is for the desk to answer', true, submit({ name: 'x'.repeat(20_000) })],
    ['an empty form: that too', true, submit({ name: '', email: '', description: '' })],
    ['16 entries of metadata', true, submit({ metadata: Object.fromEntries(times(16, (i) => [`k${i}`, i])) })],
    ['17 entries of metadata', false, submit({ metadata: Object.fromEntries(times(17, (i) => [`k${i}`, i])) })],
    ['a key of 64 characters', true, submit({ metadata: { ['k'.repeat(64)]: 1 } })],
    ['a key of 65 characters', false, submit({ metadata: { ['k'.repeat(65)]: 1 } })],
    ['an empty key', false, submit({ metadata: { '': 1 } })],
    ['a value of 500 characters', true, submit({ metadata: { page: 'x'.repeat(500) } })],
    ['a value of 501 characters', false, submit({ metadata: { page: 'x'.repeat(501) } })],
    ['a value that is an object', false, submit({ metadata: { user: {} } })],
    ['a value that is nothing', false, submit({ metadata: { user: null } })],
    ['metadata that is a list', false, submit({ metadata: ['a'] })],
    ['metadata named as JavaScript names things', true, submit({ metadata: { constructor: 'a', toString: 'b' } })],
    ['a number without an end', false, JSON.stringify(submit({ metadata: { n: 17 } })).replace('17', '1e999')],
    ['a prototype in the metadata', false, JSON.stringify(submit({ metadata: { x: 1 } })).replace('"x":1', '"__proto__":1')],

    ['100 rows', true, query],
    ['101 rows', false, { ...query, limit: 101 }],
    ['no rows', false, { ...query, limit: 0 }],
    ['a view that is none', false, { ...query, view: 'mine' }],
    ['a column that is none', false, { ...query, sort: '__proto__' }],
    ['a sort key of 256 characters', true, { ...query, after: { sort: 'x'.repeat(256), number: 1 } }],
    ['a sort key of 257 characters', false, { ...query, after: { sort: 'x'.repeat(257), number: 1 } }],

    ['request number 1', true, { type: 'open', ask: 1, request: 1, after: 0 }],
    ['request number 0', false, { type: 'open', ask: 1, request: 0, after: 0 }],
    ['88 streams', true, { ...sync, streams: Object.fromEntries(times(88, (i) => [other(i), i])) }],
    ['89 streams', false, { ...sync, streams: Object.fromEntries(times(89, (i) => [other(i), i])) }],
    ['a stream of notes', true, { ...sync, streams: { [`${key}/internal`]: 3 } }],
    ['a stream that is neither', false, { ...sync, streams: { [`${key}/notes`]: 3 } }],
    ['streams that are a list', false, { ...sync, streams: [] }],
    ['a stream that is no key', false, { ...sync, streams: { request: 1 } }],
    ['a prototype among the streams', false, '{"type":"sync","lanes":[],"streams":{"__proto__":1},"rev":0}'],
    ['a prototype in the frame', false, `{"type":"leave","key":"${key}","__proto__":{}}`],
    ['a frame that is all prototype', false, `{"__proto__":{"type":"leave","key":"${key}"}}`],
    ['a position before the start', false, { type: 'position', key, delivered: -1, read: 0 }],
  ];
  for (const [name, takes, frame] of cases) it(`${takes ? 'takes' : 'refuses'} ${name}`, () => assert.equal(taken(frame), takes));

  it('takes 64 KiB of UTF-8, and not a byte more, however many characters that is', () => {
    for (const sign of ['x', 'é', '€', '😀']) {
      const empty = Buffer.byteLength(JSON.stringify(command({ type: 'message', key, text: '' })));
      const room = 64 * 1024 - empty;
      const bytes = Buffer.byteLength(sign);
      const text = sign.repeat(Math.floor(room / bytes)) + 'x'.repeat(room % bytes);
      assert.equal(Buffer.byteLength(JSON.stringify(command({ type: 'message', key, text }))), 64 * 1024);
      assert.ok(taken(command({ type: 'message', key, text })), `64 KiB of ${sign}`);
      assert.ok(!taken(command({ type: 'message', key, text: `${text}x` })), `one byte more than 64 KiB of ${sign}`);
    }
  });

  it('tells a hello of another version from a bad frame, whatever else it holds [R2]', () => {
    assert.deepEqual(read({ type: 'hello', version: 'desk/2', shape: 'of tomorrow' }), { ok: false, code: 'version' });
    assert.deepEqual(read({ ...hello, version: 'desk/0' }), { ok: false, code: 'version' });
    assert.deepEqual(read({ ...hello, version: 1 }), { ok: false, code: 'bad_frame' });
    assert.deepEqual(read({ type: 'leave', version: 'desk/2' }), { ok: false, code: 'bad_frame' });
    assert.deepEqual(read({ ...hello, extra: 1 }), { ok: false, code: 'bad_frame' });
  });

  it('cuts what a device says of itself, since no odd browser should keep its customer out', () => {
    const result = read({ ...hello, device: { ...hello.device, userAgent: 'x'.repeat(1_001), platform: 'p'.repeat(101), brands: [{ brand: 'b'.repeat(101), version: 'v'.repeat(101) }] } });
    assert.ok(result.ok && result.frame.type === 'hello');
    assert.deepEqual(result.frame.device, { userAgent: 'x'.repeat(1_000), platform: 'p'.repeat(100), touchPoints: 0, brands: [{ brand: 'b'.repeat(100), version: 'v'.repeat(100) }] });
  });

  it('replaces half a sign, which no store could keep', () => {
    const result = read(command({ type: 'message', key, text: 'a\ud83d b\ude00 😀' }));
    assert.ok(result.ok && result.frame.type === 'command' && result.frame.command.type === 'message');
    assert.equal(result.frame.command.text, 'a\ufffd b\ufffd 😀');
  });
});

/** The limits once more, read off the protocol and not off the schema. */
function assertWithinLimits(frame: ClientFrame): void {
  const visit = (value: unknown, name: string): void => {
    if (typeof value === 'number' && name !== 'metadata') assert.ok(Number.isSafeInteger(value) && value >= 0, `${name}: ${value}`);
    if (typeof value === 'string') {
      // Lanes have such an id; a technician's is whatever their company calls them.
      if (['key', 'lane', 'file'].includes(name) || (name === 'id' && frame.type !== 'command')) assert.match(value, /^[0-9a-f]{32}$/);
      if (name === 'secret') assert.match(value, /^[0-9a-f]{64}$/);
      if (name === 'token') assert.ok(value.length >= 1 && value.length <= 8_192);
      if (name === 'userAgent') assert.ok(value.length <= 1_000);
      if (name === 'metadata') assert.ok(value.length <= 500);
    }
    if (Array.isArray(value)) {
      assert.ok(value.length <= 32);
      value.forEach((each) => visit(each, name === 'lanes' || name === 'brands' ? '' : name));
    } else if (typeof value === 'object' && value !== null) {
      assert.equal(Object.getPrototypeOf(value), Object.prototype);
      assert.ok(!Object.hasOwn(value, '__proto__'));
      const names = Object.keys(value);
      if (name === 'metadata') assert.ok(names.length <= 16 && names.every((each) => each.length <= 64));
      if (name === 'streams') assert.ok(names.length <= 88 && names.every((each) => /^[0-9a-f]{32}(\/internal)?$/.test(each)));
      // A technician goes by what their token says.
      const inside = (each: string) => (name === 'metadata' || name === 'streams' ? name : names.includes('type') && each === 'id' ? 'technician' : each);
      for (const [each, inner] of Object.entries(value)) visit(inner, inside(each));
    }
  };
  visit(frame, '');
  if (frame.type === 'query' || frame.type === 'find') assert.ok(frame.limit >= 1 && frame.limit <= 100);
  if (frame.type === 'command') assert.ok(frame.n >= 1);
}
