// What one who floods, and one who takes nothing, cost the others: the time from a command to its answer. `npm run bench`.
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { device, hello, newKey, newSecret, openRaw, type RawDesk } from '../support/raw-desk.ts';
import { cell, median, pause, quantile, verdictOf } from './figures.ts';
import { serve } from './served.ts';
import { missedAnAim } from './verdict.ts';

const company = 'house';
const people = 20;
/** Each says something this often, milliseconds; so many times in one measurement. */
const every = 100;
const times = 60;
const flood = 1_000;
/** Of a flooder: milliseconds. Of a reader who takes nothing: times as long as without. */
const aims = { flooded: 250, slowed: 2 };

interface Person {
  readonly desk: RawDesk;
  readonly lane: string;
  readonly key: string;
  n: number;
}

const server = await serve({ companies: { [company]: 0 }, limits: { perSecond: 10, burst: 40 } });

async function arrive(): Promise<Person> {
  const desk = await openRaw(server.origin, company, hello({ secret: newSecret() }));
  await desk.hear(({ type }) => type === 'welcome');
  const person: Person = { desk, lane: newKey(), key: newKey(), n: 0 };
  await tell(person, { type: 'submit', key: person.key, name: 'Neighbour', email: 'n@example.com', description: 'One of many.', metadata: {} });
  return person;
}

/** Milliseconds until it is answered, which is once it is on disk. */
async function tell(person: Person, command: object): Promise<number> {
  person.n += 1;
  const { n } = person;
  const began = performance.now();
  person.desk.send({ type: 'command', lane: person.lane, n, command });
  await person.desk.hear((frame) => frame.type === 'answer' && frame['n'] === n);
  const took = performance.now() - began;
  if (n % 20 === 0) person.desk.send({ type: 'sync', lanes: [{ id: person.lane, answered: n }], streams: {}, rev: 0 });
  return took;
}

async function spoken(those: readonly Person[]): Promise<readonly number[]> {
  const all = await Promise.all(
    those.map(async (person) => {
      await pause(Math.random() * every);
      const taken: number[] = [];
      for (let time = 0; time < times; time++) {
        const next = pause(every);
        taken.push(await tell(person, { type: 'message', key: person.key, text: `Line ${String(time)}` }));
        await next;
      }
      return taken;
    }),
  );
  return all.flat();
}

/** Sends commands as fast as agreed, whatever becomes of them; the function ends it and says how many they were. */
async function flooding(): Promise<() => number> {
  const person = await arrive();
  let sent = 0;
  const ended = new AbortController();
  void (async () => {
    const began = performance.now();
    while (!ended.signal.aborted) {
      for (const due = ((performance.now() - began) / 1_000) * flood; sent < due; sent++) {
        person.n += 1;
        person.desk.send({ type: 'command', lane: person.lane, n: person.n, command: { type: 'message', key: person.key, text: 'Flood' } });
      }
      await pause(4);
    }
    person.desk.close();
  })();
  return () => {
    ended.abort();
    return sent;
  };
}

/** Technicians who have asked for the list of what happens and read nothing of it any more, each on a socket that takes no bytes. */
async function mute(count: number): Promise<() => void> {
  const { port } = new URL(server.origin);
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index++) {
    const socket = connect(Number(port), 'localhost');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(`GET /desks/${company}/socket HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    const say = (frame: object): void => {
      const body = Buffer.from(JSON.stringify(frame));
      const mask = randomBytes(4);
      const head = body.length < 126 ? Buffer.from([0x81, 0x80 | body.length]) : Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 255]);
      socket.write(Buffer.concat([head, mask, body.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]));
    };
    say({ type: 'hello', version: 'desk/1', role: 'technician', token: await server.token('anna', company), device, lanes: [] });
    say({ type: 'query', ask: 1, view: 'all', sort: 'submitted', direction: 'descending', mine: false, limit: 50 });
    socket.pause();
    sockets.push(socket);
  }
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

let missed = 0;
const judge = (good: boolean): string => {
  if (!good) missed += 1;
  return verdictOf(good);
};
try {
  const those = await Promise.all(Array.from({ length: people }, arrive));
  await spoken(those);
  const alone = await spoken(those);
  const end = await flooding();
  const flooded = await spoken(those);
  const sent = end();
  await pause(2_000);
  const again = await spoken(those);
  const free = await mute(5);
  const slowed = await spoken(those);
  free();
  const line = (what: string, taken: readonly number[], more = ''): void => console.log(`${what.padEnd(44)}${cell(median(taken).toFixed(1), 8)}${cell(quantile(taken, 0.95).toFixed(1), 8)}${more}`);
  console.log(`\n${String(people)} people who each say something every ${String(every)} ms: milliseconds from a command to its answer`);
  console.log(`${''.padEnd(44)}${cell('median', 8)}${cell('p95', 8)}`);
  line('by themselves', alone);
  line(`beside one who sends ${(sent / ((times * every) / 1_000)).toFixed(0)} commands a second`, flooded, `   p95 at most ${String(aims.flooded)}   ${judge(quantile(flooded, 0.95) <= aims.flooded)}`);
  line('by themselves again', again);
  line('beside five technicians who read nothing', slowed, `   p95 at most ${String(aims.slowed)} times   ${judge(quantile(slowed, 0.95) <= aims.slowed * quantile(again, 0.95))}`);
  for (const { desk } of those) desk.close();
  if (missed > 0) process.exitCode = missedAnAim;
} finally {
  server.stop();
}
