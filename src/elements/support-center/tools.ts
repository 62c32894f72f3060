import { nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { TechnicianClient } from '../../client/client.ts';
import { privateTag } from '../private-tags.ts';
import type { ToolName } from './availability-menu.ts';
import type { KeptChoices } from './kept-choices.ts';

/** A dialog's class; each of them is a ToolDialog, of which nothing is loaded before. */
export interface ToolClass extends CustomElementConstructor {
  readonly tag: string;
}

/** The class of a dialog: what is seldom opened is loaded when it is. Rejects if it cannot be fetched. */
async function loadTool(name: ToolName): Promise<ToolClass> {
  switch (name) {
    case 'notifications':
      return (await import('./notifications-dialog.ts')).NotificationsDialog;
    case 'shortcuts':
      return (await import('./shortcuts-dialog.ts')).ShortcutsDialog;
    case 'technicians':
      return (await import('./technicians-dialog.ts')).TechniciansDialog;
    case 'replies':
      return (await import('./replies-dialog.ts')).RepliesDialog;
  }
}

/** The dialog that is open, if one is. */
export class OpenTool implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #failed: () => void;
  readonly #closed: () => void;
  #element: ToolClass | null = null;

  /**
   * @param failed called when its code could not be loaded.
   * @param closed called when it has closed: the focus may be nowhere then.
   */
  constructor(host: ReactiveControllerHost, failed: () => void, closed: () => void) {
    this.#host = host;
    this.#failed = failed;
    this.#closed = closed;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#element !== null;
  }

  hostDisconnected(): void {
    this.#element = null;
  }

  readonly open = (name: ToolName): void => {
    loadTool(name).then((element) => {
      this.#show(element);
    }, this.#failed);
  };

  #show(element: ToolClass | null): void {
    this.#element = element;
    this.#host.requestUpdate();
  }

  readonly #close = (): void => {
    this.#show(null);
    this.#closed();
  };

  template(client: TechnicianClient | undefined, kept: KeptChoices): TemplateResult | typeof nothing {
    if (!this.#element) return nothing;
    const tag = privateTag(this.#element);
    return staticHtml`<${tag} class="tool" .client=${client} .choices=${kept} .closed=${this.#close}></${tag}>`;
  }
}
