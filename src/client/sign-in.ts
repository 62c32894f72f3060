import type { ReadableAtom, WritableAtom } from 'nanostores';
import type { TerminalReason } from '../protocol/errors.ts';
import type { Token } from './credentials.ts';
import type { ClientStorage } from './environment.ts';
import { customerOf, TokenSource } from './token-source.ts';
import type { Credentials } from './transport.ts';
import type { Visitor, Visits } from './visits.ts';

/** Keeps nothing. */
const forgetting: ClientStorage = {
  kind: Promise.resolve('memory'),
  getOrSet: async (_, make) => make(),
  get: async () => null,
  set: async () => {},
  remove: async () => {},
  lanes: async () => [],
  saveLane: async () => {},
  removeLane: async () => {},
  replaceLane: async () => {},
  outbox: async () => [],
  saveCommand: async () => {},
  removeCommand: async () => {},
};

/** How a customer becomes known by a token, and is forgotten again [R108–R114]. */
export class SignIn {
  readonly #visits: Visits;
  /** Its stores are the client's for good: those of whoever comes next are shown in them. */
  readonly #first: Visitor;
  #source: TokenSource | null = null;
  #stopShowing: () => void = () => {};
  /** Whose requests are not there yet: they have been named, and come anew. */
  #coming: Visitor | null = null;
  /** Counts what the page has said of who is here: the last word counts. */
  #words = 0;

  constructor(visits: Visits) {
    this.#visits = visits;
    this.#first = visits.now;
  }

  /** Secret and token, once it is noted whose this browser is; of somebody else nothing stays. Rejects with `no_token`. */
  async credentials(visitor: Visitor): Promise<Credentials> {
    const visits = this.#visits;
    const source = this.#sourceOf(visits.token);
    if (!source) return visits.nameless(visitor);
    const token = await source.ask();
    if (visitor !== visits.now || source.token !== visits.token) return this.credentials(visits.now);
    const who = customerOf(token);
    const owner = await visitor.storage.getOrSet('known', () => who);
    if (visitor === visits.now && owner === who) {
      visitor.who = who;
      if (this.#coming !== visitor) this.#name(visitor);
      return { ...(await visits.nameless(visitor)), token };
    }
    if (visitor === visits.now) await this.#forget(source.token);
    return this.credentials(visits.now);
  }

  renew(reason: TerminalReason): boolean {
    const visits = this.#visits;
    const { token, now } = visits;
    if (reason === 'unauthorised') return this.#sourceOf(token)?.renew() ?? false;
    if (reason !== 'lane' || token === null) return false;
    // The secret is another customer's [R110]. Not now: the connection has to come to its end.
    queueMicrotask(() => {
      if (now === visits.now) void this.#forget(token);
    });
    return true;
  }

  /** See {@link CustomerClient.identify}. */
  async identify(token: Token | null): Promise<void> {
    const visits = this.#visits;
    const word = ++this.#words;
    if (token === null) {
      const known = visits.token !== null || (await visits.now.storage.get('known')) !== null;
      if (known && word === this.#words) await this.#forget(null);
      return;
    }
    if (token === visits.token) {
      // Where the page had none to give, it has been said to whoever asked the desk, and not to whoever asks now.
      await this.#sourceOf(token)?.ask();
      if (visits.now.desk.$connection.get().error === 'no_token') visits.now.desk.restart();
      return;
    }
    const source = new TokenSource(token);
    const who = customerOf(await source.ask());
    // Something else has been said meanwhile.
    if (word !== this.#words) return;
    const { now } = visits;
    const same = now.who === who && now.desk.$connection.get().status !== 'refused';
    this.#source = source;
    visits.token = token;
    this.#coming = same ? null : now;
    await this.credentials(now);
    // Another way to a token of the same customer changes nothing.
    if (now === visits.now && !same) this.#comeAnew(now);
  }

  /** Who was nobody until now is known once their requests are there, or cannot be had: whoever looks for them then finds all. */
  #comeAnew(visitor: Visitor): void {
    visitor.desk.restart();
    // The desk answers in the order of the questions: what it says to the list that is shown comes first.
    const list = visitor.another();
    const stop = list.$status.listen(() => {
      stop();
      list.release();
      this.#coming = null;
      this.#name(visitor);
    });
  }

  #name(visitor: Visitor): void {
    const { now, $visit } = this.#visits;
    if (visitor === now && !$visit.get().known) $visit.set({ ...$visit.get(), known: true });
  }

  /** See {@link CustomerClient.reset}. */
  reset(): Promise<void> {
    this.#words += 1;
    return this.#forget(null);
  }

  /** Another page has forgotten a visitor. A token that has named them is nobody's here any more; one that has named nobody yet stays. */
  async forgotten(visitor: Visitor): Promise<void> {
    const visits = this.#visits;
    if (visitor === visits.now) await this.#replace(visits.secret(), visitor.who === null ? visits.token : null);
  }

  #sourceOf(token: Token | null): TokenSource | null {
    if (token === null) return null;
    return (this.#source = this.#source?.token === token ? this.#source : new TokenSource(token));
  }

  /**
   * Nothing of whoever is here stays, in all pages of this browser [R113].
   * @param token of whoever comes next.
   */
  async #forget(token: Token | null): Promise<void> {
    const { now, kept, place, ports } = this.#visits;
    const { environment } = ports;
    const next = now.secret.then(async (before) => {
      const digits = environment.randomHex(128).slice(0, 16);
      const secret = await environment.forget(place, before, environment.randomHex(256) + digits);
      // Copies of files that were going up, whoever of this browser's pages had begun them.
      await environment.files?.(`${ports.transport.origin} ${ports.company}`).then((shelf) => shelf?.clear()).catch(() => undefined);
      // Where nothing else has it.
      if ((await kept.kind) !== 'persistent') await kept.set('secret', secret);
      // Whoever watches it hears of it; nothing ever stands there.
      await kept.remove('reset');
      return secret;
    });
    await this.#replace(next, token);
  }

  /** Nothing of whoever was here stays in this page: neither in sight nor in reach, nor in what it had still to write. */
  async #replace(secret: Promise<string>, token: Token | null): Promise<void> {
    const visits = this.#visits;
    const { now: before, place, ports } = visits;
    const { lanes } = before.storage;
    const written = before.desk.close('reset');
    before.list.release();
    // What somebody still writes for them.
    Object.assign(before.storage, forgetting);
    visits.token = token;
    visits.now = visits.begin(secret);
    this.#show(visits.now);
    visits.$visit.set({ id: visits.$visit.get().id + 1, known: false });
    visits.now.desk.start();
    await written;
    // A question behind all that was being written.
    await lanes();
    const after = await secret;
    await ports.environment.forget(place, await before.secret, after);
  }

  #show({ desk, list }: Visitor): void {
    const first = this.#first;
    this.#stopShowing();
    const stops = [
      showIn(first.desk.$connection, desk.$connection),
      showIn(first.desk.$settings, desk.$settings),
      showIn(first.desk.$me, desk.$me),
      showIn(first.list.$rows, list.$rows),
      showIn(first.list.$status, list.$status),
    ];
    this.#stopShowing = () => {
      for (const stop of stops) stop();
    };
  }
}

function showIn<Value>($shown: WritableAtom<Value>, $now: ReadableAtom<Value>): () => void {
  return $now.subscribe((value) => {
    $shown.set(value);
  });
}
