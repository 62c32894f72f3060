import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { companyName } from '../company-names.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property } from '../decorators.ts';
import { icon } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import { MenuPopover } from './menu-popover.ts';
import { menuStyles } from './menu.styles.ts';
import { filterAfter } from './shown-companies.ts';

/** A part of support-center, for whoever works for several companies: whose requests are shown, and which of them cannot be reached. */
export class CompanyFilter extends SupportElement {
  static override readonly tag: string = 'company-filter';
  static override styles: CSSResultGroup = [tokens, base, controls, menuStyles];

  @property({ attribute: false }) companies: readonly CompanyPresence[] = [];
  /** Undefined for all. */
  @property({ attribute: false }) shown: readonly string[] | undefined;
  @property({ attribute: false }) choose: (companies: readonly string[] | undefined) => void = () => undefined;

  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #menu = new MenuPopover(this);

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms];
  }

  protected override render(): TemplateResult {
    const { words, formats } = this.#terms;
    const { companies, shown } = this;
    const only = shown?.length === 1 ? companies.find(({ company }) => company === shown[0]) : undefined;
    const label = !shown ? words.allCompanies : only ? companyName(only) : words.someCompanies(formats.number(shown.length), formats.number(companies.length));
    return html`<button type="button" class="button plain current" popovertarget="menu" aria-haspopup="menu" aria-expanded=${this.#menu.open ? 'true' : 'false'} aria-label="${words.companyFilter}: ${label}">
        <bdi>${label}</bdi>${icon(ChevronDown, 'down')}
      </button>
      <div
        class="menu"
        id="menu"
        popover
        role="menu"
        aria-label=${words.companyFilter}
        @beforetoggle=${this.#menu.onBeforeToggle}
        @toggle=${this.#menu.onToggle}
        @keydown=${this.#menu.onKeyDown}
      >
        ${this.#item(words.allCompanies, !shown, undefined, true)}
        <div class="companies" role="group" aria-label=${words.columns.company}>${companies.map((presence) => this.#item(companyName(presence), !shown || shown.includes(presence.company), presence.company, presence.connection.status === 'connected'))}</div>
      </div>`;
  }

  #item(label: string, checked: boolean, company: string | undefined, reached: boolean): TemplateResult {
    return html`<button
      type="button"
      class="item"
      role="menuitemcheckbox"
      aria-checked=${checked ? 'true' : 'false'}
      tabindex="-1"
      @click=${() => {
        this.choose(
          company === undefined
            ? undefined
            : filterAfter(
                this.companies.map((one) => one.company),
                this.shown,
                company,
              ),
        );
      }}
    >
      <span class="box ${checked ? 'on' : ''}">${checked ? icon(Check) : nothing}</span>
      <span class="name"><bdi>${label}</bdi>${reached ? nothing : html`<span class="unreached">${this.#terms.words.unreachable}</span>`}</span>
    </button>`;
  }
}
