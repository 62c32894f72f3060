import { isTransient } from '../../protocol/errors.ts';
import type { CloseReason } from '../../protocol/errors.ts';
import type { CommandFrame, PositionFrame, Refusal } from '../../protocol/frames.ts';
import { countedTo } from './address-limits.ts';
import { decide } from './commands.ts';
import { admit, hold, refused, release, settle } from './lanes.ts';
import { drop, transact, type Moment, type Parts } from './parts.ts';
import { send, type Input, type Output } from './ports.ts';
import { bearerOf, readable } from './rights.ts';
import type { Session } from './sessions.ts';
import { changeTechnician } from './staff-commands.ts';
import type { Work } from './work.ts';

type FrameInput = Extract<Input, { type: 'frame' }>;

/** What a host has written, besides what pages say. */
type HostInput = Extract<Input, { type: 'file' | 'forget-file' | 'staff' | 'claim-made' }>;

/** An input that writes: those that stand together share a transaction. */
export type Writing = HostInput | (Omit<FrameInput, 'frame'> & { readonly frame: CommandFrame | PositionFrame });

export function isWriting(input: Input): input is Writing {
  if (input.type === 'frame') return input.frame.type === 'command' || input.frame.type === 'position';
  return input.type === 'file' || input.type === 'forget-file' || input.type === 'staff' || input.type === 'claim-made';
}

/** Milliseconds after which it is worth trying again when the store has failed. */
const storeRetry = 1_000;

/** Decides and writes what stands together, in one transaction [R11]. */
export function write(parts: Parts, moment: Moment, inputs: readonly Writing[]): readonly Output[] {
  const closing = new Map<Session, CloseReason>();
  const told = transact(parts, moment, (work) => {
    for (const input of inputs) {
      if (input.type !== 'frame') {
        work.replies.push(hosts(parts, work, input));
        continue;
      }
      const session = parts.sessions.get(input.session);
      if (!session || closing.has(session)) continue;
      if (input.frame.type === 'position') move(parts, work, session, input.frame);
      else {
        const refusal = command(parts, work, session, input.frame);
        if (refusal) closing.set(session, refusal);
      }
    }
  });
  if (!told) return failed(parts, inputs);
  // Some may have been turned out by the same transaction.
  const open = [...closing].filter(([{ id }]) => parts.sessions.get(id));
  const left = drop(parts, moment, open.map(([session]) => session));
  return [...told, ...left, ...open.map(([{ id }, reason]): Output => ({ type: 'close', session: id, reason }))];
}

/** Takes what a host has to say. Returns the answer. */
function hosts({ store, liveness }: Parts, work: Work, input: HostInput): Output {
  switch (input.type) {
    case 'file':
      // An upload that reports twice must not come loose from its request.
      if (!store.file(input.file.id)) work.saveFile(input.file);
      return { type: 'file', ref: input.ref, done: true };
    case 'forget-file': {
      const file = store.file(input.file);
      const loose = file !== null && file.request === null;
      if (loose) work.removeFile(input.file);
      return { type: 'file', ref: input.ref, done: loose };
    }
    case 'claim-made': {
      const { delivery, hash, request, expires } = input;
      if (!store.claim(hash)) work.saveClaim({ hash, request, expires, usedBy: null });
      return { type: 'claim-made', delivery, kept: true };
    }
    case 'staff': {
      const decided = changeTechnician(store, input.change, null);
      if (typeof decided !== 'function') return { type: 'staff', ref: input.ref, refusal: decided };
      decided(work);
      liveness.reread();
      return { type: 'staff', ref: input.ref, refusal: null };
    }
  }
}

/** What a host is told when nothing could be written. */
function failedHost(input: HostInput): Output {
  switch (input.type) {
    case 'file':
    case 'forget-file':
      return { type: 'file', ref: input.ref, done: false };
    case 'claim-made':
      return { type: 'claim-made', delivery: input.delivery, kept: false };
    case 'staff':
      return { type: 'staff', ref: input.ref, refusal: { code: 'unavailable', retryAfter: storeRetry } };
  }
}

function move({ store, askRate }: Parts, work: Work, session: Session, { key, delivered, read }: PositionFrame): void {
  const { identity } = session;
  if (askRate.take(identity.principal, work.now) > 0) return;
  const request = readable(store, identity, key);
  if (request) work.move(request, identity.principal, identity.role, { delivered, read });
}

/** Takes one command. Returns why its connection must end, if it must. */
function command(parts: Parts, work: Work, session: Session, frame: CommandFrame): CloseReason | null {
  const { store, liveness } = parts;
  const { lane, n } = frame;
  const { role, principal } = session.identity;
  const technician = role === 'technician' ? liveness.technician(principal) : null;
  if (role === 'technician' && !technician?.enabled) return 'forbidden';

  const admission = admit(store, session, frame);
  if (admission.type === 'forbidden') return 'lane';
  if (admission.type === 'held') return null;
  if (admission.type === 'elsewhere') {
    if (n > admission.seen) hold(session, lane, admission.seen + 1);
    work.reply(session.id, { type: 'lane', id: lane, seen: admission.seen });
    return null;
  }
  const notNow = (refusal: Refusal): null => {
    hold(session, lane, n);
    work.reply(session.id, refused(frame, refusal));
    return null;
  };
  const retryAfter = parts.commandRate.take(principal, work.now);
  if (retryAfter > 0) return notNow({ code: 'rate_limited', retryAfter });
  if (admission.type === 'again') {
    // It may be the one that the later ones wait for: told that nothing could be written, with others that came in the same moment.
    if (session.held[lane] === n) release(session, lane);
    work.reply(session.id, admission.answer);
    return null;
  }

  const from = countedTo(session);
  const wait = from === null ? 0 : parts.addresses.wait(from, frame, work.now);
  if (wait > 0) return notNow({ code: 'rate_limited', retryAfter: wait });

  const cause = { principal, side: role, lane, n };
  const { options, renewals } = parts;
  const decision = decide(frame.command, { store, options, now: work.now, session, technician, live: liveness.isLive(work.now), cause, renewals });
  if (typeof decision !== 'function' && isTransient(decision.code)) return notNow(decision);
  if (from !== null) parts.addresses.count(from, frame, typeof decision === 'function', work.now);
  const answer =
    typeof decision === 'function'
      ? ({ type: 'answer', lane, n, ok: true, ...decision(work) } as const)
      : refused(frame, decision);
  // Later commands of this transaction are decided by what this one wrote.
  if (work.staff.size > 0) liveness.reread();
  release(session, lane);
  settle(store, bearerOf(session.identity), answer);
  work.reply(session.id, answer);
  return null;
}

/** Nothing was written: the first command of each lane is told so, and the later ones wait with it [R14], [R15]. */
function failed({ sessions }: Parts, inputs: readonly Writing[]): readonly Output[] {
  const outputs: Output[] = [];
  const lanes = new Set<string>();
  for (const input of inputs) {
    if (input.type !== 'frame') {
      outputs.push(failedHost(input));
      continue;
    }
    const session = sessions.get(input.session);
    if (!session || input.frame.type !== 'command') continue;
    const { lane, n } = input.frame;
    const name = `${session.id} ${lane}`;
    if (lanes.has(name) || n > (session.held[lane] ?? n)) continue;
    lanes.add(name);
    hold(session, lane, n);
    outputs.push(send(session.id, refused(input.frame, { code: 'unavailable', retryAfter: storeRetry })));
  }
  return outputs;
}
