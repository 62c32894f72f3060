import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { searchTerms } from '../../../src/domain/search.ts';
import { columns, foldWhole } from '../../../src/domain/sort-key.ts';
import { views } from '../../../src/domain/views.ts';
import { stretches } from '../../../src/elements/request-list/found-text.ts';
import { isAddressOf, parseRequestAddress } from '../../../src/elements/request-address.ts';
import { Arrivals } from '../../../src/elements/request-list/arrivals.ts';
import { MinuteClock } from '../../../src/elements/request-list/minute-clock.ts';
import { afterHeading, columnsOf, orderOf } from '../../../src/elements/request-list/order.ts';
import { rowAfterKey } from '../../../src/elements/request-list/row-keys.ts';
import { RowSlots } from '../../../src/elements/request-list/row-slots.ts';
import { waitOf } from '../../../src/elements/request-list/waiting.ts';

const nothingAsked = { sort: '', direction: '' };

describe('The order of a list', () => {
  it('begins New with whoever has waited longest, and all other lists with what is newest', () => {
    assert.deepEqual(orderOf(nothingAsked, 'new', false), { sort: 'submitted', direction: 'ascending' });
    for (const view of ['all', 'active', 'completed'] as const) assert.deepEqual(orderOf(nothingAsked, view, false), { sort: 'submitted', direction: 'descending' });
    assert.deepEqual(orderOf(nothingAsked, 'active', true), { sort: 'on', direction: 'descending' });
  });

  it('has the columns of Support Requests and of My Support Requests, in their order', () => {
    assert.deepEqual(columnsOf(false), ['submitted', 'id', 'customer', 'company', 'status', 'technician']);
    assert.deepEqual(columnsOf(true), ['on', 'id', 'customer', 'company', 'status']);
  });

  it('takes an asked column in its own direction, and a wrong word as none', () => {
    assert.deepEqual(orderOf({ sort: 'customer', direction: '' }, 'new', false), { sort: 'customer', direction: 'ascending' });
    assert.deepEqual(orderOf({ sort: 'id', direction: '' }, 'new', false), { sort: 'id', direction: 'descending' });
    assert.deepEqual(orderOf({ sort: 'colour', direction: 'sideways' }, 'all', false), { sort: 'submitted', direction: 'descending' });
  });

  it('turns round with a second press on the same heading, and comes back with a third', () => {
    fc.assert(
      fc.property(fc.constantFrom(...views), fc.boolean(), fc.constantFrom(...columns), (view, mine, column) => {
        const once = afterHeading(orderOf(nothingAsked, view, mine), column);
        const twice = afterHeading(once, column);
        assert.equal(once.sort, column);
        assert.equal(twice.sort, column);
        assert.notEqual(twice.direction, once.direction);
        assert.deepEqual(afterHeading(twice, column), once);
      }),
    );
  });
});

describe('The keys of a list', () => {
  it('lead to a row that is there, or are nobody’s business', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a', 'Enter', 'Tab'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.nat(50), fc.integer({ min: 1, max: 51 }), fc.integer({ min: -2, max: 60 }), (key, row, count, page) => {
        const to = rowAfterKey(key, Math.min(row, count - 1), count, page);
        if (['a', 'Enter', 'Tab'].includes(key)) assert.equal(to, null);
        else assert.ok(to !== null && to >= 0 && to < count);
      }),
    );
  });

  it('move by one, by a page, and to both ends', () => {
    assert.deepEqual(
      ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => rowAfterKey(key, 20, 100, 8)),
      [21, 19, 28, 12, 0, 99],
    );
  });

  it('do nothing in an empty list', () => {
    assert.equal(rowAfterKey('ArrowDown', 0, 0, 8), null);
  });
});

