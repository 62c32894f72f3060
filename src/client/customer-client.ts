import type { Metadata } from '../domain/request.ts';
import { formFaults, tidyForm, type RequestForm } from '../domain/text-rules.ts';
import { claimCodeLength, metadataLimits } from '../protocol/limits.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { CustomerClient, Submission } from './client.ts';
import type { Token } from './credentials.ts';
import type { Environment, StorageChoice } from './environment.ts';
import { SupportError } from './errors.ts';
import type { Transport } from './transport.ts';
import { Visits, type Visitor } from './visits.ts';
import { whereKept } from './where-kept.ts';

export interface CustomerOptions {
  readonly transport: Transport;
  /** The company's id at that server. */
  readonly company: string;
  /** A signed token of a customer whom the page knows, or how to get one; see {@link CustomerClient.identify}. */
  readonly token?: Token | null | undefined;
  /** The browser's own by default. */
  readonly environment?: Environment;
  /** What this browser may keep: `local` (default), `session` (this tab only) or `none` (memory). */
  readonly storage?: StorageChoice;
}

/**
 * A customer of one company. Connects at once; close() ends it.
 *
 * @example
 * const customer = createCustomerClient({ transport: webSocketTransport('https://desk.example'), company: 'acme' });
 * const request = await customer.submit({ name: 'Kim', email: 'kim@mail.example', description: 'It does not start.' });
 */
export function createCustomerClient({ transport, company, token = null, storage: kind = 'local', environment = browserEnvironment(kind) }: CustomerOptions): CustomerClient {
  const visits = new Visits({ transport, company, environment }, token);
  const { desk, list, storage } = visits.now;
  const $storage = whereKept(kind, storage);
  desk.start();

  return {
    role: 'customer',
    company,
    $connection: desk.$connection,
    $storage,
    storage: kind,
    $settings: desk.$settings,
    $visit: visits.$visit,
    $me: desk.$me as CustomerClient['$me'],
    $requests: list.$rows,
    $requestsStatus: list.$status,
    request: (key) => visits.now.open(key),

    async submit(form: Submission) {
      const faults = formFaults(form);
      if (faults.length > 0 || !fits(form.metadata ?? {})) throw new SupportError('invalid', { faults });
      const key = environment.randomHex(128);
      const { desk, open } = visits.now;
      await desk.post({ type: 'submit', key, ...tidyForm(form), metadata: form.metadata ?? {} });
      return open(key);
    },

    async resume() {
      const { now } = visits;
      const { desk, list } = now;
      await settled(now);
      await desk.outbox.adopt();
      // What waits to be submitted is open too, and the desk does not know it yet.
      const waiting = desk.outbox.waiting().flatMap(({ command }) => (command.type === 'submit' ? command.key : []));
      if (waiting.length === 0) await firstRows(now);
      const open = list.$rows.get().filter(({ status, key }) => status !== 'completed' && !waiting.includes(key));
      open.sort((a, b) => b.updatedAt - a.updatedAt);
      return [...waiting, ...open.map(({ key }) => key)].map(now.open);
    },

    async claim(code) {
      const { desk, open } = visits.now;
      const { key } = await desk.post({ type: 'claim', code: checkedCode(code) });
      // An answer without a key is that of a desk that is no desk.
      if (key === undefined) throw new SupportError('claim_unknown');
      return open(key);
    },

    async renewClaim(code) {
      await visits.now.desk.post({ type: 'renew-claim', code: checkedCode(code) });
    },

    identify: async (by) => (await visits.signIn()).identify(by.token),
    reset: async () => (await visits.signIn()).reset(),

    async formDraft() {
      const { now } = visits;
      await settled(now);
      const kept = (await visits.owns(now)) ? await now.storage.get('draft:form') : null;
      return kept === null ? null : (JSON.parse(kept) as RequestForm);
    },

    async saveFormDraft(form) {
      const { now } = visits;
      const { storage } = now;
      if (await visits.owns(now)) await (form ? storage.set('draft:form', JSON.stringify(form)) : storage.remove('draft:form'));
    },

    close() {
      visits.close();
    },
  };
}

/** Waits until it is known whose what is kept here is, as far as it can be. */
async function settled({ desk }: Visitor): Promise<void> {
  await desk.credentials().catch(() => undefined);
}

/** Waits until it is known which requests there are. Rejects when it cannot be. */
function firstRows({ list, desk }: Visitor): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const look = () => {
      const { status, error } = desk.$connection.get();
      if (list.$status.get() === 'ready') resolve();
      else if (status === 'refused' || status === 'closed') reject(new SupportError(error ?? 'closed'));
      else return;
      for (const stop of stops) stop();
    };
    const stops = [list.$status.listen(look), desk.$connection.listen(look)];
    look();
  });
}

/** What a host page attaches must not be more than a desk takes: it would end the connection [R1]. */
function fits(metadata: Metadata): boolean {
  const entries = Object.entries(metadata);
  const { entries: most, key, value } = metadataLimits;
  const named = (name: string) => name !== '' && name.length <= key && !/\p{Surrogate}/u.test(name);
  return entries.length <= most && entries.every(([name, content]) => named(name) && (typeof content === 'string' ? content.length <= value : Number.isFinite(Number(content))));
}

/** Cut to what a desk takes: what is longer is no code of any. @throws SupportError `invalid` if there is none. */
function checkedCode(code: string): string {
  const tidy = code.trim().slice(0, claimCodeLength);
  if (tidy === '') throw new SupportError('invalid');
  return tidy;
}
