import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customerActions, listedFor, next, possible, technicianActions, type Action } from '../../src/domain/lifecycle.ts';
import type { ChatStatus, Guest, RequestStatus, Technician } from '../../src/domain/request.ts';
import { allowedActions, verdict, type Actor } from '../../src/domain/verdicts.ts';
import { anna, ben } from './histories.ts';

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];
const chats: readonly ChatStatus[] = ['none', 'waiting', 'joined', 'ended'];

const invited = (technician: Technician): Guest => ({ ...technician, joined: false });
const joined = (technician: Technician): Guest => ({ ...technician, joined: true });

/** Every state that can come about, with nobody, Anna or Ben in charge, and one of them as a guest or none. */
const everyState = statuses
  .flatMap((status) =>
    chats.flatMap((chat) =>
      [null, anna, ben].flatMap((technician) =>
        [[], [invited(anna)], [joined(anna)], [joined(ben)]].map((guests) => ({ status, chat, technician, guests })),
      ),
    ),
  )
  .filter(possible);

type State = (typeof everyState)[number];

/** `active/joined/ben+anna?`: Ben has it, Anna is asked in. */
const nameOf = ({ status, chat, technician, guests }: State): string =>
  `${status}/${chat}/${technician?.id ?? 'nobody'}${guests.map((guest) => `+${guest.id}${guest.joined ? '' : '?'}`).join('')}`;

const me = (available = true, admin = false): Actor => ({ role: 'technician', id: anna.id, available, admin });
const customer: Actor = { role: 'customer' };

function stands(status: RequestStatus, chat: ChatStatus, technician: Technician | null, guests: readonly Guest[] = []): Parameters<typeof verdict>[0] {
  return { status, chat, technician, guests };
}

const offered = (request: (typeof everyState)[number], actor: Actor): string =>
  [...allowedActions(request, actor)].flatMap(([action, answer]) => (answer === true ? [action] : [])).join(' ');

/** The tables of the product description, written down a second time and another way: a line per state. */
const anna_may: Readonly<Record<string, string>> = {
  'new/none/nobody': 'assign note',
  'new/waiting/nobody': 'assign note',
  'new/ended/nobody': 'assign note',
  'active/none/anna': 'amend unassign transfer join-chat close note',
  'active/waiting/anna': 'amend unassign transfer join-chat close note',
  'active/joined/anna': 'amend unassign transfer write share-file invite end-chat close note',
  'active/joined/anna+ben': 'amend unassign transfer write share-file invite end-chat close note',
  'active/ended/anna': 'amend unassign transfer join-chat close note',
  'active/none/ben': 'note',
  'active/waiting/ben': 'note',
  'active/joined/ben': 'note',
  'active/joined/ben+anna?': 'join-chat leave-chat note',
  'active/joined/ben+anna': 'amend write share-file leave-chat note',
  'active/ended/ben': 'note',
  'completed/none/nobody': 'reopen note',
  'completed/ended/nobody': 'reopen note',
  'completed/none/anna': 'reopen note',
  'completed/ended/anna': 'reopen note',
  'completed/none/ben': 'reopen note',
  'completed/ended/ben': 'reopen note',
};

/** What being an admin adds: someone else's request can be taken away and given to another. */
const admin_may: Readonly<Record<string, string>> = {
  'active/none/ben': 'unassign transfer note',
  'active/waiting/ben': 'unassign transfer note',
  'active/joined/ben': 'unassign transfer note',
  'active/ended/ben': 'unassign transfer note',
};

const customer_may: Readonly<Record<string, string>> = {
  none: 'write amend share-file withdraw',
  waiting: 'write amend share-file withdraw',
  joined: 'write amend share-file end-chat withdraw',
  ended: 'write amend share-file withdraw',
};

const sorted = (words: string): string => words.split(' ').sort().join(' ');

