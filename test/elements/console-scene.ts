import { fixtureCleanup } from '@open-wc/testing';
import type { CustomerClient, CustomerConversation, TechnicianClient } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { createLocalDesk, type LocalDesk, type LocalDeskOptions } from '../../src/local/index.ts';

/** Two companies in the page, with Anna at both and Ben at acme, and customers who file requests. */
export interface Scene {
  readonly desk: LocalDesk;
  readonly anna: TechnicianClient;
  readonly ben: TechnicianClient;
  /** Files a request; each customer is another browser. */
  file(name: string, company?: 'acme' | 'globex', description?: string): Promise<CustomerConversation>;
  end(): void;
}

export async function scene(companies: readonly string[] = ['acme', 'globex'], options: LocalDeskOptions = {}): Promise<Scene> {
  const desk = createLocalDesk({
    companies: [
      { id: 'acme', name: 'Acme' },
      { id: 'globex', name: 'Globex International' },
    ],
    technicians: [
      { id: 'anna', name: 'Anna Berg' },
      { id: 'ben', name: 'Ben Okafor', companies: ['acme'] },
    ],
    ...options,
  });
  const customers: CustomerClient[] = [];
  const technician = (id: string, of: readonly string[]) =>
    createTechnicianClient({ transport: desk.transport(), companies: of, token: desk.token(id), environment: new MemoryEnvironment() });
  const anna = technician('anna', companies);
  const ben = technician('ben', ['acme']);
  await until(() => anna.$connection.get().status === 'connected' && ben.$connection.get().status === 'connected', 'both to be connected');
  return {
    desk,
    anna,
    ben,
    async file(name, company = 'acme', description = `${name} needs help with the printer.`) {
      const customer = createCustomerClient({ transport: desk.transport(), company, environment: new MemoryEnvironment() });
      customers.push(customer);
      return customer.submit({ name, email: 'customer@example.com', description });
    },
    end() {
      fixtureCleanup();
      for (const client of [anna, ben, ...customers]) client.close();
      desk.close();
    },
  };
}

/** Waits for the page, frame by frame, until something is so. */
export async function until(so: () => unknown, what = so.toString()): Promise<void> {
  const giveUp = performance.now() + 15_000;
  while (!so()) {
    if (performance.now() > giveUp) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

/** The element that has the focus, through all shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Text as it is to be seen: what is for assistive technology alone left out, blanks as one. */
export function shown(element: Element | null | undefined): string {
  if (!element) return '';
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('.hidden, style')) hidden.remove();
  return copy.textContent.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
}

export function inside<Found extends Element = HTMLElement>(host: Element, selector: string): Found | null {
  return host.shadowRoot?.querySelector<Found>(selector) ?? null;
}

export function all<Found extends Element = HTMLElement>(host: Element, selector: string): readonly Found[] {
  return [...(host.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

/** What the outermost element has said to assistive technology last. */
export function announced(host: Element): string {
  return all(host, '.announcer')
    .map((region) => region.textContent)
    .filter(Boolean)
    .join(' | ');
}

/** The next event of a kind. */
export function happens<Type extends keyof HTMLElementEventMap>(target: HTMLElement, type: Type): Promise<HTMLElementEventMap[Type]> {
  return new Promise((resolve) => {
    target.addEventListener(type, resolve, { once: true });
  });
}

/** Ends all motion in an element and in what it is made of: contrast is measured at rest. */
export async function still(element: Element): Promise<void> {
  await until(() => true);
  for (const part of [element, ...all<Element>(element, '*')]) {
    for (const animation of part.shadowRoot?.getAnimations() ?? []) animation.finish();
    if (part !== element && part.shadowRoot) await still(part);
  }
  await until(() => true);
}