describe('New rows', () => {
  const at = (key: string, updatedAt: number) => ({ key, updatedAt });
  const fresh = (arrivals: Arrivals, rows: readonly { key: string; updatedAt: number }[], query: object, paging = false) => [...arrivals.take(rows, query, paging)];

  it('are those that come in by themselves, not those a question brings', () => {
    const arrivals = new Arrivals();
    const query = {};
    assert.deepEqual(fresh(arrivals, [at('a', 1), at('b', 2)], query), []);
    assert.deepEqual(fresh(arrivals, [at('a', 1), at('b', 2), at('c', 3)], query), ['c']);
  });

  it('are not those of another view or order', () => {
    const arrivals = new Arrivals();
    fresh(arrivals, [at('a', 1)], {});
    assert.deepEqual(fresh(arrivals, [at('b', 9), at('c', 3)], {}), []);
  });

  it('are not those of the next page, however late they were touched', () => {
    const arrivals = new Arrivals();
    const query = {};
    fresh(arrivals, [at('a', 5)], query);
    assert.deepEqual(fresh(arrivals, [at('a', 5), at('old', 2)], query, true), []);
    assert.deepEqual(fresh(arrivals, [at('a', 5), at('old', 2), at('touched', 8)], query, true), []);
  });

  it('are also those that another technician gave back', () => {
    const arrivals = new Arrivals();
    const query = {};
    fresh(arrivals, [at('a', 5), at('b', 6)], query);
    fresh(arrivals, [at('b', 6)], query);
    assert.deepEqual(fresh(arrivals, [at('a', 9), at('b', 6)], query), ['a']);
  });

  it('stay new until they have settled, whatever happens to other rows', () => {
    const arrivals = new Arrivals();
    const query = {};
    fresh(arrivals, [], query);
    assert.deepEqual(fresh(arrivals, [at('a', 1)], query), ['a']);
    assert.deepEqual(fresh(arrivals, [at('a', 1), at('b', 2)], query), ['a', 'b']);
    arrivals.settle('a');
    assert.deepEqual(fresh(arrivals, [at('a', 1), at('b', 2)], query), ['b']);
  });
});

describe('A wait', () => {
  const row = { status: 'new', chat: 'waiting', waitingSince: 1_000 } as const;

  it('draws the eye in steps, and its ring is full when it is late', () => {
    const waits = { long: 5_000, tooLong: 20_000 };
    assert.deepEqual(waitOf(row, 1_000, waits), { duration: 0, fraction: 0, level: 'short' });
    assert.deepEqual(waitOf(row, 6_000, waits), { duration: 5_000, fraction: 0.25, level: 'long' });
    assert.deepEqual(waitOf(row, 41_000, waits), { duration: 40_000, fraction: 1, level: 'too-long' });
  });

  it('is for an answer in a chat, too', () => {
    assert.equal(waitOf({ ...row, status: 'active', chat: 'joined' }, 5_000)?.duration, 4_000);
  });

  it('is none where nobody waits', () => {
    assert.equal(waitOf({ ...row, waitingSince: null }, 5_000), null);
    assert.equal(waitOf({ ...row, status: 'completed', chat: 'ended' }, 5_000), null);
  });

  it('is never negative, by whatever clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (now) => {
        const wait = waitOf(row, now);
        assert.ok(wait && wait.duration >= 0 && wait.fraction >= 0 && wait.fraction <= 1);
      }),
    );
  });
});

describe('What a search has found in a text', () => {
  const found = (text: string, search: string) =>
    stretches(text, searchTerms(search))
      .filter((part) => part.found)
      .map((part) => part.text);

  it('is marked as it is written there, whatever case and accents were typed', () => {
    assert.deepEqual(found('Zoë Straße', 'zoe'), ['Zoë']);
    assert.deepEqual(found('Zoe\u0308 wrote', 'zoe'), ['Zoe\u0308']);
    assert.deepEqual(found('Zoë Straße', 'STRASSE'), ['Straße']);
    assert.deepEqual(found('printer, printers', 'printer'), ['printer', 'printer']);
    assert.deepEqual(found('100% of it', '%'), ['%']);
    assert.deepEqual(found('100% of it', '_'), []);
  });

  it('leaves the text whole, and marks nothing but what folds to a term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ minLength: 1, maxLength: 4 }), (text, search) => {
        const parts = stretches(text, searchTerms(search));
        assert.equal(parts.map((part) => part.text).join(''), text);
        const terms = searchTerms(search);
        for (const part of parts) if (part.found) assert.ok(terms.some((term) => foldWhole(part.text).includes(term) || foldWhole(text).includes(term)));
      }),
    );
  });
});

