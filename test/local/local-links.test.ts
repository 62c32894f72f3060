import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LocalLinks } from '../../src/local/local-links.ts';

/** Of what is due, the latest goes first: what a browser may do with timers of the same delay. */
function contraryClock() {
  const due: (() => void)[] = [];
  const clock = {
    now: () => 0,
    after: (_ms: number, callback: () => void) => {
      due.push(callback);
      return () => undefined;
    },
  };
  const run = async () => {
    for (let work = due.pop(); work; work = due.pop()) {
      work();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { clock, run };
}

describe('A link inside the page', () => {
  it('carries what is sent in its order, both ways, whatever the order of timers', async () => {
    const { clock, run } = contraryClock();
    const up: string[] = [];
    const down: string[] = [];
    const host = {
      accept: ({ send }: { send(text: string): void }) => ({
        message: (text: string) => {
          up.push(text);
          send(`${text}, first`);
          send(`${text}, second`);
        },
        arrived: () => undefined,
        closed: () => undefined,
        waiting: 0,
      }),
    };
    const links = new LocalLinks(clock, 0, () => Promise.resolve(host));
    const link = links.open('acme', { opened: () => undefined, message: (text) => down.push(text), closed: () => undefined });
    await run();
    link.send('a');
    link.send('b');
    await run();
    assert.deepEqual(up, ['a', 'b']);
    assert.deepEqual(down, ['a, first', 'a, second', 'b, first', 'b, second']);
  });
});
