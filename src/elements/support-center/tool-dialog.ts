import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { CompanyPresence, TechnicianClient } from '../../client/client.ts';
import { codeOf, isSupportError } from '../../client/errors.ts';
import type { FieldFault } from '../../domain/text-rules.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { en as settingsEnglish } from '../../locales/en/settings.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { isWithdrawn } from '../access.ts';
import { nameOfCompany } from '../company-names.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import type { KeptChoices } from './kept-choices.ts';
import { toolDialogStyles } from './tool-dialog.styles.ts';

/** What has come of a deed in a dialog. */
export interface Said {
  readonly good: boolean;
  readonly text: string;
}

/** A dialog of the console that is loaded when it is opened. It opens with its first rendering, and is taken away when it closes. */
export abstract class ToolDialog extends SupportElement {
  static override styles: CSSResultGroup = [tokens, base, controls, toolDialogStyles];

  @property({ attribute: false }) choices: KeptChoices | undefined;
  @property({ attribute: false }) closed: () => void = () => undefined;

  @state() protected said: Said | null = null;
  /** What is wrong with what was sent last, and where. */
  @state() protected faults: readonly FieldFault[] = [];
  @state() protected busy = false;

  protected readonly terms = new TermsController(this, 'settings', settingsEnglish);
  protected readonly consoleTerms = new TermsController(this, 'console', consoleEnglish);
  protected readonly common = new TermsController(this, 'common', commonEnglish);
  readonly #companies = new StoreController(this, () => this.technician?.$companies);
  #ended = false;

  protected override get words(): readonly TermsController<Area>[] {
    return [this.terms, this.consoleTerms, this.common];
  }

  protected get technician(): TechnicianClient | undefined {
    return this.client?.role === 'technician' ? this.client : undefined;
  }

  /** Those at which the technician may do something. */
  protected get companies(): readonly CompanyPresence[] {
    return (this.#companies.value ?? []).filter((one) => !isWithdrawn(one));
  }

  protected abstract get heading(): string;
  protected abstract body(): TemplateResult;
  protected get broad(): boolean {
    return false;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.renderRoot.querySelector('dialog')?.showModal();
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<dialog class=${this.broad ? 'broad' : ''} aria-labelledby="heading" @cancel=${this.#onCancel} @close=${this.#onClose}>
      <div class="head">
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button type="button" class="button plain icon-only" aria-label=${this.terms.words.close} @click=${this.close}>${icon(X)}</button>
      </div>
      <div class="body" tabindex=${this.broad ? '0' : nothing} role=${this.broad ? 'group' : nothing} aria-labelledby=${this.broad ? 'heading' : nothing}>${this.body()}</div>
    </dialog>`;
  }

  protected readonly close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
    this.#end();
  };

  readonly #onClose = ({ target }: Event): void => {
    if (target === this.renderRoot.querySelector('dialog')) this.#end();
  };

  /** Escape gives up what is being written first, and the dialog only then. */
  readonly #onCancel = (event: Event): void => {
    if (event.target !== this.renderRoot.querySelector('dialog')) return;
    if (event.cancelable) event.preventDefault();
    if (!this.stepBack() && event.cancelable) this.close();
  };

  /** At once, and not only with the event of it, which comes a frame later: until then keys would go nowhere. */
  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.closed();
  }

  /** Gives up what has been begun in the dialog, as its Cancel does; false if nothing has. */
  protected stepBack(): boolean {
    return false;
  }

  /** Does something at the desk and says what came of it: `done` if it was done; faults are left for the fields. */
  protected async attempt(deed: () => Promise<void> | undefined, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.said = null;
    this.faults = [];
    try {
      await deed();
      if (done) this.say({ good: true, text: done });
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Says why something was not done; its faults are left for the fields. */
  protected fail(error: unknown): void {
    const code = codeOf(error);
    this.faults = isSupportError(error) ? (error.details.faults ?? []) : [];
    this.say({ good: false, text: this.common.words.errors[code] });
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  protected say(said: Said): void {
    this.said = said;
    this.announce(said.text, said.good ? 'polite' : 'assertive');
  }

  /** What came of the last deed, where it was done. */
  protected outcome(): TemplateResult | typeof nothing {
    const { said } = this;
    return said === null ? nothing : html`<p class=${said.good ? 'said' : 'fault'} role=${said.good ? 'status' : 'alert'}>${said.text}</p>`;
  }

  /** The fault of a field, for under it; the field names it by `fault-NAME`. */
  protected faultOf(field: FieldFault['field'], words: (fault: FieldFault) => string): TemplateResult | typeof nothing {
    const fault = this.faults.find((one) => one.field === field);
    return fault ? html`<p class="fault" id="fault-${field}">${words(fault)}</p>` : nothing;
  }

  protected hasFault(field: FieldFault['field']): boolean {
    return this.faults.some((one) => one.field === field);
  }

  /** What is written anew is not known to be wrong. */
  protected forgetFault(field: FieldFault['field']): void {
    if (this.hasFault(field)) this.faults = this.faults.filter((one) => one.field !== field);
  }

  protected companyName(id: string): string {
    return nameOfCompany(id, this.companies);
  }
}
