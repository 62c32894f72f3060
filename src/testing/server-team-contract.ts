import type { Answer, Command } from '../protocol/frames.ts';
import { equal } from './expect.ts';
import type { FrameLink } from './frame-link.ts';
import type { ServerUnderTest } from './server-contract.ts';

/** One case of the contract, with a server of its own. */
export type Check = (what: string, run: (server: ServerUnderTest) => Promise<void>) => void;

/** How the server contract comes to its links. */
export interface Links {
  customer(server: ServerUnderTest, secret?: string): Promise<FrameLink>;
  technician(server: ServerUnderTest, who: 'anna' | 'ben' | 'carla', company?: string): Promise<FrameLink>;
}

const [key, otherKey, kims, annas, bens] = ['b2', 'b3', 'c4', 'c5', 'c6'].map((pair) => pair.repeat(16)) as [string, string, string, string, string];
const hush = 'not for customers';

function refusal(answer: Answer): string {
  return answer.ok ? 'ok' : answer.code;
}

/** Does commands one after the other and says which were not granted. */
async function refusals(link: FrameLink, lane: string, from: number, commands: readonly Command[]): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const [i, command] of commands.entries()) codes.push(refusal(await link.command(lane, from + i, command)));
  return codes.filter((code) => code !== 'ok');
}

