import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noNotifications } from '../../src/domain/staff.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { parseCustomerFrame, parseServerFrame, parseSettings } from '../../src/protocol/schemas.ts';
import { fc } from '../support/seeded.ts';
import { entry, serverFrame, serverFrames } from './any-frame.ts';
import { at, changed, junk, objects, properties } from './damage.ts';

const read = (frame: unknown): ServerFrame | null => parseServerFrame(typeof frame === 'string' ? frame : JSON.stringify(frame));
const key = 'a'.repeat(32);

const free = ['source', 'cause', 'faults', 'retryAfter', 'limit', 'about', 'console', 'guests', 'staff', 'notifications', 'identity', 'issuer', 'editWithin', 'edited', 'deleted', 'rating'];

/** Whether a frame goes on making sense without this property. */
function mayMiss(frame: ServerFrame, path: ReturnType<typeof properties>[number]): boolean {
  const last = String(path.at(-1));
  if (frame.type === 'answer' || path.includes('answers')) return [...free, 'seq', 'number', 'key', 'technician', 'fault'].includes(last);
  if (last === 'console') return frame.type === 'welcome';
  const around = at(frame, path.slice(0, -1));
  // A token need not say either.
  if ((path.at(-2) === 'identity' || (path.at(-2) === 'me' && Reflect.get(Object(around), 'role') === 'customer')) && (last === 'name' || last === 'email')) return true;
  const type: unknown = typeof around === 'object' && around !== null && Reflect.get(around, 'type');
  return free.includes(last) || (last === 'by' && type === 'unassigned') || (last === 'text' && type === 'edited');
}

