import type { ReactiveController } from 'lit';
import type { SupportElement } from '../support-element.ts';
import { actionOf, type ShortcutAction, type ShortcutKeys } from './shortcuts.ts';

/** Actions that may go on while their key is held down. */
const repeating: ReadonlySet<ShortcutAction> = new Set(['next', 'previous']);

/**
 * Hears keys inside its host, and while nothing in the page has the focus; never those of another part of the page, of an open dialog, or
 * that somebody else has taken.
 */
export class ShortcutListener implements ReactiveController {
  readonly #host: SupportElement;
  readonly #keys: () => { readonly keys: ShortcutKeys; readonly letters: boolean };
  readonly #act: (action: ShortcutAction) => boolean;

  /** @param act returns false for what cannot be done now: then the key stays the browser's. */
  constructor(host: SupportElement, keys: () => { readonly keys: ShortcutKeys; readonly letters: boolean }, act: (action: ShortcutAction) => boolean) {
    this.#host = host;
    this.#keys = keys;
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const path = event.composedPath();
    const { body, documentElement } = this.#host.ownerDocument;
    const [target] = path;
    if (!path.includes(this.#host) && target !== body && target !== documentElement) return;
    if (path.some((one) => one instanceof HTMLDialogElement)) return;
    const { keys, letters } = this.#keys();
    const action = actionOf(event, keys, letters, isField(target));
    if (!action || (event.repeat && !repeating.has(action)) || !this.#act(action)) return;
    event.preventDefault();
  };
}

function isField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !['button', 'checkbox', 'radio', 'file', 'submit', 'reset'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable);
}
