import { html, nothing, type TemplateResult, type PropertyValues } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import { ToolDialog } from './tool-dialog.ts';
import { state } from '../decorators.ts';

/** A dialog in which an admin works on one company, chosen at the top if there are several. */
export abstract class CompanyDialog extends ToolDialog {
  /** The company that is worked on. */
  @state() protected chosen = '';

  protected abstract content(): TemplateResult;
  /** Another company has been chosen, or the first one. */
  protected abstract entered(): void;

  protected override get broad(): boolean {
    return true;
  }

  protected get me(): CompanyPresence['me'] {
    return this.companies.find(({ company }) => company === this.chosen)?.me ?? null;
  }

  get #administered(): readonly CompanyPresence[] {
    return this.companies.filter(({ me }) => me?.staff === 'admin');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const companies = this.technician?.$companies.get() ?? [];
    const first = companies.find(({ me }) => me?.staff === 'admin');
    if (this.chosen !== '' || !first) return;
    this.chosen = first.company;
    this.entered();
  }

  protected override body(): TemplateResult {
    const companies = this.#administered;
    // Whoever is no admin any more has nothing to see here.
    if (this.me?.staff !== 'admin') return html`<p class="note bad" role="alert">${this.common.words.errors.forbidden}</p>`;
    return html`${companies.length > 1
      ? html`<div class="field">
          <label for="company">${this.terms.words.company}</label>
          <select
            class="input"
            id="company"
            @change=${({ target }: Event) => {
              if (!(target instanceof HTMLSelectElement)) return;
              this.chosen = target.value;
              this.said = null;
              this.faults = [];
              this.entered();
            }}
          >
            ${companies.map(({ company }) => html`<option value=${company} ?selected=${company === this.chosen}>${this.companyName(company)}</option>`)}
          </select>
        </div>`
      : nothing}
    ${this.content()}`;
  }

  /** Puts the focus on what the next rendering brings. */
  protected focusOn(selector: string): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}