/** What the server contract asks of technicians among themselves. */
export function team(check: Check, { customer, technician }: Links): void {
  /** Anna is in a chat with Kim about a request; Ben is there. */
  const chat = async (server: ServerUnderTest): Promise<{ kim: FrameLink; anna: FrameLink; ben: FrameLink; end: () => void }> => {
    const [kim, anna, ben] = [await customer(server), await technician(server, 'anna'), await technician(server, 'ben')];
    const filed = await refusals(kim, kims, 1, [{ type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'The printer is on fire', metadata: {} }]);
    equal(filed.concat(await refusals(anna, annas, 1, [{ type: 'assign', key }, { type: 'join-chat', key }])), [], 'a chat');
    return { kim, anna, ben, end: () => [kim, anna, ben].forEach((link) => link.end()) };
  };

  check('write notes that each of them reads and no customer does [R65, R66, R67]', async (server) => {
    const { kim, anna, ben, end } = await chat(server);
    await ben.say({ type: 'open-notes', ask: 1, key, after: 0 });
    equal(await ben.next('notes'), { type: 'notes', ask: 1, key, entries: [], head: 0 }, 'none yet');
    await kim.say({ type: 'open', ask: 1, request: key, after: 0 });
    await kim.next('opened');
    equal(await refusals(anna, annas, 3, [{ type: 'note', key, text: `${hush} 1` }, { type: 'transfer', key, to: 'ben', note: `${hush} 2` }]), [], 'written');
    const second = await ben.next('note', ({ entry }) => entry.seq === 2);
    equal([second.entry.event.text, second.entry.event.about], [`${hush} 2`, 'transfer'], 'with the transfer');
    await kim.say({ type: 'open-notes', ask: 2, key, after: 0 });
    equal((await kim.next('error', ({ ask }) => ask === 2)).code, 'not_found', 'a customer asks');
    await kim.say({ type: 'page', ask: 3, key, stream: 'internal', before: 9 });
    equal((await kim.next('error', ({ ask }) => ask === 3)).code, 'not_found', 'a customer pages');
    equal(refusal(await kim.command(kims, 2, { type: 'note', key, text: 'x' })), 'forbidden', 'a customer writes one');
    equal(JSON.stringify(kim.received).includes(hush), false, 'what the customer was sent');
    end();
  });

  check('give requests to each other, and to nobody else [R70]', async (server) => {
    const { anna, ben, end } = await chat(server);
    const wrong = ['anna', 'carla', 'nobody'].map((to): Command => ({ type: 'transfer', key, to }));
    equal(await refusals(anna, annas, 3, wrong), ['no_such_technician', 'no_such_technician', 'no_such_technician'], 'to nobody who could take it');
    equal(await refusals(anna, annas, 6, [{ type: 'transfer', key, to: 'ben' }]), [], 'to Ben');
    equal(await refusals(anna, annas, 7, [{ type: 'message', key, text: 'Hello' }]), ['someone_elses'], 'who had it');
    equal(await refusals(ben, bens, 1, [{ type: 'join-chat', key }, { type: 'message', key, text: 'Hello' }]), [], 'who has it now');
    end();
  });

  check('ask each other into a chat, where both write [R71]', async (server) => {
    const { kim, anna, ben, end } = await chat(server);
    await ben.say({ type: 'query', ask: 1, view: 'all', mine: true, sort: 'id', direction: 'ascending', limit: 10 });
    await ben.next('rows');
    equal(await refusals(anna, annas, 3, [{ type: 'invite', key, technician: 'ben' }]), [], 'asked');
    const invited = await ben.next('row', ({ row }) => row !== null);
    equal(invited.row?.guests.map(({ id, joined }) => [id, joined]), [['ben', false]], 'an invitation in the list');
    equal(await refusals(ben, bens, 1, [{ type: 'message', key, text: 'Too early' }, { type: 'join-chat', key }, { type: 'message', key, text: 'from Ben' }]), ['join_first'], 'the guest');
    equal(await refusals(anna, annas, 4, [{ type: 'message', key, text: 'from Anna' }]), [], 'the host');
    await kim.say({ type: 'open', ask: 1, request: key, after: 0 });
    const { entries } = await kim.next('opened');
    equal(entries.flatMap(({ event }) => (event.type === 'message' ? event.text : [])), ['from Ben', 'from Anna'], 'what the customer reads');
    equal(await refusals(ben, bens, 4, [{ type: 'leave-chat', key }, { type: 'leave-chat', key }]), ['not_guest'], 'leaving, once');
    end();
  });

  check('reopen what is completed [R72]', async (server) => {
    const { anna, ben, end } = await chat(server);
    equal(await refusals(anna, annas, 3, [{ type: 'close', key, outcome: 'resolved' }]), [], 'closed');
    equal(await refusals(ben, bens, 1, [{ type: 'reopen', key }, { type: 'reopen', key }]), ['not_completed'], 'reopened, once');
    await anna.say({ type: 'open', ask: 1, request: key, after: 0 });
    const { state } = await anna.next('opened');
    equal([state.status, state.technician?.id, state.outcome], ['active', 'ben', null], 'the request');
    end();
  });

  check('see who else looks at a request, until they are gone [R73]', async (server) => {
    const { anna, ben, kim, end } = await chat(server);
    await anna.say({ type: 'look', key });
    equal((await anna.next('viewers')).technicians, [], 'nobody else');
    await ben.say({ type: 'look', key });
    equal((await ben.next('viewers')).technicians.map(({ id }) => id), ['anna'], 'what Ben sees');
    await anna.next('viewers', ({ technicians }) => technicians[0]?.id === 'ben');
    const before = anna.received.length;
    ben.end();
    equal((await anna.next('viewers', () => true, before)).technicians, [], 'Ben is gone');
    equal(kim.received.some(({ type }) => type === 'viewers'), false, 'the customer hears of it');
    end();
  });

  check('see the customer type, and each other; nobody sees those who may not write [R100, R101]', async (server) => {
    const { kim, anna, ben, end } = await chat(server);
    for (const link of [kim, anna, ben]) {
      await link.say({ type: 'open', ask: 1, request: key, after: 0 });
      await link.next('opened');
    }
    await ben.say({ type: 'typing', key });
    await kim.say({ type: 'typing', key });
    equal((await ben.next('typing')).author, { role: 'customer', name: 'Kim' }, 'what Ben sees');
    await anna.say({ type: 'typing', key });
    await kim.next('typing');
    await ben.next('typing', ({ author }) => author.role === 'technician');
    const authors = (link: FrameLink) => link.received.flatMap((frame) => (frame.type !== 'typing' ? [] : 'id' in frame.author ? frame.author.id : 'Kim'));
    equal([authors(kim), authors(anna), authors(ben)], [['anna'], ['Kim'], ['Kim', 'anna']], 'all that was seen');
    end();
  });

  check('find requests by what stands in them, and those of the same customer [R36, R37]', async (server) => {
    const { kim, anna, end } = await chat(server);
    equal(await refusals(kim, kims, 2, [{ type: 'submit', key: otherKey, name: 'Kim', email: 'kim@example.com', description: 'A mouse', metadata: {} }]), [], 'another request');
    const find = async (ask: number, search: string): Promise<readonly number[]> => {
      await anna.say({ type: 'query', ask, view: 'all', mine: false, sort: 'id', direction: 'ascending', search, limit: 10 });
      return (await anna.next('rows', (rows) => rows.ask === ask)).rows.map(({ row }) => row.number);
    };
    equal([await find(1, 'PRINTER fire'), await find(2, 'kim@example'), await find(3, '#2'), await find(4, 'nothing')], [[1], [1, 2], [2], []], 'found');
    await anna.say({ type: 'earlier', ask: 5, key });
    equal((await anna.next('earlier')).rows.map(({ number }) => number), [2], 'of the same customer');
    end();
  });

  check('learn who works here, and change nobody without being an admin [R74, R76]', async (server) => {
    const { kim, anna, end } = await chat(server);
    await anna.say({ type: 'staff', ask: 1 });
    const { technicians } = await anna.next('staff');
    equal(technicians.filter(({ id }) => id === 'anna' || id === 'ben').map(({ enabled, connected }) => [enabled, connected]), [[true, true], [true, true]], 'the two of them');
    equal(technicians.some(({ id }) => id === 'carla'), false, 'another company’s');
    await kim.say({ type: 'staff', ask: 1 });
    equal((await kim.next('error')).code, 'forbidden', 'a customer asks');
    const { me } = await anna.next('welcome');
    if (me.role === 'technician' && me.staff !== 'admin') equal(await refusals(anna, annas, 3, [{ type: 'set-technician', id: 'ben', enabled: false }]), ['forbidden'], 'no admin');
    equal(await refusals(kim, kims, 2, [{ type: 'set-technician', id: 'ben', enabled: false }, { type: 'claim', code: 'e7'.repeat(32) }]), ['forbidden', 'claim_unknown'], 'a customer');
    end();
  });
}
