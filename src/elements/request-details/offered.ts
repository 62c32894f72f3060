import type { Action, TechnicianAction, Verdict } from '../../domain/lifecycle.ts';

/** The deeds that have a button; messages and notes have the composer, and what is changed of them their line. */
export type OfferedAction = Exclude<TechnicianAction, 'write' | 'amend' | 'note'>;

/** `main`: the next thing to do, the one filled button. `bar`: beside it. `more`: in the menu. */
export type Place = 'main' | 'bar' | 'more';

export interface Offer {
  readonly action: OfferedAction;
  readonly verdict: Verdict;
  readonly place: Place;
}

type Standing = 'new' | 'mine' | 'in chat' | 'invited' | 'guest' | 'theirs' | 'theirs, admin' | 'completed';

/**
 * What stands where. The bar holds what is done every day, the menu the rest. What is refused stays in its place and says why, so that
 * nobody looks for it; but it is left out where it would only be noise:
 * - where it could not be meant: to leave a chat one was not asked into, to reopen what is open, to join a chat one is in, to give back
 *   or hand over what one does not have;
 * - in the menu, if its reason is that of its neighbours in the bar;
 * - of a completed request, which the composer's place tells of: one button that can be pressed says more than nine that cannot.
 */
// prettier-ignore
const table: Readonly<Record<Standing, Readonly<Partial<Record<OfferedAction, Place>>>>> = {
  new:             { assign: 'main', 'join-chat': 'bar', 'share-file': 'bar', close: 'bar' },
  mine:            { 'join-chat': 'main', transfer: 'bar', close: 'bar', 'share-file': 'more', invite: 'more', unassign: 'more' },
  'in chat':       { 'share-file': 'bar', transfer: 'bar', 'end-chat': 'bar', close: 'bar', invite: 'more', unassign: 'more' },
  invited:         { 'join-chat': 'main', 'leave-chat': 'bar' },
  guest:           { 'share-file': 'bar', 'leave-chat': 'bar', 'end-chat': 'more', close: 'more' },
  theirs:          { assign: 'bar', 'join-chat': 'bar', 'share-file': 'bar', close: 'bar' },
  'theirs, admin': { assign: 'bar', transfer: 'bar', unassign: 'bar', 'join-chat': 'bar', close: 'bar' },
  completed:       { reopen: 'bar' },
};

const order: readonly Place[] = ['main', 'bar', 'more'];

/** The buttons of a request, the main one first, those of the menu last. */
export function offered(verdicts: ReadonlyMap<Action, Verdict>): readonly Offer[] {
  if (verdicts.size === 0) return [];
  const row: Readonly<Partial<Record<string, Place>>> = table[standingOf(verdicts)];
  const offers = [...verdicts].flatMap(([action, verdict]): readonly Offer[] => {
    const place = row[action];
    if (!place || !isOffered(action)) return [];
    // Nothing that is refused is the next thing to do.
    return [{ action, verdict, place: place === 'main' && verdict !== true ? 'bar' : place }];
  });
  const places = Object.keys(row);
  return offers.sort((a, b) => order.indexOf(row[a.action] ?? 'more') - order.indexOf(row[b.action] ?? 'more') || places.indexOf(a.action) - places.indexOf(b.action));
}

/** The row of the lifecycle table, read back from its cells. */
function standingOf(verdicts: ReadonlyMap<Action, Verdict>): Standing {
  const says = (action: TechnicianAction, verdict: Verdict): boolean => verdicts.get(action) === verdict;
  if (says('assign', 'completed')) return 'completed';
  if (says('assign', 'already_assigned')) return says('end-chat', true) ? 'in chat' : 'mine';
  if (says('leave-chat', true)) return says('join-chat', true) ? 'invited' : 'guest';
  if (says('assign', 'someone_elses')) return says('transfer', true) ? 'theirs, admin' : 'theirs';
  return 'new';
}

function isOffered(action: Action): action is OfferedAction {
  return action !== 'write' && action !== 'amend' && action !== 'note' && action !== 'withdraw' && action !== 'rate';
}
