import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deskDefaults, type DeskOptions } from '../../../src/server/core/ports.ts';
import { Bench, file, key, technician, type Caller } from './bench.ts';

/** Anna is in the chat with Kim; Ben and Cleo read along, and so do another page of Anna's and a second one of Kim's. */
function room(options: Partial<DeskOptions> = {}): { bench: Bench; kim: Caller; anna: Caller; ben: Caller } {
  const bench = new Bench({ ...options, technicians: [technician('anna'), technician('ben'), technician('cleo', { role: 'admin' })] });
  const kim = file(bench).customer;
  const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
  anna.must({ type: 'assign', key: key(1) });
  anna.must({ type: 'join-chat', key: key(1) });
  for (const one of [kim, anna, ben]) one.opened(key(1));
  return { bench, kim, anna, ben };
}

const types = (caller: Caller, n = 1) => caller.send({ type: 'typing', key: key(n) });
const heard = (caller: Caller) => caller.take('typing').map(({ author }) => ('id' in author ? author.id : author.name));

describe('That somebody types', () => {
  it('is told to who else has the request open, by name: a customer’s to technicians, a technician’s to all [R100, R101]', () => {
    const { kim, anna, ben, bench } = room();
    types(kim);
    assert.deepEqual([heard(kim), heard(anna), heard(ben)], [[], ['Kim Muster'], ['Kim Muster']]);
    types(anna);
    assert.deepEqual([heard(kim), heard(anna), heard(ben)], [['anna'], [], ['anna']]);
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'join-chat', key: key(1) });
    types(ben);
    assert.deepEqual([heard(kim), heard(anna), heard(ben)], [['ben'], ['ben'], []]);
    ben.send({ type: 'leave', key: key(1) });
    const cleo = bench.technician('cleo');
    types(kim);
    assert.deepEqual([heard(anna), heard(ben), heard(cleo)], [['Kim Muster'], [], []], 'those who have it open, and no others');
  });

  it('is no news to other pages of the same participant [R101]', () => {
    const { kim, anna, bench } = room();
    const [kims, annas] = [bench.customer('kim'), bench.technician('anna')];
    for (const one of [kims, annas]) one.opened(key(1));
    types(kim);
    assert.deepEqual([heard(kims), heard(annas)], [[], ['Kim Muster']]);
    types(anna);
    assert.deepEqual([heard(kims), heard(annas)], [['anna'], []]);
  });

  it('is told of nobody who may not write there: who has not joined, is not asked in, has ended the chat, or is a stranger [R101]', () => {
    const { kim, anna, ben, bench } = room();
    const [cleo, lou] = [bench.technician('cleo'), bench.customer('lou')];
    const all = [kim, anna, ben, cleo, lou];
    const quiet = () => assert.deepEqual(all.flatMap(heard), []);
    for (const one of [ben, cleo, lou]) types(one);
    quiet();
    anna.must({ type: 'end-chat', key: key(1) });
    types(anna);
    quiet();
    kim.must({ type: 'withdraw', key: key(1) });
    types(kim);
    types(kim, 9);
    quiet();
    assert.deepEqual(
      all.map(({ closed }) => closed),
      all.map(() => null),
    );
  });

  it('stands in no log and in no answer, and wakes nobody [R100]', () => {
    const { kim, anna, bench } = room();
    const before = [anna.opened(key(1)), bench.wakeAt];
    types(kim);
    heard(anna);
    const after = anna.opened(key(1));
    assert.deepEqual([{ ...after, ask: 0 }, bench.wakeAt], [{ ...(before[0] as typeof after), ask: 0 }, before[1]]);
    assert.deepEqual(kim.frames.filter(({ type }) => type === 'error'), []);
  });

  it('is heard of one participant as often as commands are; what is more is passed over in silence [R103]', () => {
    const { kim, anna, ben, bench } = room({ rate: { perSecond: 2, burst: 10 } });
    const second = bench.customer('kim');
    for (let i = 0; i < 50; i++) types(i % 2 ? kim : second);
    assert.equal(heard(anna).length, 10);
    types(anna);
    assert.equal(heard(ben).filter((who) => who === 'anna').length, 1, 'nobody else is slowed down');
    bench.pass(2_000);
    for (let i = 0; i < 50; i++) types(kim);
    assert.equal(heard(anna).length, 4);
    assert.deepEqual(kim.frames.filter(({ type }) => type === 'error'), []);
    assert.ok(kim.must({ type: 'message', key: key(1), text: 'I am still here' }).ok, 'and may write as ever');
  });

  it('is heard before each of many short messages [R103]', () => {
    const { kim, anna } = room({ rate: deskDefaults.rate });
    for (let n = 1; n <= 20; n++) {
      types(kim);
      kim.must({ type: 'message', key: key(1), text: `One more: ${String(n)}` });
    }
    assert.equal(heard(anna).length, 20);
  });

  it('ends with the right to be here [R74]', () => {
    const { kim, anna, ben, bench } = room();
    const cleo = bench.technician('cleo');
    cleo.must({ type: 'set-technician', id: 'ben', enabled: false });
    types(kim);
    assert.deepEqual([ben.closed, heard(ben), heard(anna)], ['forbidden', [], ['Kim Muster']]);
  });
});
