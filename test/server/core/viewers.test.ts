import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, file, key, technician, type Caller } from './bench.ts';

function room(): { bench: Bench; anna: Caller; ben: Caller } {
  const bench = new Bench({ technicians: [technician('anna'), technician('ben'), technician('cleo', { role: 'admin' })] });
  file(bench);
  file(bench, 2, bench.customer('lou'));
  return { bench, anna: bench.technician('anna'), ben: bench.technician('ben') };
}

const look = (caller: Caller, n: number | null = 1) => caller.send({ type: 'look', key: n === null ? null : key(n) });
const seen = (caller: Caller) => caller.take('viewers').map(({ key: at, technicians }) => [Number(`0x${at}`), technicians.map(({ id }) => id)]);

describe('those who look at the same request [R73]', () => {
  it('see each other, and never themselves', () => {
    const { anna, ben } = room();
    look(anna);
    assert.deepEqual(seen(anna), [[1, []]]);
    look(ben);
    assert.deepEqual([seen(anna), seen(ben)], [[[1, ['ben']]], [[1, ['anna']]]]);
  });

  it('are told when one looks elsewhere, hides the page, or is gone', () => {
    const { anna, ben, bench } = room();
    look(anna);
    look(ben);
    seen(anna);
    look(ben, 2);
    assert.deepEqual(seen(anna), [[1, []]]);
    look(ben);
    look(ben, null);
    assert.deepEqual(seen(anna), [[1, ['ben']], [1, []]]);
    look(ben);
    ben.leave();
    assert.deepEqual(seen(anna), [[1, ['ben']], [1, []]]);
    const cleo = bench.technician('cleo');
    look(cleo);
    cleo.must({ type: 'set-technician', id: 'anna', name: 'Anna M.' });
    assert.deepEqual(cleo.take('viewers').at(-1)?.technicians, [{ id: 'anna', name: 'Anna M.' }]);
    cleo.must({ type: 'set-technician', id: 'anna', enabled: false });
    assert.deepEqual(seen(cleo), [[1, []]]);
  });

  it('count once each, with however many pages', () => {
    const { anna, ben, bench } = room();
    const second = bench.technician('ben');
    look(anna);
    look(ben);
    seen(anna);
    look(second);
    assert.deepEqual([seen(anna), seen(second)], [[], [[1, ['anna']]]], 'news to the second page alone');
    second.leave();
    assert.deepEqual(seen(anna), []);
    look(ben, null);
    assert.deepEqual(seen(anna), [[1, []]]);
  });

  it('are no customers: one who looks is passed over, and is shown nobody', () => {
    const { anna, bench } = room();
    const kim = bench.customer('kim');
    kim.opened(key(1));
    kim.clear();
    look(kim);
    look(anna);
    assert.deepEqual([kim.frames, seen(anna)], [[], [[1, []]]]);
  });

  it('do not look at what is not there', () => {
    const { anna, ben } = room();
    look(anna, 9);
    look(ben, 9);
    assert.deepEqual([seen(anna), seen(ben)], [[], []]);
    look(anna);
    look(anna, 9);
    look(ben);
    assert.deepEqual(seen(ben), [[1, []]], 'and have left what they looked at before');
  });
});
