import { isSupportError } from '../client/errors.ts';
import type { LogEntry } from '../domain/events.ts';
import type { Answer, Command } from '../protocol/frames.ts';
import { equal } from './expect.ts';
import type { FrameLink } from './frame-link.ts';
import type { Check, Links } from './server-team-contract.ts';

const kim = 'a1'.repeat(32);
const eve = 'e5'.repeat(32);
const [key, otherKey, lane, otherLane, thirdLane] = ['b2', 'b3', 'c4', 'c5', 'c6'].map((pair) => pair.repeat(16)) as [string, string, string, string, string];
const hush = 'not for customers';

const submit = (of = key): Command => ({ type: 'submit', key: of, name: 'Kim', email: 'kim@example.com', description: 'It does not work', metadata: {} });
const text = (content: string, fileName: string) => new File([content], fileName);

function refusal(answer: Answer): string {
  return answer.ok ? 'ok' : answer.code;
}

type Shared = readonly [seq: number, name: string];

/** Which file each entry shares; what shares none has no name. */
function sharedIn(entries: readonly LogEntry[]): readonly Shared[] {
  return entries.map(({ seq, event }): Shared => [seq, event.type === 'file' ? event.file.name : '']);
}

/** Reads the files of a request, page after page, until there are no more on that side. */
async function filesOf(link: FrameLink, way: 'after' | 'before', from: number): Promise<readonly Shared[]> {
  let read: readonly Shared[] = [];
  for (let ask = 1, seq = from, more = true; more; ask++) {
    const before = link.received.length;
    await link.say({ type: 'page', ask, key, only: 'files', ...(way === 'after' ? { after: seq } : { before: seq }) });
    const page = await link.next('page', (frame) => frame.ask === ask, before);
    const part = sharedIn(page.entries);
    read = way === 'after' ? [...read, ...part] : [...part, ...read];
    more = page.more === true;
    const last = way === 'after' ? part.at(-1) : part[0];
    if (more && !last) throw new Error('more is promised behind an empty page');
    seq = last?.[0] ?? seq;
  }
  return read;
}

