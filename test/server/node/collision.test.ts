import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customer, hex, submit, technician } from './frames.ts';
import { startServer, tokenOf } from './running-server.ts';

describe('three technicians who assign the same request at once, over real sockets', () => {
  it('are one who has it and two who are told who that is, for each of thirty requests at two companies [R42]', async (t) => {
    const names = { anna: 'Anna Berg', ben: 'Ben Okafor', cleo: 'Cleo Roth' };
    const technicians = Object.entries(names).map(([id, name]) => ({ id, name, available: true }));
    const limits = { rate: { perSecond: 1_000, burst: 1_000 } };
    const { url } = await startServer(t, { companies: { acme: { name: 'Acme', technicians, limits }, globex: { name: 'Globex', technicians, limits } } });
    for (const company of ['acme', 'globex']) {
      const kim = await customer(url, hex('kim', 64), company);
      const desks = await Promise.all(
        Object.keys(names).map(async (id) => ({ id, name: names[id as keyof typeof names], lane: hex(id), socket: await technician(url, await tokenOf(id, [company]), company) })),
      );
      for (let n = 0; n < 15; n++) {
        const key = hex(`key ${String(n)}`);
        await kim.command(hex('kims'), submit(key));
        // Another begins each time: whoever is first is so by chance, and all are there before the first is answered.
        const turn = n % desks.length;
        const order = [...desks.slice(turn), ...desks.slice(0, turn)];
        const answers = await Promise.all(order.map(async ({ name, lane, socket }) => ({ name, answer: await socket.command(lane, { type: 'assign', key }) })));
        const [winner, ...others] = answers.filter(({ answer }) => answer.ok);
        assert.ok(winner && others.length === 0, 'exactly one has it');
        const told = answers.flatMap(({ answer }) => (answer.ok ? [] : [[answer.code, answer.technician]]));
        assert.deepEqual(told, Array(2).fill(['someone_elses', winner.name]));
      }
      await Promise.all([kim, ...desks.map(({ socket }) => socket)].map((socket) => socket.close()));
    }
  });
});
