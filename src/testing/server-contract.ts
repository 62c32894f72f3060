import type { Transport } from '../client/transport.ts';
import type { Answer, Command } from '../protocol/frames.ts';
import { equal, type TestFramework } from './expect.ts';
import { FrameLink } from './frame-link.ts';
import { files } from './server-file-contract.ts';
import { team } from './server-team-contract.ts';

/**
 * A server under test, as a client reaches it. It has the companies `acme`, with the technicians anna and ben, and `globex`, with
 * carla; all of them are Available, and nobody has asked anything yet.
 */
export interface ServerUnderTest {
  readonly transport: Transport;
  /** A good token of a technician, for the companies they work for. */
  token(technician: 'anna' | 'ben' | 'carla'): string | Promise<string>;
  close(): void | Promise<void>;
}

const kim = 'a1'.repeat(32);
const eve = 'e5'.repeat(32);
const [key, otherKey, lane, otherLane] = ['b2', 'b3', 'c4', 'c5'].map((pair) => pair.repeat(16)) as [string, string, string, string];

const submit = (of = key): Command => ({ type: 'submit', key: of, name: 'Kim', email: 'kim@example.com', description: 'It does not work', metadata: {} });
const say = (text: string): Command => ({ type: 'message', key, text });

function refusal(answer: Answer): string {
  return answer.ok ? 'ok' : answer.code;
}

