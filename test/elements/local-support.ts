import { createCustomerClient } from '../../src/client/customer-client.ts';
import type { CustomerClient, Submission, TechnicianClient } from '../../src/client/client.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { createLocalDesk, type LocalDesk, type LocalDeskOptions } from '../../src/local/index.ts';

/** A desk in the page with people at it; close() sends everybody home. */
export interface LocalSupport {
  readonly desk: LocalDesk;
  customer(options?: { readonly company?: string; readonly storage?: 'session' | 'none' }): CustomerClient;
  technician(id?: string): TechnicianClient;
  close(): void;
}

export function openSupport(options: LocalDeskOptions = {}): LocalSupport {
  const desk = createLocalDesk({ companies: [{ id: 'acme', name: 'Acme Support' }], technicians: [{ id: 'anna', name: 'Anna Weber' }], ...options });
  const clients: (CustomerClient | TechnicianClient)[] = [];
  const kept = <Client extends CustomerClient | TechnicianClient>(client: Client): Client => {
    clients.push(client);
    return client;
  };
  return {
    desk,
    customer: ({ company = 'acme', storage = 'none' } = {}) => kept(createCustomerClient({ transport: desk.transport(), company, storage })),
    technician: (id = 'anna') => kept(createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token(id), storage: 'none' })),
    close() {
      for (const client of clients) client.close();
      desk.close();
    },
  };
}

export const kim: Submission = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer prints blank pages.' };

interface Store<Value> {
  get(): Value;
  listen(listener: (value: Value) => void): () => void;
}

/** Resolves with a store's value once it is as wanted. */
export function reached<Value>(store: Store<Value>, wanted: (value: Value) => unknown): Promise<Value> {
  return new Promise((resolve) => {
    if (wanted(store.get())) {
      resolve(store.get());
      return;
    }
    const stop = store.listen((value) => {
      if (!wanted(value)) return;
      stop();
      resolve(value);
    });
  });
}

/** The next event of a type, with its own fields. */
export function heard<Type extends keyof HTMLElementEventMap>(target: HTMLElement, type: Type): Promise<HTMLElementEventMap[Type]> {
  return new Promise((resolve) => {
    target.addEventListener(type, resolve, { once: true });
  });
}

/** Resolves when nothing moves any more: what is half-way through a transition is no state. */
export async function settled(): Promise<void> {
  // Two frames: the first takes in what has changed, and only then do its transitions run.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  await Promise.allSettled(rootsIn(document).flatMap((root) => root.getAnimations().map((animation) => animation.finished)));
}

/** A root and the shadow roots inside it, whose animations it does not tell of. */
function rootsIn(root: Document | ShadowRoot): readonly (Document | ShadowRoot)[] {
  return [root, ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? rootsIn(shadowRoot) : []))];
}
