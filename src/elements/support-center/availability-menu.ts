import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { isWithdrawn } from '../access.ts';
import { companyName } from '../company-names.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon } from '../icon.ts';
import type { KeyHint } from '../key-hint.ts';
import { SupportElement } from '../support-element.ts';
import { MenuPopover } from './menu-popover.ts';
import { menuStyles } from './menu.styles.ts';

/** A dialog that the menu opens. */
export type ToolName = 'notifications' | 'shortcuts' | 'technicians' | 'replies';

export interface MenuTool {
  readonly name: ToolName;
  readonly label: string;
  /** In a second line, such as how it is set now; empty for nothing to say. */
  readonly hint: string;
}

/** A part of support-center: what the technician has set for all companies, or for one, and whether each can be reached. */
export class AvailabilityMenu extends SupportElement {
  static override readonly tag: string = 'availability-menu';
  static override styles: CSSResultGroup = [tokens, base, controls, menuStyles];

  /** What else the menu offers. */
  @property({ attribute: false }) tools: readonly MenuTool[] = [];
  @property({ attribute: false }) openTool: (name: ToolName) => void = () => undefined;
  /** The keys that switch between Available and Unavailable, for whoever looks for them. */
  @property({ attribute: false }) keys: KeyHint | undefined;

  @state() private problem = '';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #companies = new StoreController(this, () => this.#clients.technician?.$companies);
  readonly #menu = new MenuPopover(this, () => {
    this.problem = '';
  });

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  async #set(available: boolean, company?: string): Promise<void> {
    this.problem = '';
    try {
      await this.#clients.technician?.setAvailable(available, company);
    } catch (error) {
      const code = codeOf(error);
      this.problem = this.#common.words.errors[code];
      this.announce(this.problem, 'assertive');
      this.dispatchEvent(new SupportErrorEvent(code, error));
    }
  }

  async #setAll(available: boolean): Promise<void> {
    await this.#set(available);
    if (this.problem === '') this.#menu.hide();
  }

  protected override render(): TemplateResult | typeof nothing {
    const companies = (this.#companies.value ?? []).filter((one) => !isWithdrawn(one));
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
        aria-expanded=${this.#menu.open ? 'true' : 'false'}
        aria-label="${words.availability}: ${label}"
        title=${this.keys?.title ?? nothing}
        aria-keyshortcuts=${this.keys?.aria ?? nothing}
      >
        <span class="light ${available > 0 ? 'on' : 'off'}"></span><span>${label}</span>${icon(ChevronDown, 'down')}
      </button>
      <div class="menu" id="menu" popover role="menu" aria-label=${words.availability} @beforetoggle=${this.#menu.onBeforeToggle} @toggle=${this.#menu.onToggle} @keydown=${this.#menu.onKeyDown}>
        <div role="group" aria-label=${companies.length > 1 ? words.allCompanies : words.availability}>
          ${companies.length > 1 ? html`<p class="group" aria-hidden="true">${words.allCompanies}</p>` : nothing}
          ${this.#choice(words.available, 'on', all, true)} ${this.#choice(words.unavailable, 'off', available === 0, false)}
        </div>
        ${companies.length > 1 ? html`<div role="group" aria-label=${words.columns.company} class="companies">${companies.map((presence) => this.#company(presence))}</div>` : nothing}
        ${this.tools.length > 0 ? html`<div role="group" aria-label=${words.tools} class="companies">${this.tools.map((tool) => this.#tool(tool))}</div>` : nothing}
        ${this.problem ? html`<p class="note bad" role="none">${this.problem}</p>` : nothing}
      </div>`;
  }

  #tool({ name, label, hint }: MenuTool): TemplateResult {
    return html`<button
      type="button"
      class="item"
      role="menuitem"
      tabindex="-1"
      data-tool=${name}
      @click=${() => {
        this.#menu.hide();
        this.openTool(name);
      }}
    >
      <span class="name">${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>
    </button>`;
  }

  #choice(label: string, light: 'on' | 'off', checked: boolean, available: boolean): TemplateResult {
    return html`<button type="button" class="item" role="menuitemradio" aria-checked=${checked ? 'true' : 'false'} tabindex="-1" @click=${() => void this.#setAll(available)}>
      <span class="light ${light}"></span><span class="name">${label}</span>${checked ? icon(Check) : nothing}
    </button>`;
  }

  #company(presence: CompanyPresence): TemplateResult {
    const { company, me, connection } = presence;
    const { words } = this.#terms;
    const available = me?.available === true;
    const reached = connection.status === 'connected';
    return html`<button type="button" class="item" role="menuitemcheckbox" aria-checked=${available ? 'true' : 'false'} tabindex="-1" @click=${() => void this.#set(!available, company)}>
      <span class="light ${available ? 'on' : 'off'}"></span>
      <span class="name"><bdi>${companyName(presence)}</bdi>${reached ? nothing : html`<span class="unreached">${words.unreachable}</span>`}</span>
      <span class="switch ${available ? 'on' : ''}" aria-hidden="true"></span>
    </button>`;
  }
}
