import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { CompanyPresence, TechnicianClient } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { rowAfterKey } from '../request-list/row-keys.ts';
import { SupportElement } from '../support-element.ts';
import { availabilityMenuStyles } from './availability-menu.styles.ts';

/** Room between the button and its menu. Pixels. */
const gap = 6;

/** A part of support-center: what the technician has set for all companies, or for one, and whether each can be reached. */
export class AvailabilityMenu extends SupportElement {
  static override readonly tag: string = 'availability-menu';
  static override styles: CSSResultGroup = [tokens, base, controls, availabilityMenuStyles];

  @state() private open = false;
  @state() private problem = '';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #companies = new StoreController(this, () => this.#technician?.$companies);

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  get #technician(): TechnicianClient | undefined {
    const client = this.#clients.client;
    return client?.role === 'technician' ? client : undefined;
  }

  async #set(available: boolean, company?: string): Promise<void> {
    this.problem = '';
    try {
      await this.#technician?.setAvailable(available, company);
    } catch (error) {
      const code = isSupportError(error) ? error.code : 'unavailable';
      this.problem = this.#common.words.errors[code];
      this.announce(this.problem, 'assertive');
      this.dispatchEvent(new SupportErrorEvent(code, error));
    }
  }

  async #setAll(available: boolean): Promise<void> {
    await this.#set(available);
    if (this.problem === '') this.#menu?.hidePopover();
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu');
  }

  readonly #onBeforeToggle = (event: ToggleEvent): void => {
    const menu = this.#menu;
    const button = this.renderRoot.querySelector('.current');
    if (event.newState !== 'open' || !menu || !button) return;
    const { top, bottom, left, right } = button.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.ownerDocument.documentElement;
    const leftToRight = getComputedStyle(this).direction === 'ltr';
    const downwards = clientHeight - bottom > top;
    menu.style.setProperty('inset', 'auto');
    if (downwards) menu.style.setProperty('top', `${bottom + gap}px`);
    else menu.style.setProperty('bottom', `${clientHeight - top + gap}px`);
    if (leftToRight) menu.style.setProperty('right', `${Math.max(gap, clientWidth - right)}px`);
    else menu.style.setProperty('left', `${Math.max(gap, left)}px`);
    menu.style.setProperty('max-block-size', `${(downwards ? clientHeight - bottom : top) - 2 * gap}px`);
  };

  readonly #onToggle = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    if (!this.open) this.#closed();
    else (this.renderRoot.querySelector<HTMLElement>('[role^="menuitem"][aria-checked="true"]') ?? this.#items()[0])?.focus();
  };

  /** Gives the focus back, unless it has gone elsewhere by a press outside. */
  #closed(): void {
    this.problem = '';
    const nowhere = this.ownerDocument.activeElement === this.ownerDocument.body;
    if (nowhere || this.#menu?.contains(this.shadowRoot?.activeElement ?? null)) this.renderRoot.querySelector<HTMLElement>('.current')?.focus();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') {
      this.#menu?.hidePopover();
      return;
    }
    const items = this.#items();
    const active = this.shadowRoot?.activeElement;
    const to = rowAfterKey(event.key, items.findIndex((item) => item === active), items.length, items.length);
    if (to === null) return;
    event.preventDefault();
    items[to]?.focus();
  };

  #items(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  protected override render(): TemplateResult | typeof nothing {
    const companies = this.#companies.value ?? [];
    const known = companies.filter(({ me }) => me !== null);
    if (known.length === 0) return nothing;
    const { words, formats } = this.#terms;
    const available = known.filter(({ me }) => me?.available === true).length;
    const all = available === known.length;
    const label = available === 0 ? words.unavailable : all ? words.available : words.availableFor(formats.number(available), formats.number(known.length));
    return html`<button
        type="button"
        class="button plain current"
        popovertarget="menu"
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label="${words.availability}: ${label}"
      >
        <span class="light ${available > 0 ? 'on' : 'off'}"></span><span>${label}</span>${icon(ChevronDown, 'down')}
      </button>
      <div class="menu" id="menu" popover role="menu" aria-label=${words.availability} @beforetoggle=${this.#onBeforeToggle} @toggle=${this.#onToggle} @keydown=${this.#onKeyDown}>
        <div role="group" aria-label=${companies.length > 1 ? words.allCompanies : words.availability}>
          ${companies.length > 1 ? html`<p class="group" aria-hidden="true">${words.allCompanies}</p>` : nothing}
          ${this.#choice(words.available, 'on', all, true)} ${this.#choice(words.unavailable, 'off', available === 0, false)}
        </div>
        ${companies.length > 1 ? html`<div role="group" aria-label=${words.company} class="companies">${companies.map((presence) => this.#company(presence))}</div>` : nothing}
        ${this.problem ? html`<p class="note bad" role="none">${this.problem}</p>` : nothing}
      </div>`;
  }

  #choice(label: string, light: 'on' | 'off', checked: boolean, available: boolean): TemplateResult {
    return html`<button type="button" class="item" role="menuitemradio" aria-checked=${checked ? 'true' : 'false'} tabindex="-1" @click=${() => void this.#setAll(available)}>
      <span class="light ${light}"></span><span class="name">${label}</span>${checked ? icon(Check) : nothing}
    </button>`;
  }

  #company({ company, settings, me, connection }: CompanyPresence): TemplateResult {
    const { words } = this.#terms;
    const available = me?.available === true;
    const reached = connection.status === 'connected';
    return html`<button type="button" class="item" role="menuitemcheckbox" aria-checked=${available ? 'true' : 'false'} tabindex="-1" @click=${() => void this.#set(!available, company)}>
      <span class="light ${available ? 'on' : 'off'}"></span>
      <span class="name"><bdi>${settings?.name ?? company}</bdi>${reached ? nothing : html`<span class="unreached">${words.unreachable}</span>`}</span>
      <span class="switch ${available ? 'on' : ''}" aria-hidden="true"></span>
    </button>`;
  }
}