/** What every host of desks does, whatever carries its frames. Rules are those of docs/protocol.md. */
export function serverContract(name: string, make: () => ServerUnderTest | Promise<ServerUnderTest>, { describe, it }: TestFramework): void {
  const check = (what: string, run: (server: ServerUnderTest) => Promise<void>): void => {
    it(what, async () => {
      const server = await make();
      try {
        await run(server);
      } finally {
        await server.close();
      }
    });
  };

  const customer = async ({ transport }: ServerUnderTest, secret = kim): Promise<FrameLink> => {
    const link = new FrameLink(transport, 'acme');
    await link.hello({ secret });
    return link;
  };
  const technician = async (server: ServerUnderTest, who: 'anna' | 'ben' | 'carla', company = 'acme'): Promise<FrameLink> => {
    const link = new FrameLink(server.transport, company);
    await link.hello({ token: await server.token(who) });
    return link;
  };

  describe(`server contract: ${name}`, () => {
    describe('a connection', () => {
      for (const [what, text, code] of [
        ['no JSON', '{', 4400],
        ['an unknown type', '{"type":"dance"}', 4400],
        ['a known type of another shape', '{"type":"open","ask":-1}', 4400],
        ['65 KiB', JSON.stringify({ type: 'leave', key: 'x'.repeat(65 * 1024) }), 4400],
        ['another version', JSON.stringify({ type: 'hello', version: 'desk/0' }), 4426],
        ['anything but a hello', JSON.stringify({ type: 'leave', key }), 4408],
        ['a customer without a secret', '{"type":"hello","version":"desk/1","role":"customer","device":{"userAgent":"","platform":"","touchPoints":0},"lanes":[]}', 4400],
        ['a technician without a token', '{"type":"hello","version":"desk/1","role":"technician","device":{"userAgent":"","platform":"","touchPoints":0},"lanes":[]}', 4401],
        ['a forged token', '{"type":"hello","version":"desk/1","role":"technician","token":"a.b.c","device":{"userAgent":"","platform":"","touchPoints":0},"lanes":[]}', 4401],
      ] as const) {
        check(`that begins with ${what} ends with ${String(code)} [R1, R2, R4]`, async ({ transport }) => {
          const link = new FrameLink(transport, 'acme');
          await link.say(text);
          equal(await link.closed, code, 'code');
        });
      }

      check('to an unknown company ends with 4404 [R7]', async ({ transport }) => {
        equal(await new FrameLink(transport, 'initech').closed, 4404, 'code');
      });

      check('of another company’s technician ends with 4401 or 4403, before anything is said to it [R4]', async (server) => {
        const link = new FrameLink(server.transport, 'acme');
        await link.say({ type: 'hello', version: 'desk/1', role: 'technician', token: await server.token('carla'), device: { userAgent: '', platform: '', touchPoints: 0 }, lanes: [] });
        equal([4401, 4403].includes(await link.closed), true, 'refused');
        equal(link.received, [], 'nothing was said');
      });

      check('ends with 4400 at a second hello [R2]', async (server) => {
        const link = await customer(server);
        await link.hello({ secret: kim }).catch(() => undefined);
        equal(await link.closed, 4400, 'code');
      });

      check('hears pong to ping, also before its hello [R6]', async ({ transport }) => {
        const link = new FrameLink(transport, 'acme');
        await link.settled();
        await link.hello({ secret: kim });
        await link.settled();
        link.end();
      });

      check('is welcomed as who it is, with the company’s settings [R5]', async (server) => {
        const link = new FrameLink(server.transport, 'acme');
        const { me, settings, lanes, answers } = await link.hello({ secret: kim }, [{ id: lane, answered: 0 }]);
        equal({ me, lanes, answers }, { me: { role: 'customer' }, lanes: [{ id: lane, seen: 0 }], answers: [] }, 'welcome');
        equal({ company: settings.company, live: settings.live }, { company: 'acme', live: false }, 'settings');
        equal(await server.transport.settings('acme'), settings, 'settings without a connection');
        link.end();
      });
    });

    describe('a lane', () => {
      check('gives the same answer again, and does nothing twice [R12]', async (server) => {
        const link = await customer(server);
        const first = await link.command(lane, 1, submit());
        equal(refusal(first), 'ok', 'submitted');
        await link.command(lane, 2, say('Hello'));
        equal(await link.command(lane, 1, submit()), first, 'again');
        await link.say({ type: 'open', ask: 1, request: key, after: 0 });
        const { entries } = await link.next('opened');
        equal(
          entries.map(({ seq, event }) => [seq, event.type]),
          [
            [1, 'submitted'],
            [2, 'message'],
          ],
          'log',
        );
        link.end();
      });

      check('says where to go on when a number is skipped [R13]', async (server) => {
        const link = await customer(server);
        await link.say({ type: 'command', lane, n: 3, command: submit() });
        equal(await link.next('lane'), { type: 'lane', id: lane, seen: 0 }, 'lane');
        link.end();
      });

      check('goes on after a permanent refusal, which leaves nothing behind [R14, R15]', async (server) => {
        const link = await customer(server);
        equal(refusal(await link.command(lane, 1, { ...submit(), type: 'submit', name: ' ', key } as Command)), 'invalid', 'no name');
        const made = await link.command(lane, 2, submit());
        equal(made.ok && { seq: made.seq, number: made.number }, { seq: 1, number: 1 }, 'the first number is not used up');
        link.end();
      });

      check('gives after a reconnect the answers that were missed, refusals included [R16]', async (server) => {
        const before = await customer(server);
        const answers = [await before.command(lane, 1, submit()), await before.command(lane, 2, submit()), await before.command(lane, 3, say('Hello'))];
        before.end();
        const after = new FrameLink(server.transport, 'acme');
        const welcome = await after.hello({ secret: kim }, [{ id: lane, answered: 1 }]);
        equal(welcome.lanes, [{ id: lane, seen: 3 }], 'lanes');
        equal(welcome.answers, answers.slice(1), 'answers');
        after.end();
      });

      check('of another principal ends the connection with 4409 [R10]', async (server) => {
        const mine = await customer(server);
        await mine.command(lane, 1, submit());
        const other = await customer(server, eve);
        await other.say({ type: 'command', lane, n: 2, command: say('Hello') });
        equal(await other.closed, 4409, 'code');
        mine.end();
      });

      check('is decided in the order in which it was sent, however fast', async (server) => {
        const link = await customer(server);
        await link.command(lane, 1, submit());
        for (let n = 2; n <= 21; n++) await link.say({ type: 'command', lane, n, command: say(String(n)) });
        await link.next('answer', ({ n }) => n === 21);
        await link.say({ type: 'open', ask: 1, request: key, after: 0 });
        const { entries } = await link.next('opened');
        equal(
          entries.flatMap(({ event }) => (event.type === 'message' ? Number(event.text) : [])),
          Array.from({ length: 20 }, (_, i) => i + 2),
          'order',
        );
        link.end();
      });
    });

    describe('technicians of one company', () => {
      team(check, { customer, technician });
    });

    describe('a request', () => {
      check('is heard of by who has it open, entry by entry, without a gap [R20, R21]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await mine.command(lane, 1, submit());
        await anna.say({ type: 'open', ask: 1, request: 1, after: 0 });
        equal((await anna.next('opened')).entries.length, 1, 'what there was');
        await anna.command(otherLane, 1, { type: 'assign', key });
        await anna.command(otherLane, 2, { type: 'join-chat', key });
        await mine.command(lane, 2, say('Hello'));
        await anna.next('event', ({ entry }) => entry.seq === 4);
        const heard = anna.received.flatMap((frame) => (frame.type === 'event' ? [[frame.entry.seq, frame.entry.event.type]] : []));
        equal(
          heard,
          [
            [2, 'assigned'],
            [3, 'joined'],
            [4, 'message'],
          ],
          'heard',
        );
        mine.end();
        anna.end();
      });

      check('waits for a chat if somebody is there, and is an offline one if not [R52, R53]', async (server) => {
        const mine = await customer(server);
        await mine.command(lane, 1, submit());
        const anna = await technician(server, 'anna');
        await mine.next('settings', ({ settings }) => settings.live);
        await mine.command(lane, 2, submit(otherKey));
        await mine.say({ type: 'open', ask: 1, request: key, after: 0 });
        await mine.say({ type: 'open', ask: 2, request: otherKey, after: 0 });
        equal((await mine.next('opened', ({ ask }) => ask === 1)).state.chat, 'none', 'filed while nobody was there');
        equal((await mine.next('opened', ({ ask }) => ask === 2)).state.chat, 'waiting', 'filed while live');
        mine.end();
        anna.end();
      });

      check('of a stranger is as missing as one that never was, to read and to act on [R40]', async (server) => {
        const mine = await customer(server);
        await mine.command(lane, 1, submit());
        const other = await customer(server, eve);
        for (const [ask, request] of [key, otherKey].entries()) {
          await other.say({ type: 'open', ask, request, after: 0 });
          equal(await other.next('error', (error) => error.ask === ask), { type: 'error', ask, code: 'not_found' }, 'open');
          equal(refusal(await other.command(otherLane, ask + 1, { type: 'message', key: request, text: 'Hello' })), 'not_found', 'write');
        }
        await other.say({ type: 'open', ask: 9, request: 1, after: 0 });
        equal((await other.next('error', ({ ask }) => ask === 9)).code, 'not_found', 'by number');
        await other.say({ type: 'query', ask: 10, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 10 });
        const rows = await other.next('rows');
        equal({ rows: rows.rows, all: rows.counts.all }, { rows: [], all: 0 }, 'lists [R35]');
        mine.end();
        other.end();
      });

      check('is not there for another company’s technician [R40]', async (server) => {
        const mine = await customer(server);
        await mine.command(lane, 1, submit());
        const carla = await technician(server, 'carla', 'globex');
        await carla.say({ type: 'open', ask: 1, request: key, after: 0 });
        equal((await carla.next('error')).code, 'not_found', 'open');
        equal(refusal(await carla.command(otherLane, 1, { type: 'assign', key })), 'not_found', 'assign');
        mine.end();
        carla.end();
      });

      check('goes to the first who assigns it; the other hears who has it [R42]', async (server) => {
        const [mine, anna, ben] = [await customer(server), await technician(server, 'anna'), await technician(server, 'ben')];
        await mine.command(lane, 1, submit());
        equal(refusal(await anna.command(lane.replaceAll('c', 'd'), 1, { type: 'assign', key })), 'ok', 'first');
        const second = await ben.command(otherLane, 1, { type: 'assign', key });
        equal(refusal(second), 'someone_elses', 'second');
        equal(!second.ok && typeof second.technician === 'string' && second.technician !== '', true, 'says who');
        equal(refusal(await ben.command(otherLane, 2, { type: 'close', key, outcome: 'resolved' })), 'someone_elses', 'close');
        for (const link of [mine, anna, ben]) link.end();
      });

      check('is acted on by the table alone [R41]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await mine.command(lane, 1, submit());
        const answers: string[] = [];
        for (const [i, command] of ([say('too early'), { type: 'assign', key }, say('still too early'), { type: 'join-chat', key }, say('Hello'), { type: 'withdraw', key }] as const).entries()) {
          answers.push(refusal(await anna.command(otherLane, i + 1, command)));
        }
        equal(answers.slice(0, 5), ['not_assigned', 'ok', 'join_first', 'ok', 'ok'], 'technician');
        equal(answers[5] === 'ok', false, 'a technician withdraws nothing');
        equal(refusal(await mine.command(lane, 2, { type: 'assign', key })) === 'ok', false, 'a customer assigns nothing');
        equal(refusal(await mine.command(lane, 3, { type: 'withdraw', key })), 'ok', 'withdraw');
        equal(refusal(await mine.command(lane, 4, say('too late'))), 'completed', 'completed');
        mine.end();
        anna.end();
      });

      check('reads otherwise once its author has edited or deleted a message, and says nothing more of what is gone [R90, R91, R92]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await mine.command(lane, 1, submit());
        await mine.command(lane, 2, say('one'));
        await mine.command(lane, 3, say('two'));
        equal(refusal(await mine.command(lane, 4, { type: 'edit', key, of: 2, text: 'better' })), 'ok', 'edit');
        equal(refusal(await mine.command(lane, 5, { type: 'delete', key, of: 3 })), 'ok', 'delete');
        equal(refusal(await mine.command(lane, 6, { type: 'edit', key, of: 3, text: 'three' })), 'no_such_message', 'what is deleted stays so');
        equal(refusal(await mine.command(lane, 7, { type: 'delete', key, of: 1 })), 'no_such_message', 'the description is no message');
        await anna.say({ type: 'open', ask: 1, request: key, after: 0 });
        const { entries } = await anna.next('opened');
        const [author] = entries.flatMap(({ event }) => (event.type === 'message' ? [event.author] : []));
        const at = (seq: number) => ({ seq, at: entries[seq - 1]?.at });
        equal(
          entries.slice(1).map(({ event }) => event),
          [
            { type: 'message', author, text: 'better', edited: at(4) },
            { type: 'message', author, text: '', deleted: at(5) },
            { type: 'edited', author, of: 2, text: 'better' },
            { type: 'deleted', author, of: 3 },
          ],
          'log',
        );
        mine.end();
        anna.end();
      });

      check('shows each side how far the other has got [R50]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await mine.command(lane, 1, submit());
        await mine.say({ type: 'open', ask: 1, request: key, after: 0 });
        await mine.next('opened');
        await anna.say({ type: 'open', ask: 1, request: key, after: 0 });
        await anna.next('opened');
        await anna.say({ type: 'position', key, delivered: 99, read: 1 });
        const { positions } = await mine.next('positions');
        equal(positions.technician, { delivered: 1, read: 1 }, 'never past the head');
        mine.end();
        anna.end();
      });
    });

    describe('a list', () => {
      check('gains a row by itself, and loses it when it is no longer part [R30, R31]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await anna.say({ type: 'query', ask: 7, view: 'new', mine: false, sort: 'submitted', direction: 'ascending', limit: 10 });
        equal((await anna.next('rows')).rows, [], 'empty');
        await mine.command(lane, 1, submit());
        const come = await anna.next('row', (row) => row.in.length > 0);
        equal({ key: come.key, asks: come.in.map(({ ask }) => ask), new: come.counts.new }, { key, asks: [7], new: 1 }, 'row');
        await anna.command(otherLane, 1, { type: 'assign', key });
        const gone = await anna.next('row', (row) => row.in.length === 0);
        equal({ key: gone.key, counts: gone.counts }, { key, counts: { all: 1, new: 0, active: 1, completed: 0, mine: 1 } }, 'gone');
        mine.end();
        anna.end();
      });

      check('has nothing new for who is not Available [R34]', async (server) => {
        const [mine, anna] = [await customer(server), await technician(server, 'anna')];
        await mine.command(lane, 1, submit());
        await anna.say({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'submitted', direction: 'ascending', limit: 10 });
        equal((await anna.next('rows')).rows.length, 1, 'Available');
        const before = anna.received.length;
        await anna.command(otherLane, 1, { type: 'set-availability', available: false });
        const rows = await anna.next('rows', () => true, before);
        equal({ rows: rows.rows, new: rows.counts.new }, { rows: [], new: 0 }, 'Unavailable');
        equal(refusal(await anna.command(otherLane, 2, { type: 'assign', key })), 'not_available', 'assign');
        mine.end();
        anna.end();
      });
    });

    describe('a file', () => {
      files(check, { customer, technician });
    });
  });
}
