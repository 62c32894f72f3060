import { jsonBytes } from '../../domain/utf8.ts';
import type { RequestEvent } from '../../domain/events.ts';
import type { CommandFrame } from '../../protocol/frames.ts';
import { subscriberOf } from './address.ts';
import type { Rate } from './ports.ts';
import { RateLimit } from './rate.ts';
import type { Session } from './sessions.ts';

/** What customers of one address may leave here: so much at once, and what they have used comes back evenly within a day. Null for as much as comes. */
export interface AddressLimits {
  /** New requests. */
  readonly requests: number | null;
  /** Bytes of commands, as they come. */
  readonly words: number | null;
}

/** Milliseconds after which it is worth trying again, at the latest: limits change, and no timer can be set for months. */
const longestWait = 60_000;

/** So much at once, and again within a day. */
export function byDay(most: number): Rate {
  return { perSecond: most / 86_400, burst: most };
}

/**
 * Whom it is counted to: a customer whom a token names to who they are, so that nobody uses up what is theirs; all others to their
 * address, if it is known; technicians to nobody.
 */
export function countedTo({ identity, ip }: Pick<Session, 'identity' | 'ip'>): string | null {
  if (identity.role === 'technician') return null;
  return identity.confirmed ? identity.principal : subscriberOf(ip) || null;
}

/** What the commands of customers may leave on a disk, by address [R133]. In memory alone. */
export class AddressAllowance {
  readonly #requests: RateLimit | null;
  readonly #words: RateLimit | null;

  constructor({ requests, words }: AddressLimits) {
    this.#requests = requests === null ? null : new RateLimit(byDay(requests));
    this.#words = words === null ? null : new RateLimit(byDay(words));
  }

  /** Milliseconds until it is worth trying a command again; 0 if it may be decided. */
  wait(from: string, { command }: CommandFrame, now: number): number {
    const words = this.#words?.wait(from, now) ?? 0;
    const requests = (command.type === 'submit' && this.#requests?.wait(from, now)) || 0;
    return Math.min(longestWait, Math.max(words, requests));
  }

  /**
   * Counts a command that was decided: of one that was refused for good the answer is kept, and how far its lane is.
   * @param done whether it was done.
   */
  count(from: string, frame: CommandFrame, done: boolean, now: number): void {
    this.#words?.charge(from, now, jsonBytes(frame));
    if (done && frame.command.type === 'submit') this.#requests?.charge(from, now, 1);
  }

  /** Whether an entry that comes with no command may be kept, too; if so, it counts as words. */
  keeps(from: string, event: RequestEvent, now: number): boolean {
    if ((this.#words?.wait(from, now) ?? 0) > 0) return false;
    this.#words?.charge(from, now, jsonBytes(event));
    return true;
  }
}
