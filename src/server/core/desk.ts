import type { CompanySettings } from '../../protocol/frames.ts';
import { isAsk, take } from './asks.ts';
import { connect, settingsOf } from './connecting.ts';
import { Liveness } from './liveness.ts';
import { drop, guarded, type Moment, type Parts } from './parts.ts';
import type { DeskOptions, Input, Output, Step } from './ports.ts';
import { RateLimit } from './rate.ts';
import { Sessions, type Session } from './sessions.ts';
import type { DeskStore } from './store.ts';
import { isWriting, write, type Writing } from './writing.ts';

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
      commandRate: new RateLimit({ perSecond, burst }),
      askRate: new RateLimit({ perSecond: perSecond * asksPerCommand, burst: burst * asksPerCommand }),
    };
  }

  /**
   * To be called once, first.
   * @throws what the store throws: a desk that cannot read does not open.
   */
  start(now: number): Step {
    const { liveness } = this.#parts;
    liveness.recover(now);
    this.#live = liveness.isLive(now);
    return { outputs: [], wakeAt: liveness.wakeAt(now), faults: [] };
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
    return { outputs, wakeAt: guarded(moment, () => liveness.wakeAt(now)), faults: moment.faults };
  }

  #take(moment: Moment, input: Exclude<Input, { type: 'file' }>): readonly Output[] {
    switch (input.type) {
      case 'connect': {
        const outputs = connect(this.#parts, moment, input);
        // The newcomer reads it in the welcome; all others are told.
        return [...outputs, ...(guarded(moment, () => this.#announce(moment.now, input.session)) ?? [])];
      }
      case 'disconnect': {
        const session = this.#parts.sessions.get(input.session);
        if (session) drop(this.#parts, moment, session);
        return [];
      }
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
    return others.map(({ id }): Output => ({ type: 'send', session: id, frame: { type: 'settings', settings } }));
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