describe('who may do what [R41]', () => {
  it('offers a technician what the product says, in every state there is', () => {
    assert.equal(everyState.length, Object.keys(anna_may).length);
    for (const request of everyState) {
      const name = nameOf(request);
      assert.equal(sorted(offered(request, me())), sorted(anna_may[name] ?? 'no such line'), name);
    }
  });

  it('lets an admin take someone else’s request away or give it on, and nothing more than others', () => {
    for (const request of everyState) {
      const name = nameOf(request);
      assert.equal(sorted(offered(request, me(true, true))), sorted(admin_may[name] ?? anna_may[name] ?? 'no such line'), name);
    }
  });

  it('offers a customer what the product says, whoever is in charge', () => {
    for (const request of everyState) {
      const expected = request.status === 'completed' ? 'rate' : (customer_may[request.chat] ?? 'no such line');
      assert.equal(sorted(offered(request, customer)), sorted(expected), `${request.status}/${request.chat}`);
    }
  });

  it('takes nothing but Assign and Reopen from a technician who is Unavailable', () => {
    for (const request of everyState) {
      const expected = offered(request, me()).split(' ').filter((action) => action !== 'assign' && action !== 'reopen');
      assert.equal(offered(request, me(false)), expected.join(' '));
    }
    assert.equal(verdict(stands('new', 'waiting', null), me(false), 'assign'), 'not_available');
    assert.equal(verdict(stands('completed', 'ended', ben), me(false), 'reopen'), 'not_available');
  });

  it('says why whatever is not offered is not', () => {
    const reasons: readonly (readonly [string, Parameters<typeof verdict>[0], Actor, Action, string])[] = [
      ['join before writing', stands('active', 'waiting', anna), me(), 'write', 'join_first'],
      ['join before sending files', stands('active', 'ended', anna), me(), 'share-file', 'join_first'],
      ['join before asking somebody in', stands('active', 'waiting', anna), me(), 'invite', 'join_first'],
      ['joined already', stands('active', 'joined', anna), me(), 'join-chat', 'already_joined'],
      ['mine already', stands('active', 'none', anna), me(), 'assign', 'already_assigned'],
      ['someone else was first [R42]', stands('active', 'none', ben), me(), 'assign', 'someone_elses'],
      ['nobody has it', stands('new', 'none', null), me(), 'join-chat', 'not_assigned'],
      ['nobody’s to give on', stands('new', 'none', null), me(), 'transfer', 'not_assigned'],
      ['what was said before it was given back', stands('new', 'waiting', null), me(), 'amend', 'not_assigned'],
      ['what was said before it was given away', stands('active', 'joined', ben), me(), 'amend', 'someone_elses'],
      ['what was said in an earlier chat, before joining this one', stands('active', 'joined', ben, [invited(anna)]), me(), 'amend', 'join_first'],
      ['what is over stays as it was said', stands('completed', 'ended', anna), customer, 'amend', 'completed'],
      ['nothing to end', stands('active', 'none', anna), me(), 'end-chat', 'no_chat'],
      ['whoever has it ends the chat, and does not leave it', stands('active', 'joined', anna), me(), 'leave-chat', 'not_guest'],
      ['asked in, but not there yet', stands('active', 'joined', ben, [invited(anna)]), me(), 'write', 'join_first'],
      ['a guest is there already', stands('active', 'joined', ben, [joined(anna)]), me(), 'join-chat', 'already_joined'],
      ['a guest gives nothing away', stands('active', 'joined', ben, [joined(anna)]), me(), 'transfer', 'someone_elses'],
      ['not even an admin, as a guest', stands('active', 'joined', ben, [joined(anna)]), me(true, true), 'transfer', 'someone_elses'],
      ['to be rated before its end', stands('active', 'ended', anna), customer, 'rate', 'not_completed'],
      ['open already', stands('active', 'none', anna), me(), 'reopen', 'not_completed'],
      ['over', stands('completed', 'ended', anna), me(), 'write', 'completed'],
      ['over for the customer too', stands('completed', 'ended', anna), customer, 'write', 'completed'],
      ['no chat for the customer to end', stands('new', 'waiting', null), customer, 'end-chat', 'no_chat'],
    ];
    for (const [name, request, actor, action, reason] of reasons) assert.equal(verdict(request, actor, action), reason, name);
  });

  it('refuses an action that the role does not know', () => {
    for (const request of everyState) {
      for (const action of technicianActions) {
        if (!customerActions.some((known) => known === action)) assert.notEqual(verdict(request, customer, action), true);
      }
      assert.notEqual(verdict(request, me(), 'withdraw'), true);
    }
  });

  it('lists every action of the role, allowed or not, so that a button can say its reason', () => {
    for (const request of everyState) {
      assert.deepEqual([...allowedActions(request, me()).keys()], [...technicianActions]);
      assert.deepEqual([...allowedActions(request, customer).keys()], [...customerActions]);
    }
  });
});

