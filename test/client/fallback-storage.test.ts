import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClientStorage } from '../../src/client/environment.ts';
import { withFallback } from '../../src/client/fallback-storage.ts';
import { memoryStorage } from '../../src/client/memory-storage.ts';

/** Timers that go off when the test says so. */
class Clock {
  #timers: { readonly at: number; readonly callback: () => void }[] = [];
  #now = 0;

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}

/** A disk: what memoryStorage does, called persistent. */
function disk(kind: Promise<'persistent'> = Promise.resolve('persistent')): ClientStorage {
  return { ...memoryStorage(), kind };
}

describe('storage with a fallback', () => {
  it('goes on storing for as long as the page lives, once it has opened', async () => {
    const clock = new Clock();
    const stored = disk();
    const storage = withFallback(stored, clock.after);
    await storage.set('draft', 'early');
    clock.pass(3_600_000);
    await storage.set('draft', 'late');
    assert.equal(await stored.get('draft'), 'late');
    assert.equal(await storage.kind, 'persistent');
  });

  it('does with memory when it does not open in time, and says so', async () => {
    const clock = new Clock();
    const storage = withFallback(disk(new Promise(() => {})), clock.after);
    const set = storage.set('draft', 'text');
    clock.pass(3_000);
    await set;
    assert.equal(await storage.get('draft'), 'text');
    assert.equal(await storage.kind, 'memory');
  });

  it('does with memory when it is blocked', async () => {
    const storage = withFallback(disk(Promise.reject(new Error('blocked'))), new Clock().after);
    await storage.set('draft', 'text');
    assert.equal(await storage.get('draft'), 'text');
    assert.equal(await storage.kind, 'memory');
  });

  it('goes over to memory when a write fails, with what it knows', async () => {
    const stored = disk();
    const storage = withFallback({ ...stored, set: () => Promise.reject(new Error('full')) }, new Clock().after);
    const secret = await storage.getOrSet('secret', () => 'a');
    await storage.set('draft', 'text');
    assert.equal(await storage.get('draft'), 'text');
    assert.equal(await storage.getOrSet('secret', () => 'b'), secret);
    await storage.failed;
  });
});
