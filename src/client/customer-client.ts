import { atom } from 'nanostores';
import type { Metadata } from '../domain/request.ts';
import { formFaults, tidyForm, type RequestForm } from '../domain/text-rules.ts';
import { metadataLimits } from '../protocol/limits.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { ConnectionState, CustomerClient, CustomerConversation, Submission } from './client.ts';
import { CompanyDesk } from './company-desk.ts';
import { Conversations } from './conversations.ts';
import { customerIdentification } from './credentials.ts';
import type { Environment } from './environment.ts';
import { SupportError } from './errors.ts';
import { LiveList } from './request-list.ts';
import type { Transport } from './transport.ts';

export interface CustomerOptions {
  readonly transport: Transport;
  /** The company's id at that server. */
  readonly company: string;
  /** The browser's own by default. */
  readonly environment?: Environment;
  /** What this browser may keep: `local` (default), `session` (this tab only) or `none` (memory). */
  readonly storage?: 'local' | 'session' | 'none';
}

/** A customer of one company. Connects at once; close() ends it. */
export function createCustomerClient({ transport, company, storage: kind = 'local', environment = browserEnvironment(kind) }: CustomerOptions): CustomerClient {
  const storage = environment.storage(JSON.stringify([transport.origin, company]));
  const desk = new CompanyDesk({ transport, company, environment, storage, identification: customerIdentification(environment, storage) });
  const conversations = new Conversations();
  const list = new LiveList([desk], { view: 'all', mine: false, sort: 'submitted', direction: 'descending' });
  const $storage = atom<'persistent' | 'session' | 'memory'>(kind === 'none' ? 'memory' : kind === 'session' ? 'session' : 'persistent');
  void storage.kind.then((actual) => {
    $storage.set(actual);
  });
  const request = (key: string): CustomerConversation => conversations.open(desk, key);
  desk.start();

  return {
    role: 'customer',
    company,
    $connection: desk.$connection,
    $storage,
    storage: kind,
    $settings: desk.$settings,
    $requests: list.$rows,
    $requestsStatus: list.$status,
    request,

    async submit(form: Submission) {
      const faults = formFaults(form);
      if (faults.length > 0 || !fits(form.metadata ?? {})) throw new SupportError('invalid', { faults });
      const key = environment.randomHex(128);
      await desk.post({ type: 'submit', key, ...tidyForm(form), metadata: form.metadata ?? {} });
      return request(key);
    },

    async resume() {
      await desk.outbox.adopt();
      // What waits to be submitted is open too, and the desk does not know it yet.
      const waiting = desk.outbox.waiting().flatMap(({ command }) => (command.type === 'submit' ? command.key : []));
      if (waiting.length === 0) await firstRows(list, desk);
      const open = list.$rows.get().filter(({ status, key }) => status !== 'completed' && !waiting.includes(key));
      open.sort((a, b) => b.updatedAt - a.updatedAt);
      return [...waiting, ...open.map(({ key }) => key)].map(request);
    },

    async formDraft() {
      const kept = await storage.get('draft:form');
      return kept === null ? null : (JSON.parse(kept) as RequestForm);
    },

    async saveFormDraft(form) {
      await (form ? storage.set('draft:form', JSON.stringify(form)) : storage.remove('draft:form'));
    },

    close() {
      list.release();
      desk.close();
    },
  };
}

/** Waits until it is known which requests there are. Rejects when it cannot be. */
async function firstRows(list: LiveList, desk: CompanyDesk): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stops = [
      list.$status.subscribe((status) => {
        if (status === 'ready') settle(resolve);
      }),
      desk.$connection.subscribe(({ status, error }: ConnectionState) => {
        if (status === 'refused' || status === 'closed') {
          settle(() => {
            reject(new SupportError(error ?? 'closed'));
          });
        }
      }),
    ];
    function settle(then: () => void): void {
      then();
      queueMicrotask(() => {
        for (const stop of stops) stop();
      });
    }
  });
}

/** What a host page attaches must not be more than a desk takes: it would end the connection [R1]. */
function fits(metadata: Metadata): boolean {
  const entries = Object.entries(metadata);
  const { entries: most, key, value } = metadataLimits;
  const named = (name: string) => name !== '' && name.length <= key && !/\p{Surrogate}/u.test(name);
  return entries.length <= most && entries.every(([name, content]) => named(name) && (typeof content === 'string' ? content.length <= value : Number.isFinite(Number(content))));
}