describe('where an action leads', () => {
  const moves: readonly (readonly [RequestStatus, ChatStatus, 'technician' | 'customer', Action, RequestStatus, ChatStatus])[] = [
    ['new', 'waiting', 'technician', 'assign', 'active', 'waiting'],
    ['new', 'none', 'technician', 'assign', 'active', 'none'],
    ['active', 'joined', 'technician', 'unassign', 'new', 'waiting'],
    ['active', 'none', 'technician', 'unassign', 'new', 'none'],
    ['active', 'waiting', 'technician', 'unassign', 'new', 'waiting'],
    ['active', 'ended', 'technician', 'unassign', 'new', 'ended'],
    ['active', 'none', 'technician', 'join-chat', 'active', 'joined'],
    ['active', 'waiting', 'technician', 'join-chat', 'active', 'joined'],
    ['active', 'ended', 'technician', 'join-chat', 'active', 'joined'],
    ['active', 'joined', 'technician', 'end-chat', 'active', 'ended'],
    ['active', 'joined', 'customer', 'end-chat', 'active', 'ended'],
    ['active', 'joined', 'technician', 'close', 'completed', 'ended'],
    ['active', 'waiting', 'technician', 'close', 'completed', 'ended'],
    ['active', 'none', 'technician', 'close', 'completed', 'none'],
    ['active', 'ended', 'technician', 'close', 'completed', 'ended'],
    ['new', 'none', 'customer', 'withdraw', 'completed', 'none'],
    ['new', 'waiting', 'customer', 'withdraw', 'completed', 'ended'],
    ['active', 'joined', 'customer', 'withdraw', 'completed', 'ended'],
    ['active', 'joined', 'technician', 'write', 'active', 'joined'],
    ['active', 'joined', 'customer', 'write', 'active', 'joined'],
    ['new', 'none', 'customer', 'write', 'new', 'none'],
    ['new', 'waiting', 'customer', 'share-file', 'new', 'waiting'],
    ['active', 'ended', 'customer', 'write', 'active', 'waiting'],
    ['new', 'ended', 'customer', 'share-file', 'new', 'waiting'],
    ['active', 'joined', 'technician', 'transfer', 'active', 'waiting'],
    ['active', 'none', 'technician', 'transfer', 'active', 'none'],
    ['active', 'ended', 'technician', 'transfer', 'active', 'ended'],
    ['completed', 'none', 'technician', 'reopen', 'active', 'none'],
    ['completed', 'ended', 'technician', 'reopen', 'active', 'ended'],
  ];
  for (const [status, chat, role, action, toStatus, toChat] of moves) {
    it(`${role}: ${action} leads from ${status}/${chat} to ${toStatus}/${toChat}`, () => {
      assert.deepEqual(next({ status, chat }, role, action), { status: toStatus, chat: toChat });
    });
  }

  it('throws with both states named for a move that no role has', () => {
    assert.throws(() => next({ status: 'active', chat: 'joined' }, 'customer', 'assign'), /customer cannot assign.*active\/joined/);
  });
});

describe('a state that cannot be', () => {
  it('has a guest without a chat, or one who has the request', () => {
    assert.equal(possible(stands('active', 'waiting', anna, [joined(ben)])), false);
    assert.equal(possible(stands('new', 'waiting', null, [invited(ben)])), false);
    assert.equal(possible(stands('active', 'joined', anna, [joined(anna)])), false);
    assert.equal(possible(stands('active', 'joined', anna, [joined(ben)])), true);
  });
});

describe('what Unavailable hides [R34]', () => {
  it('hides what is new and nothing else', () => {
    assert.deepEqual(statuses.map((status) => listedFor({ status, chat: 'none' }, false)), [false, true, true]);
    assert.ok(statuses.every((status) => listedFor({ status, chat: 'none' }, true)));
  });
});