describe('The clock of a list', () => {
  function scene() {
    let now = 30_000;
    let visible = true;
    let running = true;
    let updates = 0;
    const timers = new Map<() => void, number>();
    const watchers = new Set<() => void>();
    const host = { addController: () => undefined, removeController: () => undefined, requestUpdate: () => (updates += 1), updateComplete: Promise.resolve(true) };
    const clock = new MinuteClock(host, () => running, {
      now: () => now,
      after: (ms, callback) => {
        timers.set(callback, now + ms);
        return () => timers.delete(callback);
      },
      visible: () => visible,
      onVisibility: (callback) => {
        watchers.add(callback);
        return () => watchers.delete(callback);
      },
    });
    const render = () => {
      clock.hostUpdate();
      clock.hostUpdated();
    };
    return {
      clock,
      render,
      timers,
      watchers,
      get updates() {
        return updates;
      },
      pass(ms: number) {
        now += ms;
        for (const [callback, due] of [...timers]) {
          if (due > now) continue;
          timers.delete(callback);
          callback();
          render();
        }
      },
      show(value: boolean) {
        visible = value;
        for (const callback of watchers) callback();
        render();
      },
      run(value: boolean) {
        running = value;
        render();
      },
    };
  }

  it('ticks once a minute while something waits', () => {
    const it = scene();
    it.clock.hostConnected();
    it.render();
    it.pass(29_999);
    assert.equal(it.updates, 0);
    it.pass(1);
    assert.equal(it.updates, 1);
    assert.equal(it.clock.now, 60_000);
    it.pass(60_000);
    assert.equal(it.updates, 2);
  });

  it('runs no timer while nothing waits, nobody can see it, or it is not in a page', () => {
    const it = scene();
    it.clock.hostConnected();
    it.run(false);
    assert.equal(it.timers.size, 0);
    it.run(true);
    assert.equal(it.timers.size, 1);
    it.show(false);
    assert.equal(it.timers.size, 0);
    it.show(true);
    assert.equal(it.timers.size, 1);
    it.clock.hostDisconnected();
    assert.equal(it.timers.size, 0);
    assert.equal(it.watchers.size, 0);
  });

  it('keeps one time for a minute, so that rows which have not changed stay as they are', () => {
    const it = scene();
    it.clock.hostConnected();
    it.render();
    const before = it.clock.now;
    it.pass(10_000);
    it.render();
    assert.equal(it.clock.now, before);
  });
});

describe('The address of a request', () => {
  const key = '0123456789abcdef0123456789abcdef';

  it('is a company with a number or a key, or one of them alone', () => {
    assert.deepEqual(parseRequestAddress('acme/1042'), { company: 'acme', request: 1042 });
    assert.deepEqual(parseRequestAddress(`acme/${key}`), { company: 'acme', request: key });
    assert.deepEqual(parseRequestAddress(' 1042 '), { company: '', request: 1042 });
  });

  it('keeps a key apart from a number even if it is all digits', () => {
    const digits = '1'.repeat(32);
    assert.deepEqual(parseRequestAddress(digits), { company: '', request: digits });
  });

  it('is nothing for what names nothing', () => {
    for (const text of ['', '  ', '/', 'acme/', '/7', 'a/b/c']) assert.equal(parseRequestAddress(text), null, text);
  });

  it('means a row by number or key, of its company alone', () => {
    const row = { key, company: 'acme', number: 7 };
    assert.ok(isAddressOf(parseRequestAddress('acme/7'), row));
    assert.ok(isAddressOf(parseRequestAddress(`acme/${key}`), row));
    assert.ok(isAddressOf(parseRequestAddress('7'), row));
    assert.ok(!isAddressOf(parseRequestAddress('globex/7'), row));
    assert.ok(!isAddressOf(null, row));
  });
});

describe('which element shows which row', () => {
  const rows = (...keys: string[]) => keys.map((key) => ({ key }));

  it('an element stays with its request while others come and go', () => {
    const slots = new RowSlots();
    const [a, b] = slots.take(rows('a', 'b'), false);
    const [fresh, ...stayed] = slots.take(rows('c', 'a', 'b'), false);
    assert.deepEqual(stayed, [a, b]);
    assert.notEqual(fresh, a);
    assert.notEqual(fresh, b);
    assert.deepEqual(slots.take(rows('b', 'c'), false), [b, fresh]);
  });

  it('rows of another question take the places that are there, and keep them from then on', () => {
    const slots = new RowSlots();
    const before = slots.take(rows('a', 'b'), false);
    const after = slots.take(rows('x', 'a', 'y'), true);
    assert.deepEqual(after.slice(0, 2), before);
    assert.equal(new Set(after).size, 3);
    assert.deepEqual(slots.take(rows('y', 'x'), false), [after[2], after[0]]);
  });
});
