import type { CustomerClient, CustomerConversation, TechnicianClient, TechnicianConversation } from '../../../src/client/client.ts';
import { createCustomerClient, createTechnicianClient, MemoryEnvironment } from '../../../src/index.ts';
import { createLocalDesk, type LocalDesk } from '../../../src/local/index.ts';
import { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { Cable } from '../../support/cable.ts';
import { setViewport } from '@web/test-runner-commands';
import { fixtureCleanup, html, fixture } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.ts';

SupportChat.define();

/** A desk in the page with a customer, Kim, and a technician, Anna, who look at the same request. */
export interface Scene {
  readonly desk: LocalDesk;
  readonly customer: CustomerClient;
  readonly technician: TechnicianClient;
  /** Kim's side, without a page. */
  readonly kim: CustomerConversation;
  /** Anna's side, without a page. */
  readonly anna: TechnicianConversation;
  /** Lets the clock of all go on. Milliseconds. */
  pass(ms: number): void;
  end(): void;
}

export async function scene(description = 'My printer does not print.'): Promise<Scene> {
  await setViewport({ width: 1_100, height: 1_000 });
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  };
  const environment = () => new MemoryEnvironment({ clock });
  const desk = createLocalDesk({ technicians: [{ id: 'anna', name: 'Anna' }, { id: 'ben', name: 'Ben' }], clock });
  const customer = createCustomerClient({ transport: desk.transport(), company: 'acme', environment: environment() });
  const technician = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna'), environment: environment() });
  await waitUntil(() => customer.$connection.get().status === 'connected' && technician.$connection.get().status === 'connected');
  const kim = await customer.submit({ name: 'Kim', email: 'kim@example.com', description });
  const anna = technician.request('acme', kim.key);
  await waitUntil(() => anna.$state.get() && kim.$state.get(), 'both have it open');
  return {
    desk,
    customer,
    technician,
    kim,
    anna,
    pass: (ms) => {
      ahead += ms;
    },
    end() {
      fixtureCleanup();
      customer.close();
      technician.close();
      desk.close();
    },
  };
}

/** The same, with Anna in the chat. */
export async function joined(): Promise<Scene> {
  const made = await scene();
  await made.anna.assign();
  await made.anna.joinChat();
  await waitUntil(() => made.kim.$state.get()?.chat === 'joined' && made.anna.$state.get()?.chat === 'joined', 'Anna is in the chat');
  await seen(made);
  return made;
}

/** Until both have what either has said. */
export async function seen({ kim, anna }: Scene): Promise<void> {
  const idle = ({ $messages }: CustomerConversation | TechnicianConversation) => $messages.get().every(({ kind }) => kind === 'entry');
  await waitUntil(() => idle(kim) && idle(anna) && kim.$state.get()?.head === anna.$state.get()?.head, 'both have the same');
}

/** Writes many lines, one after the other. */
export async function writes(conversation: CustomerConversation | TechnicianConversation, count: number, text = 'Line'): Promise<void> {
  for (let i = 1; i <= count; i++) await conversation.send(`${text} ${i}`);
}

export async function customersChat({ customer, kim }: Scene, width = 400): Promise<SupportChat> {
  return shown(await fixture<SupportChat>(html`<support-chat lang="en" .client=${customer} request=${kim.key}></support-chat>`), width);
}

export async function techniciansChat({ technician, kim }: Pick<Scene, 'technician' | 'kim'>, width = 400): Promise<SupportChat> {
  return shown(await fixture<SupportChat>(html`<support-chat lang="en" .client=${technician} request=${`acme/${kim.key}`}></support-chat>`), width);
}

/** Fixed in place, so that it is on the screen whatever stands beside it. */
async function shown(chat: SupportChat, width: number): Promise<SupportChat> {
  chat.style.setProperty('inline-size', `${width}px`);
  chat.style.setProperty('block-size', '400px');
  await waitUntil(() => rows(chat).length > 0 || chat.shadowRoot?.querySelector('[role=alert]'), 'the conversation is shown');
  // The way from line to line comes behind the lines themselves.
  await waitUntil(() => lines(chat).length === 0 || lines(chat).some(({ tabIndex }) => tabIndex === 0), 'the lines can be walked through');
  return chat;
}

export const rows = (chat: SupportChat): HTMLElement[] => [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.rows > li')];
export const lines = (chat: SupportChat): HTMLElement[] => rows(chat).filter((row) => row.hasAttribute('tabindex'));
export const texts = (chat: SupportChat): string[] => [...chat.shadowRoot!.querySelectorAll('.bubble')].map((bubble) => bubble.textContent);
export const scroller = (chat: SupportChat): HTMLElement => part(chat, '.scroller');
export const field = (chat: SupportChat): HTMLTextAreaElement => chat.shadowRoot!.querySelector('textarea')!;
export const heard = (chat: SupportChat): string => [...chat.shadowRoot!.querySelectorAll('.announcer')].map(({ textContent }) => textContent).filter(Boolean).join(' | ');

export function part(chat: SupportChat, selector: string): HTMLElement {
  const found = chat.shadowRoot!.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The chat shows no ${selector}`);
  return found;
}

/** Another technician, who looks at it for the first time; comes back at once when the cable is plugged in again. */
export async function ben({ desk }: Scene, cable = new Cable()): Promise<TechnicianClient> {
  const environment = new MemoryEnvironment({ random: () => 0.1 });
  const technician = createTechnicianClient({ transport: cable.through(desk.transport()), companies: ['acme'], token: desk.token('ben'), environment });
  await waitUntil(() => technician.$connection.get().status === 'connected');
  return technician;
}

/** How far the end of the transcript is below what can be seen. Pixels. */
export function below(chat: SupportChat): number {
  const { scrollHeight, scrollTop, clientHeight } = scroller(chat);
  return Math.round(scrollHeight - scrollTop - clientHeight);
}

/** Types as a person would, without a keyboard. */
export async function type(chat: SupportChat, text: string): Promise<void> {
  const area = field(chat);
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await chat.updateComplete;
}
