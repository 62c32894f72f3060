import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompanyPresence, TechnicianClient } from '../../client/client.ts';
import type { Row } from '../../protocol/frames.ts';
import type { Arrival } from './arrival-signals.ts';
import type { IdleWatch } from './idle-watch.ts';

/**
 * What comes to light this soon after a technician has become Available may have been there before, and is no news then: the times of
 * the desk and of this page tell, as far as their clocks agree. Milliseconds.
 */
const settling = 4_000;

interface DutyPorts {
  client(this: void): TechnicianClient | undefined;
  /** Words for a notification of these requests. */
  arrivals(this: void, rows: readonly Row[]): readonly Arrival[];
  /** Nobody was here for so long that the technician is Unavailable now for these companies. */
  idled(this: void, companies: readonly string[]): void;
  /** A part could not be loaded. */
  failed(this: void): void;
}

/**
 * What a console does beside showing requests, for those who want it: makes new ones known by notification and sound, and sets a
 * technician who has gone to Unavailable. Each is loaded when it is first wanted.
 */
export class Duties implements ReactiveController {
  readonly #ports: DutyPorts;
  #companies: readonly CompanyPresence[] = [];
  #watch: Promise<IdleWatch> | undefined;
  #giveUp: (() => void) | undefined;
  /** Whether this is the page of all that are open which makes new requests known. */
  #only = false;
  #limits = '';
  /** Since when the technician has been Available again for a company. */
  readonly #since = new Map<string, number>();

  constructor(host: ReactiveControllerHost, ports: DutyPorts) {
    this.#ports = ports;
    host.addController(this);
  }

  hostUpdated(): void {
    const client = this.#ports.client();
    const companies = client?.$companies.get() ?? [];
    if (!client || companies === this.#companies) return;
    const before = this.#companies;
    this.#companies = companies;
    for (const { company, me } of companies) {
      const was = before.find((one) => one.company === company)?.me;
      if (was?.available === false && me?.available) this.#since.set(company, Date.now());
    }
    this.#watchIdle(client);
    const signals = companies.some(({ me }) => me?.notifications.browser === true || me?.notifications.sound === true);
    if (signals) this.#giveUp ??= client.asOnlyPage(this.#begin);
    else this.#stopSignals();
  }

  hostDisconnected(): void {
    this.#stopSignals();
    void this.#watch?.then((watch) => {
      watch.stop();
    });
    this.#watch = undefined;
    this.#limits = '';
    this.#companies = [];
  }

  /** Makes new requests known, as the technician wants it for their companies; nothing where they are Unavailable. */
  async signal(rows: readonly Row[]): Promise<void> {
    if (!this.#only) return;
    const news = rows.filter((row) => this.#isNews(row));
    const wanted = (method: 'browser' | 'sound') => news.filter((row) => this.#companies.some(({ company, me }) => company === row.company && me?.available === true && me.notifications[method]));
    const shown = wanted('browser');
    const heard = wanted('sound');
    if (shown.length === 0 && heard.length === 0) return;
    try {
      const { notify, chime } = await import('./arrival-signals.ts');
      for (const arrival of shown.length > 0 ? this.#ports.arrivals(shown) : []) notify(arrival);
      if (heard.length > 0) await chime();
    } catch {
      this.#ports.failed();
    }
  }

  #isNews({ company, submittedAt }: Row): boolean {
    const since = this.#since.get(company) ?? 0;
    return submittedAt >= since || Date.now() - since > settling;
  }

  readonly #begin = (): (() => void) => {
    this.#only = true;
    // Before it is needed: once a new version of the page is out, it cannot be had any more. Who misses it is told then.
    void import('./arrival-signals.ts').catch(() => undefined);
    return () => {
      this.#only = false;
    };
  };

  #stopSignals(): void {
    this.#giveUp?.();
    this.#giveUp = undefined;
    this.#only = false;
  }

  #watchIdle(client: TechnicianClient): void {
    const limits = new Map(this.#companies.flatMap(({ company, me, console: set }) => (me?.available && set?.idleAfter ? [[company, set.idleAfter] as const] : [])));
    const key = JSON.stringify([...limits]);
    if (key === this.#limits || (limits.size === 0 && !this.#watch)) return;
    this.#limits = key;
    const technician = this.#companies.find(({ me }) => me)?.me?.id ?? '';
    this.#watch ??= import('./idle-watch.ts').then(({ IdleWatch }) => new IdleWatch(technician, (companies) => this.#leave(client, companies), this.#ports.idled));
    this.#watch.then(
      (watch) => {
        watch.watch(limits);
      },
      () => {
        this.#watch = undefined;
        this.#limits = '';
        this.#ports.failed();
      },
    );
  }

  async #leave(client: TechnicianClient, companies: readonly string[]): Promise<boolean> {
    const asked = await Promise.allSettled(companies.map((company) => client.setAvailable(false, company)));
    return asked.every(({ status }) => status === 'fulfilled');
  }
}
