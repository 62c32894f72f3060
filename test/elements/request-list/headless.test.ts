import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { columns } from '../../../src/domain/sort-key.ts';
import { views } from '../../../src/domain/views.ts';
import { isAddressOf, parseRequestAddress } from '../../../src/elements/request-address.ts';
import { Arrivals } from '../../../src/elements/request-list/arrivals.ts';
import { MinuteClock } from '../../../src/elements/request-list/minute-clock.ts';
import { afterHeading, columnsOf, orderOf } from '../../../src/elements/request-list/order.ts';
import { rowAfterKey } from '../../../src/elements/request-list/row-keys.ts';
import { waitingThresholds, waitOf } from '../../../src/elements/request-list/waiting.ts';

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
    assert.deepEqual(waitOf(row, 1_000), { duration: 0, fraction: 0, level: 'fresh' });
    assert.equal(waitOf(row, 1_000 + waitingThresholds.attention)?.level, 'attention');
    assert.deepEqual(waitOf(row, 1_000 + 2 * waitingThresholds.late), { duration: 2 * waitingThresholds.late, fraction: 1, level: 'late' });
  });

  it('is none where nobody waits for somebody to come', () => {
    assert.equal(waitOf({ ...row, waitingSince: null }, 5_000), null);
    assert.equal(waitOf({ ...row, status: 'active', chat: 'joined' }, 5_000), null);
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
