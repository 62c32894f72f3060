import { atom } from 'nanostores';
import { parseCustomerFrame } from '../protocol/server-frames.ts';
import type { CustomerConversation, Visit } from './client.ts';
import { CompanyDesk } from './company-desk.ts';
import { Conversations } from './conversations.ts';
import { OpenCustomerConversation } from './customer-conversation.ts';
import type { Token } from './credentials.ts';
import { deferredStorage } from './deferred-storage.ts';
import { scopeOf, secretIn, type ClientStorage, type Environment } from './environment.ts';
import { SupportError } from './errors.ts';
import { LiveList } from './request-list.ts';
import type { SignIn } from './sign-in.ts';
import type { Credentials, Transport } from './transport.ts';

export interface VisitsPorts {
  readonly transport: Transport;
  readonly company: string;
  readonly environment: Environment;
}

/** Whoever uses this browser for a company, until they are forgotten: what is kept of them, and what is open for them. */
export interface Visitor {
  /** The secret as it is kept. */
  readonly secret: Promise<string>;
  readonly storage: ClientStorage;
  readonly desk: CompanyDesk;
  readonly list: LiveList;
  /** Another list of the same. */
  another(): LiveList;
  /** Whom a token has named to this page. */
  who: string | null;
  open(key: string): CustomerConversation;
}

/**
 * Who is at a customer's client, one after the other: all pages of a browser agree on it by the one secret that is kept. What it takes to know
 * somebody by a token, and to forget them, is loaded when a page does either (sign-in.ts).
 */
export class Visits {
  readonly ports: VisitsPorts;
  readonly $visit = atom<Visit>({ id: 0, known: false });
  /** Names what is kept for this server and company. */
  readonly place: string;
  /** Where the secret stands. */
  readonly kept: ClientStorage;
  token: Token | null;
  now: Visitor;
  #signIn: SignIn | undefined;
  readonly #stops: readonly ((() => void) | undefined)[];

  constructor(ports: VisitsPorts, token: Token | null) {
    const { environment, transport, company } = (this.ports = ports);
    this.token = token;
    this.place = JSON.stringify([transport.origin, company]);
    this.kept = environment.storage(this.place);
    this.now = this.begin(this.secret());
    // Who cannot look now does so the next time, and before anything is said.
    const look = () => void this.#look().catch(() => undefined);
    this.#stops = [environment.onWake(look), this.kept.watch?.('reset', look)];
  }

  /** The secret that is kept, made if there is none. */
  secret(): Promise<string> {
    return this.kept.getOrSet('secret', () => this.ports.environment.randomHex(256));
  }

  begin(secret: Promise<string>): Visitor {
    const { environment, transport, company } = this.ports;
    const storage = deferredStorage(secret.then((kept) => environment.storage(scopeOf(this.place, kept))));
    const desk: CompanyDesk = new CompanyDesk({
      transport,
      company,
      environment,
      storage,
      read: parseCustomerFrame,
      identification: {
        role: 'customer',
        current: () => this.#credentials(visitor),
        renew: (reason) => this.#signIn?.renew(reason) ?? false,
        adopts: () => this.owns(visitor),
      },
    });
    const another = () => new LiveList([desk], { view: 'all', mine: false, sort: 'submitted', direction: 'descending' });
    const conversations = new Conversations((...about) => new OpenCustomerConversation(...about));
    const visitor: Visitor = {
      secret,
      storage,
      desk,
      list: another(),
      another,
      who: null,
      open: (key) => conversations.open(desk, key),
    };
    return visitor;
  }

  /** Whether what is kept for a visitor is of whoever is at this page: of somebody whom a token has named it is theirs only who come with one. */
  async owns({ storage, who }: Visitor): Promise<boolean> {
    const known = await storage.get('known');
    return known === null || known === who;
  }

  /** Rejects with `offline` if the code cannot be had. */
  async signIn(): Promise<SignIn> {
    const { SignIn } = await import('./sign-in.ts').catch((cause: unknown) => {
      throw new SupportError('offline', {}, cause);
    });
    return (this.#signIn ??= new SignIn(this));
  }

  close(): void {
    for (const stop of this.#stops) stop?.();
    this.now.list.release();
    void this.now.desk.close();
  }

  /** Who a visitor is as long as no token says it. */
  async nameless({ secret }: Visitor): Promise<Credentials> {
    return { role: 'customer', secret: secretIn(await secret) };
  }

  async #credentials(visitor: Visitor): Promise<Credentials> {
    await this.#look();
    return this.token === null ? this.nameless(visitor) : (await this.signIn()).credentials(visitor);
  }

  /** Another page may have forgotten whoever was here, while this one slept. */
  async #look(): Promise<void> {
    const { now } = this;
    if ((await now.secret) !== (await this.secret())) await (await this.signIn()).forgotten(now);
  }
}
