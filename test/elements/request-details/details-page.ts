import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TechnicianClient } from '../../../src/client/client.ts';
import { RequestDetails } from '../../../src/elements/request-details/request-details.ts';
import { all, inside, shown, until } from '../console-scene.ts';

RequestDetails.define();

/** A request as a technician has it on the screen. */
export async function details(client: TechnicianClient, request = 'acme/1', width = 640): Promise<RequestDetails> {
  const element = await fixture<RequestDetails>(html`<request-details request=${request} .client=${client}></request-details>`);
  element.style.inlineSize = `${width}px`;
  element.style.blockSize = '700px';
  await until(() => inside(element, 'h3, .empty'), 'the request or a reason');
  return element;
}

/** A button of the bar, or an entry of the menu behind it. */
export const button = (element: Element, action: string) => inside<HTMLButtonElement>(element, `[data-action="${action}"]`);

export async function press(element: Element, action: string): Promise<void> {
  await until(() => button(element, action)?.getAttribute('aria-disabled') !== 'true' && button(element, action), `${action} to be allowed`);
  button(element, action)!.click();
}

/** Assigned and joined. */
export async function join(element: Element): Promise<void> {
  await press(element, 'assign');
  await press(element, 'join-chat');
  await until(() => button(element, 'end-chat'), 'to be in the chat');
}

export const actions = (element: Element) => all(element, '.actions > button:not(.more)').map(shown);
export const menuItems = (element: Element) => all(element, '.menu .item[data-action]').map((item) => shown(item.querySelector('[id^="item-"]')));
export const main = (element: Element) => all(element, '.actions .primary').map(shown);
export const chat = (element: Element) => inside(element, '.chat')!;
/** What stands in the composer's place. */
export const inChat = <Found extends Element = HTMLElement>(element: Element, selector: string) => inside<Found>(chat(element), selector);
export const reply = (element: Element) => inChat<HTMLTextAreaElement>(element, '.composer textarea')!;
export const noteField = (element: Element) => inChat<HTMLTextAreaElement>(element, '.note-form textarea')!;
export const lines = (element: Element) => all(chat(element), '.rows > li[tabindex]').map((row) => shown(row.querySelector('.bubble') ?? row.querySelector('span')));

/** The dialog that is open, as the element around it. */
export function dialog(element: Element): Element | null {
  const found = all<Element>(element, '*').find((part) => part.localName.includes('-dialog-'));
  return found && inside<HTMLDialogElement>(found, 'dialog')?.open ? found : null;
}

export async function opened(element: Element, action: string): Promise<Element> {
  await press(element, action);
  await until(() => dialog(element), `the dialog of ${action}`);
  return dialog(element)!;
}

export const submit = (asked: Element) => {
  inside<HTMLButtonElement>(asked, '[type="submit"]')!.click();
};

/** Types into whatever has the focus. */
export async function type(text: string): Promise<void> {
  await sendKeys({ type: text });
}
