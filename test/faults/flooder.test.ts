import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inFlight } from '../../src/protocol/limits.ts';
import type { Input } from '../../src/server/core/ports.ts';
import { hex, submit } from '../server/node/frames.ts';
import { House, type Visitor } from '../server/host/house.ts';

const rate = { perSecond: 10, burst: 40 };
const key = hex('request');
const accepted = ({ frames }: Visitor) => frames.filter((frame) => frame.type === 'answer' && frame.ok).length;

/** Someone who files a request and then writes to it, one message a call. */
async function writer(house: House, name: string): Promise<{ visitor: Visitor; write(): void; n(): number }> {
  const visitor = await house.customer(hex(name, 64));
  let n = 1;
  visitor.says({ type: 'command', lane: hex(name), n, command: submit(hex(`request of ${name}`)) });
  await house.settle();
  const write = () => {
    n += 1;
    visitor.says({ type: 'command', lane: hex(name), n, command: { type: 'message', key: hex(`request of ${name}`), text: `${name} ${String(n)}` } });
  };
  return { visitor, write, n: () => n };
}

describe('Someone who floods a desk with 1,000 commands a second', () => {
  for (const [how, numbered] of [
    ['numbered on and on', true],
    ['the next one again and again', false],
  ] as const) {
    it(`gets 40 and then 10 a second of them, and others every one of theirs at once (${how}) [R45]`, async () => {
      const house = new House({ rate });
      const flooder = await house.customer(hex('flooder', 64));
      const lane = hex('flood');
      flooder.says({ type: 'command', lane, n: 1, command: submit(key) });
      const others = await Promise.all(['kim', 'lou', 'max'].map((name) => writer(house, name)));
      await house.settle();
      let n = 2;
      for (let passed = 0; passed < 10_000; passed += 10) {
        for (let burst = 0; burst < 10; burst++) {
          flooder.says({ type: 'command', lane, n, command: { type: 'message', key, text: 'flood' } });
          if (numbered) n += 1;
        }
        if (passed % 500 === 0) for (const { write } of others) write();
        await house.settle();
        for (const { visitor, n } of others) assert.equal(accepted(visitor), n(), 'answered before more time passed');
        if (!numbered || passed % 1_000 === 990) n = accepted(flooder) + 1;
        await house.pass(10);
      }
      const got = accepted(flooder);
      assert.ok(got <= rate.burst + 10 * rate.perSecond, `${String(got)} of them were taken`);
      // Saying the same again costs as much as saying more.
      if (numbered) assert.ok(got >= rate.burst + 8 * rate.perSecond, `${String(got)} of them were taken`);
      assert.deepEqual(house.faults, []);
    });
  }

  it('has no more than one step of theirs taken before another’s, however many wait [R45]', async () => {
    const taken: string[] = [];
    const names = new Map<string, string>();
    const house = new House({
      rate,
      planted: (inputs) => {
        for (const input of inputs as readonly Input[]) if (input.type === 'frame') taken.push(names.get(input.session) ?? '');
        // So slow that a turn is over after each step.
        house.now += 20;
      },
    });
    const flooder = await house.customer(hex('flooder', 64));
    names.set('connection 1', 'flooder');
    const { write } = await writer(house, 'kim');
    names.set('connection 2', 'kim');
    for (let n = 1; n <= 5_000; n++) flooder.says({ type: 'command', lane: hex('flood'), n, command: submit(key) });
    for (let turn = 0; turn < 20; turn++) {
      const before = taken.length;
      write();
      house.flush();
      const place = taken.slice(before).indexOf('kim');
      assert.ok(place >= 0 && place <= 1, `another came ${String(place)} places behind the flood`);
      assert.equal(taken.length - before, inFlight, 'and the step was full of it');
    }
    await house.settle();
  });
});
