import type { CompanySettings } from '../../protocol/frames.ts';
import { AddressAllowance } from './address-limits.ts';
import { isAsk, take } from './asks.ts';
import { connect, settingsOf } from './connecting.ts';
import { Liveness } from './liveness.ts';
import { Outgoing } from './outgoing.ts';
import { drop, guarded, turnOut, type Moment, type Parts } from './parts.ts';
import { send, type DeskOptions, type Input, type Output, type Step } from './ports.ts';
import { RateLimit } from './rate.ts';
import { keepUp } from './readers.ts';
import { Sessions, type Session } from './sessions.ts';
import type { DeskStore } from './store.ts';
import { isWriting, write, type Writing } from './writing.ts';

/** Another link to a request is sent once in so many seconds [R78]. */
const renewEvery = 600;

/** Questions are cheaper than commands: so many times their rate. */
const asksPerCommand = 10;

/**
 * One company's desk. Synchronous, and pure but for its store: time comes in with each step, effects go out as data. What
 * the store cannot do is said to those who asked for it; a step never throws for it.
 */
export class Desk {
  readonly #parts: Parts;
  /** What sessions have last been told [R52]. */
  #live = false;

  /** @param restored sessions that a host has put away with sleeping connections. */
  constructor(store: DeskStore, options: DeskOptions, restored: readonly Session[] = []) {
    const sessions = new Sessions();
    for (const session of restored) sessions.add(session);
    const { perSecond, burst } = options.rate;
    this.#parts = {
      store,
      options,
      sessions,
      liveness: new Liveness(store, sessions, options.grace),
      outgoing: new Outgoing(store),
      commandRate: new RateLimit({ perSecond, burst }),
      addresses: new AddressAllowance(options.perAddress),
      askRate: new RateLimit({ perSecond: perSecond * asksPerCommand, burst: burst * asksPerCommand }),
      // As often as messages: whoever writes many short ones is seen to type before each [R103].
      typingRate: new RateLimit({ perSecond, burst }),
      renewals: new RateLimit({ perSecond: 1 / renewEvery, burst: 1 }),
    };
  }

  /**
   * To be called once, first.
   * @throws what the store throws: a desk that cannot read does not open.
   */
  start(now: number): Step {
    const { liveness, sessions } = this.#parts;
    liveness.recover(now);
    this.#live = liveness.isLive(now);
    const moment: Moment = { now, faults: [] };
    // Disabled meanwhile, or not known here: then the store was restored from an older state.
    const restored = new Set([...sessions.technicians()].map(({ identity }) => identity.principal));
    const barred = [...restored].filter((id) => liveness.technician(id)?.enabled !== true);
    const outputs = turnOut(this.#parts, moment, barred);
    return { outputs: [...outputs, ...this.#handOut(moment)], wakeAt: this.#wakeAt(moment), faults: moment.faults };
  }

  /**
   * @param now milliseconds since the epoch.
   * @param inputs in the order of their arrival. Those that write and stand together share a transaction: a host gives at
   * most 32 of them at a time.
   */
  step(now: number, inputs: readonly Input[]): Step {
    const moment: Moment = { now, faults: [] };
    const outputs: Output[] = [];
    let together: Writing[] = [];
    const flush = (): void => {
      if (together.length > 0) outputs.push(...write(this.#parts, moment, together));
      together = [];
    };
    for (const input of inputs) {
      if (isWriting(input)) together.push(input);
      else {
        flush();
        outputs.push(...this.#take(moment, input));
      }
    }
    flush();
    const { liveness } = this.#parts;
    guarded(moment, () => liveness.keep());
    outputs.push(...(guarded(moment, () => this.#announce(now)) ?? []));
    outputs.push(...this.#handOut(moment));
    return { outputs: withoutTheBarred(outputs), wakeAt: this.#wakeAt(moment), faults: moment.faults };
  }

  /** Keeps what became of deliveries, and hands out those that are due [R80]. */
  #handOut(moment: Moment): readonly Output[] {
    const { outgoing } = this.#parts;
    const givenUp = guarded(moment, () => outgoing.keep(moment.now)) ?? [];
    for (const id of givenUp) moment.faults.push(new Error(`Delivery ${String(id)} is given up: it could not be made for too long`));
    return guarded(moment, () => outgoing.handOut(moment.now)) ?? [];
  }

  #wakeAt(moment: Moment): number | null {
    const { liveness, outgoing } = this.#parts;
    const times = [guarded(moment, () => liveness.wakeAt(moment.now)), guarded(moment, () => outgoing.wakeAt(moment.now))];
    return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
  }

  #take(moment: Moment, input: Exclude<Input, Writing>): readonly Output[] {
    switch (input.type) {
      case 'connect': {
        const outputs = connect(this.#parts, moment, input);
        // The newcomer reads it in the welcome; all others are told.
        return [...outputs, ...(guarded(moment, () => this.#announce(moment.now, input.session)) ?? [])];
      }
      case 'disconnect': {
        const session = this.#parts.sessions.get(input.session);
        return session ? drop(this.#parts, moment, [session]) : [];
      }
      case 'reader': {
        const session = this.#parts.sessions.get(input.session);
        return (session && guarded(moment, () => keepUp(this.#parts, session, input.behind))) ?? [];
      }
      case 'delivered':
        this.#parts.outgoing.result(input.id, input.result);
        return [];
      case 'wake':
        return [];
      case 'frame': {
        const session = this.#parts.sessions.get(input.session);
        return session && isAsk(input.frame) ? take(this.#parts, moment, session, input.frame) : [];
      }
    }
  }

  /** Tells every session when the company has become live, or is so no longer. */
  #announce(now: number, newcomer?: string): readonly Output[] {
    const settings = settingsOf(this.#parts, now);
    if (settings.live === this.#live) return [];
    this.#live = settings.live;
    const others = [...this.#parts.sessions.all()].filter(({ id }) => id !== newcomer);
    return others.map(({ id }) => send(id, { type: 'settings', settings }));
  }

  /** What the company shows of itself; the same as in `welcome`. */
  settings(now: number): CompanySettings {
    return settingsOf(this.#parts, now);
  }

  /** A connection as plain JSON, to be put away; null if it is not known. */
  session(id: string): Session | null {
    return this.#parts.sessions.get(id) ?? null;
  }
}

/**
 * Whoever has lost the right in a step is told nothing of it, not even what they still had the right to when it began [R74];
 * but the answer to one's own command, by which one may have shut oneself out.
 */
function withoutTheBarred(outputs: readonly Output[]): readonly Output[] {
  const barred = new Set(outputs.flatMap((output) => (output.type === 'close' && output.reason === 'forbidden' ? [output.session] : [])));
  if (barred.size === 0) return outputs;
  return outputs.filter((output) => output.type !== 'send' || output.frame.type === 'answer' || !barred.has(output.session));
}
