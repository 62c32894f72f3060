import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply } from '../../src/domain/apply.ts';
import type { LogEntry, RequestEvent } from '../../src/domain/events.ts';
import { next, possible } from '../../src/domain/lifecycle.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { fc } from '../support/seeded.ts';
import { foldLog, history, identity, play, type Step } from './histories.ts';

/** Where an action leads that moves a guest, or gives the request to whoever is in its chat: the table cannot know. */
function expected(before: RequestState, { actor, action }: Step, after: RequestState): Pick<RequestState, 'status' | 'chat'> {
  const { status, chat } = before;
  const isGuest = actor.role === 'technician' && before.guests.some(({ id }) => id === actor.id);
  if (action === 'amend' || action === 'invite' || action === 'leave-chat' || (isGuest && action === 'join-chat')) return { status, chat };
  if (action === 'transfer' && before.guests.some(({ id, joined }) => joined && id === after.technician?.id)) return { status, chat };
  return next(before, actor.role, action);
}

describe('whatever three technicians and a customer try, in any order', () => {
  it('leads to no state that cannot be', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { after } of play(steps, chat).turns) assert.ok(possible(after), `${after.status}/${after.chat}`);
      }),
    );
  });

  it('changes nothing when it is refused', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { allowed, before, after } of play(steps, chat).turns) if (!allowed) assert.equal(after, before);
      }),
    );
  });

  it('folds to the state that the table leads to, one entry on', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { step, allowed, before, after } of play(steps, chat).turns) {
          if (!allowed) continue;
          assert.deepEqual({ status: after.status, chat: after.chat }, expected(before, step, after));
          assert.equal(after.head, before.head + 1);
        }
      }),
    );
  });

  it('keeps who is in charge, and for how long someone waits, in step with the status', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { after } of play(steps, chat).turns) {
          if (after.status === 'new') assert.equal(after.technician, null);
          if (after.status !== 'completed') assert.deepEqual([after.completedAt, after.outcome], [null, null]);
          else assert.ok(after.completedAt !== null && after.outcome !== null && after.waitingSince === null);
          assert.equal(after.technician === null, after.assignedAt === null);
          if (after.chat === 'waiting') assert.notEqual(after.waitingSince, null, 'waiting, since never');
        }
      }),
    );
  });

  it('leaves a completed request only by reopening it, and then as it was', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { step, before, after, allowed } of play(steps, chat).turns) {
          if (before.status !== 'completed' || !allowed) continue;
          if (step.action === 'rate') {
            assert.deepEqual(after, { ...before, rating: after.rating, head: after.head, updatedAt: after.updatedAt }, 'to be rated changes nothing else [R95]');
            continue;
          }
          assert.equal(step.action, 'reopen');
          assert.deepEqual([after.status, after.chat, after.guests], ['active', before.chat, []]);
        }
      }),
    );
  });

  it('lets nobody write but the customer, whoever has the request, and the guests who have joined', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        for (const { step, before, allowed } of play(steps, chat).turns) {
          const { actor, action } = step;
          if (!allowed || actor.role === 'customer' || (action !== 'write' && action !== 'share-file')) continue;
          assert.equal(before.chat, 'joined');
          assert.ok(before.technician?.id === actor.id || before.guests.some(({ id, joined }) => joined && id === actor.id));
        }
      }),
    );
  });

  it('gets around: these histories do reach every state there is', () => {
    const reached = new Set<string>();
    fc.assert(fc.property(history, ({ steps, chat }) => play(steps, chat).turns.forEach(({ after }) => reached.add(nameOf(after)))));
    assert.deepEqual([...reached].sort(), [
      'active/ended', 'active/joined', 'active/joined+guest', 'active/joined+invited', 'active/none', 'active/waiting',
      'completed/ended', 'completed/none',
      'new/ended', 'new/none', 'new/waiting',
    ]);
  });
});

function nameOf({ status, chat, guests }: RequestState): string {
  const guest = guests.length === 0 ? '' : guests.some(({ joined }) => joined) ? '+guest' : '+invited';
  return `${status}/${chat}${guest}`;
}

describe('a log', () => {
  it('folds to the same from the start as from any state on the way [R20]', () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ steps, chat }, where) => {
        const { entries } = play(steps, chat);
        const cut = 1 + (where % entries.length);
        const snapshot = JSON.parse(JSON.stringify(foldLog(entries.slice(0, cut)))) as RequestState;
        assert.deepEqual(foldLog(entries.slice(cut), snapshot), foldLog(entries));
      }),
    );
  });

  it('survives events of tomorrow: they move the head and the time, and nothing else [R8]', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.object(), ({ steps, chat }, where, payload) => {
        const { entries } = play(steps, chat);
        const at = 1 + (where % entries.length);
        const unknown = { ...payload, type: 'reopened-by-robot' } as unknown as RequestEvent;
        const before = foldLog(entries.slice(0, at));
        const after = foldLog([{ seq: at + 1, at: 99_000, event: unknown }], before);
        assert.deepEqual(after, { ...before, head: at + 1, updatedAt: 99_000 });
      }),
    );
  });

  it('is never changed by folding it, nor is the state', () => {
    fc.assert(
      fc.property(history, ({ steps, chat }) => {
        const { entries } = play(steps, chat);
        const frozen = freeze(JSON.parse(JSON.stringify(entries)) as LogEntry[]);
        let state: RequestState | null = null;
        for (const entry of frozen) state = freeze(apply(state, entry, identity));
        assert.deepEqual(state, foldLog(entries));
      }),
    );
  });

  it('is none without its submit', () => {
    const entry: LogEntry = { seq: 1, at: 1, event: { type: 'message', author: { role: 'customer', name: 'C' }, text: 'Hello' } };
    assert.equal(apply(null, entry, identity), null);
  });
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