/** What the server contract asks of files. */
export function files(check: Check, { customer, technician }: Links): void {
  check('goes up, is shared, and is fetched by a ticket [R64]', async (server) => {
    const { transport } = server;
    const mine = await customer(server);
    await mine.command(lane, 1, submit());
    const file = await transport.upload('acme', text('one\ntwo\n', 'log.txt'), { role: 'customer', secret: kim }, {});
    equal(refusal(await mine.command(lane, 2, { type: 'share-file', key, file })), 'ok', 'shared');
    await mine.say({ type: 'ticket', ask: 1, key, file });
    const { url } = await mine.next('ticket');
    const address = /^(?:blob|data|https?):/.test(url) ? url : new URL(url, transport.origin).href;
    equal(await (await fetch(address)).text(), 'one\ntwo\n', 'content');
    mine.end();
  });

  check('is shared by its sender alone, and once [R64]', async (server) => {
    const mine = await customer(server);
    const other = await customer(server, eve);
    await mine.command(lane, 1, submit());
    await other.command(otherLane, 1, submit(otherKey));
    const file = await server.transport.upload('acme', text('mine', 'mine.txt'), { role: 'customer', secret: kim }, {});
    equal(refusal(await other.command(otherLane, 2, { type: 'share-file', key: otherKey, file })), 'no_such_file', 'by another');
    equal(refusal(await mine.command(lane, 2, { type: 'share-file', key, file })), 'ok', 'by its sender');
    mine.end();
    other.end();
  });

  check('of a kind that is not allowed, or not what its name says, is refused', async ({ transport }) => {
    for (const refused of [text('MZ', 'setup.exe'), text('no picture', 'photo.png'), text('', 'empty.txt')]) {
      const error: unknown = await transport.upload('acme', refused, { role: 'customer', secret: kim }, {}).then(() => null, (reason: unknown) => reason);
      equal(isSupportError(error) && error.code, 'file_refused', refused.name);
    }
  });

  check('without credentials is refused', async ({ transport }) => {
    const error: unknown = await transport.upload('acme', text('x', 'a.txt'), { role: 'technician', token: 'a.b.c' }, {}).then(() => null, (reason: unknown) => reason);
    equal(isSupportError(error) && error.code, 'unauthorised', 'code');
  });

  check('is found among all that were shared, in either direction, a page at a time to the end [R140]', async (server) => {
    const [mine, anna, ben] = [await customer(server), await technician(server, 'anna'), await technician(server, 'ben')];
    await mine.command(lane, 1, submit());
    for (const [n, command] of ([{ type: 'assign', key }, { type: 'join-chat', key }, { type: 'invite', key, technician: 'ben' }] as const).entries()) {
      equal(refusal(await anna.command(otherLane, n + 1, command)), 'ok', command.type);
    }
    equal(refusal(await ben.command(thirdLane, 1, { type: 'join-chat', key })), 'ok', 'a guest');
    // Three send by turns, so that none is asked to go slower; between the files stand words.
    const senders = [
      { link: mine, in: lane, said: 1, credentials: { role: 'customer', secret: kim } },
      { link: anna, in: otherLane, said: 3, credentials: { role: 'technician', token: await server.token('anna') } },
      { link: ben, in: thirdLane, said: 1, credentials: { role: 'technician', token: await server.token('ben') } },
    ] as const;
    const said = senders.map((sender) => sender.said as number);
    const shared: Shared[] = [];
    for (let i = 0; i < 52; i++) {
      const turn = i % senders.length;
      const { link, in: its, credentials } = senders[turn] as (typeof senders)[number];
      const send = async (command: Command): Promise<number> => {
        said[turn] = (said[turn] ?? 0) + 1;
        const answer = await link.command(its, said[turn], command);
        equal(refusal(answer), 'ok', command.type);
        return (answer.ok && answer.seq) || 0;
      };
      const fileName = `part-${String(i)}.txt`;
      if (i % 20 === 0) await send({ type: 'message', key, text: `What follows begins with ${fileName}` });
      shared.push([await send({ type: 'share-file', key, file: await server.transport.upload('acme', text(fileName, fileName), credentials, {}) }), fileName]);
    }
    const end = (shared.at(-1)?.[0] ?? 0) + 1;
    equal(await filesOf(mine, 'after', 0), shared, 'from the beginning');
    equal(await filesOf(anna, 'before', end), shared, 'from the end, to a technician');
    equal(await filesOf(mine, 'after', shared[9]?.[0] ?? 0), shared.slice(10), 'after one of them');
    equal(await filesOf(mine, 'before', shared[9]?.[0] ?? 0), shared.slice(0, 9), 'before one of them');
    equal(await filesOf(mine, 'after', end - 1), [], 'after the last');
    for (const link of [mine, anna, ben]) link.end();
  });

  check('of a request is listed with nothing else: no words, no note, no file that was not shared there [R65, R90, R140]', async (server) => {
    const [mine, anna] = [await customer(server), await technician(server, 'anna')];
    const upload = (fileName: string) => server.transport.upload('acme', text(fileName, fileName), { role: 'customer', secret: kim }, {});
    await mine.command(lane, 1, submit());
    await mine.command(lane, 2, submit(otherKey));
    equal(await filesOf(mine, 'after', 0), [], 'none yet');
    await upload('kept-back.txt');
    const [here, there] = [await upload('here.txt'), await upload('there.txt')];
    await anna.command(otherLane, 1, { type: 'assign', key });
    equal(refusal(await anna.command(otherLane, 2, { type: 'note', key, text: hush })), 'ok', 'noted');
    const answer = await mine.command(lane, 3, { type: 'share-file', key, file: here });
    equal(refusal(await mine.command(lane, 4, { type: 'share-file', key: otherKey, file: there })), 'ok', 'in another request');
    // Messages alone can be deleted: what was shared stays.
    equal(refusal(await mine.command(lane, 5, { type: 'delete', key, of: (answer.ok && answer.seq) || 0 })), 'no_such_message', 'deleted');
    for (const link of [mine, anna]) equal(await filesOf(link, 'after', 0), [[answer.ok && answer.seq, 'here.txt']], 'listed');
    equal(JSON.stringify(mine.received).includes(hush), false, 'what the customer was sent');
    // There is no such question about notes: who asks it is told so, and nothing else.
    await mine.say(JSON.stringify({ type: 'page', ask: 90, key, stream: 'internal', only: 'files', after: 0 }));
    equal(await mine.closed, 4400, 'of notes');
    anna.end();
  });

  check('is listed for nobody else: not another customer, not another company [R40, R140]', async (server) => {
    const [mine, other] = [await customer(server), await customer(server, eve)];
    const carla = await technician(server, 'carla', 'globex');
    await mine.command(lane, 1, submit());
    const file = await server.transport.upload('acme', text('mine', 'mine.txt'), { role: 'customer', secret: kim }, {});
    equal(refusal(await mine.command(lane, 2, { type: 'share-file', key, file })), 'ok', 'shared');
    for (const stranger of [other, carla]) {
      await stranger.say({ type: 'page', ask: 1, key, only: 'files', after: 0 });
      await stranger.settled();
      equal(stranger.received.filter(({ type }) => type === 'error' || type === 'page'), [{ type: 'error', ask: 1, code: 'not_found' }], 'a stranger');
      equal(JSON.stringify(stranger.received).includes('mine.txt'), false, 'what a stranger was sent');
      stranger.end();
    }
    mine.end();
  });
}