describe('a frame of a desk', () => {
  for (const [type, frames] of Object.entries(serverFrames)) {
    it(`of type ${type} is read as it was written`, () => {
      fc.assert(fc.property<[ServerFrame]>(frames as fc.Arbitrary<ServerFrame>, (frame) => assert.deepEqual(read(frame), frame)), { numRuns: 100 });
    });
  }

  it('may hold properties of tomorrow, at any depth: they are left out [R8]', () => {
    fc.assert(
      fc.property(serverFrame, fc.nat(), fc.constantFrom('tomorrow', 'constructor', 'toString'), (frame, where, name) => {
        const all = objects(frame);
        const richer = changed(frame, [...(all[where % all.length] ?? []), name], (around, last) => (around[last] = { any: ['thing'] }));
        assert.deepEqual(read(richer), frame);
      }),
    );
  });

  const eachType = (check: (frame: ServerFrame) => void): void => {
    for (const frames of Object.values(serverFrames)) fc.assert(fc.property<[ServerFrame]>(frames as fc.Arbitrary<ServerFrame>, check), { numRuns: 20 });
  };

  it('is refused when any property is missing that this version needs', () => {
    eachType((frame) => {
      for (const path of properties(frame).filter((each) => !mayMiss(frame, each))) {
        assert.equal(read(changed(frame, path, (around, last) => delete around[last])), null, path.join('.'));
      }
    });
  });

  it('is refused when any property is of another kind', () => {
    eachType((frame) => {
      for (const path of properties(frame)) {
        assert.equal(read(changed(frame, path, (around, last) => (around[last] = ['of', 'another', { kind: true }]))), null, path.join('.'));
      }
    });
  });

  it('is refused with any number that counts nothing', () => {
    eachType((frame) => {
      for (const path of properties(frame).filter((each) => typeof at(frame, each) === 'number')) {
        for (const odd of [-1, 0.5, 2 ** 53, '1']) assert.equal(read(changed(frame, path, (around, last) => (around[last] = odd))), null, path.join('.'));
      }
    });
  });

  it('is skipped when its type is of tomorrow [R8]', () => {
    for (const type of ['typing', 'constructor', '__proto__', 'toString', '']) assert.equal(read({ type, key }), null);
  });

  it('keeps an event of tomorrow in its place, with all it holds [R8]', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.constantFrom('typing', 'constructor', 'toString', 'x'), fc.jsonValue(), (entries, type, payload) => {
        const event = { type, payload: JSON.parse(JSON.stringify(payload)) as unknown };
        const frame = { type: 'page', ask: 1, key, entries: [...entries, { seq: 9, at: 10, event }] };
        assert.deepEqual(read(frame), frame);
        assert.deepEqual(read({ type: 'event', key, entry: { seq: 9, at: 10, event } }), { type: 'event', key, entry: { seq: 9, at: 10, event } });
      }),
    );
  });

  it('is refused whole when one entry of it is malformed: a gap would be worse', () => {
    const good = { seq: 1, at: 1, event: { type: 'ended', author: { role: 'customer', name: 'C' } } };
    for (const bad of [{ seq: 2, at: 1 }, { seq: -1, at: 1, event: { type: 'new' } }, { seq: 2, at: 1, event: { type: 'ended' } }, { seq: 2, at: 1, event: 'ended' }, null]) {
      assert.notEqual(read({ type: 'page', ask: 1, key, entries: [good] }), null);
      assert.equal(read({ type: 'page', ask: 1, key, entries: [good, bad] }), null);
    }
  });

  it('of yesterday names no guests, and says of a technician neither role nor notifications: they are none', () => {
    fc.assert(
      fc.property(serverFrames.rows, serverFrames.me, (rows, me) => {
        const bare = read({ ...rows, rows: rows.rows.map(({ row: { guests: _, ...row }, sort }) => ({ row, sort })) });
        assert.deepEqual(bare, { ...rows, rows: rows.rows.map(({ row, sort }) => ({ row: { ...row, guests: [] }, sort })) });
        if (me.me.role === 'customer') return;
        const { staff: _staff, notifications: _notifications, ...rest } = me.me;
        assert.deepEqual(read({ type: 'me', me: rest }), { type: 'me', me: { ...rest, staff: 'technician', notifications: noNotifications } });
      }),
    );
  });

  it('of yesterday asks for no rating: it would not know what to do with one', () => {
    fc.assert(
      fc.property(serverFrames.settings, ({ settings: { rating: _, ...settings } }) => {
        assert.deepEqual(read({ type: 'settings', settings }), { type: 'settings', settings: { ...settings, rating: false } });
      }),
    );
  });

  it('passes a code of tomorrow on: there are words for one that is not known', () => {
    const refused = { type: 'answer', lane: key, n: 1, ok: false, code: 'on_holiday' };
    assert.deepEqual(read(refused), refused);
  });

  it('never throws and leaves no trace on any prototype, whatever comes', () => {
    fc.assert(fc.property(junk, (text) => void read(text)), { numRuns: 2_000 });
    fc.assert(fc.property(serverFrame, fc.nat(), (frame, cut) => {
      const text = JSON.stringify(frame);
      assert.equal(read(text.slice(0, cut % text.length)), null);
    }));
    assert.equal(read('['.repeat(100_000)), null);
    const proto = read(`{"type":"heads","lanes":[],"streams":{"__proto__":7,"${key}":1},"rev":0}`);
    assert.deepEqual(proto, { type: 'heads', lanes: [], streams: { [key]: 1 }, rev: 0 });
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});

describe('a frame of a desk to a customer', () => {
  const technicians = ['notes', 'notes-page', 'note', 'viewers', 'staff', 'earlier', 'console', 'source'];

  for (const [type, frames] of Object.entries(serverFrames)) {
    it(`of type ${type} is ${technicians.includes(type) ? 'none' : 'read as it was written'}`, () => {
      fc.assert(
        fc.property<[ServerFrame]>(frames as fc.Arbitrary<ServerFrame>, (frame) => {
          const said = 'me' in frame ? { ...frame, me: { role: 'customer', name: 'Kim' } } : frame;
          const { console: _, source: __, ...heard } = { console: null, source: null, ...said };
          assert.deepEqual(parseCustomerFrame(JSON.stringify(said)), technicians.includes(type) ? null : heard);
        }),
        { numRuns: 50 },
      );
    });
  }
});

describe('the settings of a company over HTTP', () => {
  it('are read, with what is of tomorrow left out, or are none', () => {
    const settings = { company: 'acme', name: 'Acme', live: true, maxFileSize: 1, editWithin: 60_000, rating: true };
    assert.deepEqual(parseSettings({ ...settings, logo: '/logo.svg' }), settings);
    const { editWithin: _, ...ofYesterday } = settings;
    assert.deepEqual(parseSettings(ofYesterday), { ...settings, editWithin: 0 }, 'a desk of yesterday lets nobody edit');
    for (const bad of [null, 'acme', [], { ...settings, live: 'yes' }, { error: 'not_found' }]) assert.equal(parseSettings(bad), null);
  });
});
