import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  allowedActions,
  customerActions,
  listedFor,
  next,
  possible,
  technicianActions,
  verdict,
  type Action,
  type Actor,
} from '../../src/domain/lifecycle.ts';
import type { ChatStatus, RequestStatus } from '../../src/domain/request.ts';
import { anna, ben } from './histories.ts';

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];
const chats: readonly ChatStatus[] = ['none', 'waiting', 'joined', 'ended'];

/** Every state that can come about, with nobody, Anna or Ben in charge. */
const everyState = statuses
  .flatMap((status) => chats.flatMap((chat) => [null, anna, ben].map((technician) => ({ status, chat, technician }))))
  .filter(possible);

const me = (available = true): Actor => ({ role: 'technician', id: anna.id, available });
const customer: Actor = { role: 'customer' };

const offered = (request: (typeof everyState)[number], actor: Actor): string =>
  [...allowedActions(request, actor)].flatMap(([action, answer]) => (answer === true ? [action] : [])).join(' ');

/** The tables of the product description, written down a second time and another way: a line per state. */
const anna_may: Readonly<Record<string, string>> = {
  'new/none/nobody': 'assign',
  'new/waiting/nobody': 'assign',
  'new/ended/nobody': 'assign',
  'active/none/anna': 'unassign join-chat close',
  'active/waiting/anna': 'unassign join-chat close',
  'active/joined/anna': 'unassign write share-file end-chat close',
  'active/ended/anna': 'unassign join-chat close',
  'active/none/ben': '',
  'active/waiting/ben': '',
  'active/joined/ben': '',
  'active/ended/ben': '',
  'completed/none/nobody': '',
  'completed/ended/nobody': '',
  'completed/none/anna': '',
  'completed/ended/anna': '',
  'completed/none/ben': '',
  'completed/ended/ben': '',
};

const customer_may: Readonly<Record<string, string>> = {
  none: 'write share-file withdraw',
  waiting: 'write share-file withdraw',
  joined: 'write share-file end-chat withdraw',
  ended: 'write share-file withdraw',
};

const sorted = (words: string): string => words.split(' ').sort().join(' ');

describe('who may do what [R41]', () => {
  it('offers a technician what the product says, in every state there is', () => {
    assert.equal(everyState.length, Object.keys(anna_may).length);
    for (const request of everyState) {
      const name = `${request.status}/${request.chat}/${request.technician?.id ?? 'nobody'}`;
      assert.equal(sorted(offered(request, me())), sorted(anna_may[name] ?? 'no such line'), name);
    }
  });

  it('offers a customer what the product says, whoever is in charge', () => {
    for (const request of everyState) {
      const expected = request.status === 'completed' ? '' : (customer_may[request.chat] ?? 'no such line');
      assert.equal(sorted(offered(request, customer)), sorted(expected), `${request.status}/${request.chat}`);
    }
  });

  it('takes nothing but Assign from a technician who is Unavailable', () => {
    for (const request of everyState) {
      const expected = offered(request, me()) === 'assign' ? '' : offered(request, me());
      assert.equal(offered(request, me(false)), expected);
    }
    assert.equal(verdict({ status: 'new', chat: 'waiting', technician: null }, me(false), 'assign'), 'not_available');
  });

  it('says why whatever is not offered is not', () => {
    const reasons: readonly (readonly [string, Parameters<typeof verdict>[0], Actor, Action, string])[] = [
      ['join before writing', { status: 'active', chat: 'waiting', technician: anna }, me(), 'write', 'join_first'],
      ['join before sending files', { status: 'active', chat: 'ended', technician: anna }, me(), 'share-file', 'join_first'],
      ['joined already', { status: 'active', chat: 'joined', technician: anna }, me(), 'join-chat', 'already_joined'],
      ['mine already', { status: 'active', chat: 'none', technician: anna }, me(), 'assign', 'already_assigned'],
      ['someone else was first [R42]', { status: 'active', chat: 'none', technician: ben }, me(), 'assign', 'someone_elses'],
      ['nobody has it', { status: 'new', chat: 'none', technician: null }, me(), 'join-chat', 'not_assigned'],
      ['nothing to end', { status: 'active', chat: 'none', technician: anna }, me(), 'end-chat', 'no_chat'],
      ['over', { status: 'completed', chat: 'ended', technician: anna }, me(), 'write', 'completed'],
      ['over for the customer too', { status: 'completed', chat: 'ended', technician: anna }, customer, 'write', 'completed'],
      ['no chat for the customer to end', { status: 'new', chat: 'waiting', technician: null }, customer, 'end-chat', 'no_chat'],
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

describe('what Unavailable hides [R34]', () => {
  it('hides what is new and nothing else', () => {
    assert.deepEqual(statuses.map((status) => listedFor({ status, chat: 'none' }, false)), [false, true, true]);
    assert.ok(statuses.every((status) => listedFor({ status, chat: 'none' }, true)));
  });
});
