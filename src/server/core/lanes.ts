import { inFlight } from '../../protocol/limits.ts';
import type { Answer, CommandFrame, LaneMark, Refusal } from '../../protocol/frames.ts';
import { bearerOf } from './rights.ts';
import { openLimits, type Session } from './sessions.ts';
import type { DeskStore } from './store.ts';

/** What becomes of a command before anyone looks at what it wants. */
export type Admission =
  | { readonly type: 'decide' }
  /** Answered before: the same again, or that it was decided [R12], [R123]. */
  | { readonly type: 'again'; readonly answer: Answer }
  /** Not the next one: where to go on [R13]. */
  | { readonly type: 'elsewhere'; readonly seen: number }
  /** The lane waits for another command, and its page knows. */
  | { readonly type: 'held' }
  /** The lane of another principal [R10]. */
  | { readonly type: 'forbidden' };

export function admit(store: DeskStore, session: Session, { lane: id, n }: CommandFrame): Admission {
  const lane = store.lane(id);
  if (lane && lane.principal !== bearerOf(session.identity)) return { type: 'forbidden' };
  const seen = lane?.seen ?? 0;
  if (n <= seen) {
    const answer = store.answers(id, n - 1)[0];
    // Whoever had the answer may be gone without having kept it: whoever comes after must not wait for it for ever.
    return { type: 'again', answer: answer?.n === n ? answer : { type: 'answer', lane: id, n, ok: true } };
  }
  const expected = session.held[id];
  if (expected !== undefined && n > expected) return { type: 'held' };
  return n === seen + 1 ? { type: 'decide' } : { type: 'elsewhere', seen };
}

/** Keeps the answer of a decided command and advances its lane [R11], [R14]. */
export function settle(store: DeskStore, bearer: string, answer: Answer): void {
  store.saveAnswer(answer);
  store.saveLane({ id: answer.lane, principal: bearer, seen: answer.n });
  // A page has at most so many on their way [R17]: it has read the answers of those before.
  store.forgetAnswers(answer.lane, answer.n - inFlight);
}

export function refused({ lane, n }: CommandFrame, refusal: Refusal): Answer {
  return { type: 'answer', lane, n, ok: false, ...refusal };
}

/** From here on the lane's later commands are passed over, until this one comes: its page has been told. */
export function hold(session: Session, lane: string, n: number): void {
  const { [lane]: _, ...others } = session.held;
  const kept = Object.entries(others).slice(1 - openLimits.held);
  session.held = Object.fromEntries([...kept, [lane, n]]);
}

export function release(session: Session, lane: string): void {
  if (session.held[lane] === undefined) return;
  const { [lane]: _, ...others } = session.held;
  session.held = others;
}

/** Whether one of these lanes belongs to someone else [R10]. */
export function foreign(store: DeskStore, bearer: string, marks: readonly LaneMark[]): boolean {
  return marks.some(({ id }) => (store.lane(id)?.principal ?? bearer) !== bearer);
}

/** How far each lane has got, with the answers that its page has not had [R16]. */
export function standOf(
  store: DeskStore,
  marks: readonly LaneMark[],
): { lanes: { id: string; seen: number }[]; answers: Answer[] } {
  return {
    lanes: marks.map(({ id }) => ({ id, seen: store.lane(id)?.seen ?? 0 })),
    answers: marks.flatMap(({ id, answered }) => store.answers(id, answered)),
  };
}

export function forget(store: DeskStore, marks: readonly LaneMark[]): void {
  for (const { id, answered } of marks) if (store.lane(id)) store.forgetAnswers(id, answered);
}
