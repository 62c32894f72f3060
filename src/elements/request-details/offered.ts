import type { Action, Verdict } from '../../domain/lifecycle.ts';

/** The deeds that have a button; writing has the composer. */
export type OfferedAction = 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'share-file' | 'close';

export interface Offer {
  readonly action: OfferedAction;
  readonly verdict: Verdict;
  /** The next thing to do: the one filled button. */
  readonly main: boolean;
}

/**
 * The buttons of a request, the main one first. Of two deeds that undo each other only the one that can come next stands
 * there; all others stay in their order, refused or not, so that nobody looks for them.
 */
export function offered(verdicts: ReadonlyMap<Action, Verdict>): readonly Offer[] {
  if (verdicts.size === 0) return [];
  const may = (action: OfferedAction): boolean => verdicts.get(action) === true;
  const mine = verdicts.get('assign') === 'already_assigned';
  const order: readonly OfferedAction[] = !mine
    ? ['assign', 'join-chat', 'share-file', 'close']
    : may('end-chat')
      ? ['share-file', 'end-chat', 'unassign', 'close']
      : ['join-chat', 'share-file', 'unassign', 'close'];
  return order.map((action) => ({ action, verdict: verdicts.get(action) ?? 'someone_elses', main: (action === 'assign' || action === 'join-chat') && may(action) }));
}
