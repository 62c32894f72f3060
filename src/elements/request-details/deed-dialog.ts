import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TechnicianConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { noteFault, textLimits } from '../../domain/text-rules.ts';
import { en as chatEnglish } from '../../locales/en/chat.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { en as detailsEnglish } from '../../locales/en/details.ts';
import type { Area } from '../../locales/languages.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import { deedDialogStyles } from './deed-dialog.styles.ts';

/**
 * A modal dialog that asks what a deed needs, and stays with all that was given when the deed is refused. It opens as soon as it is
 * there; whoever put it there takes it away again when it is `closed`.
 */
export abstract class DeedDialog extends SupportElement {
  static override styles: CSSResultGroup = [tokens, base, controls, deedDialogStyles];

  @property({ attribute: false }) conversation: TechnicianConversation | undefined;

  /** Called when it has closed, done or not. */
  @property({ attribute: false }) closed: () => void = () => undefined;

  /** What was refused, worded when it is shown; not what is wrong in a field. */
  @state() protected fault: ErrorCode | null = null;
  @state() private busy = false;
  /** The note for colleagues. */
  @state() protected note = '';

  protected readonly terms = new TermsController(this, 'details', detailsEnglish);
  protected readonly console = new TermsController(this, 'console', consoleEnglish);
  protected readonly common = new TermsController(this, 'chat', chatEnglish);

  protected override get words(): readonly TermsController<Area>[] {
    return [this.terms, this.console, this.common];
  }

  /** Does it with what was given. */
  protected abstract act(conversation: TechnicianConversation): Promise<void>;

  /** Puts the cursor into the first field that is not as it must be; false if all are. */
  protected faulty(): boolean {
    if (noteFault(this.note, false) === null) return false;
    this.renderRoot.querySelector<HTMLElement>('#note')?.focus();
    return true;
  }

  /** Whether a refusal is told beside a field. */
  protected besideField(_code: ErrorCode): boolean {
    return false;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #close(): void {
    this.#dialog?.close();
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { conversation } = this;
    if (!conversation || this.busy) return;
    this.fault = null;
    if (this.faulty()) return;
    this.busy = true;
    try {
      await this.act(conversation);
      this.#close();
    } catch (error) {
      const code = codeOf(error);
      this.fault = code;
      this.dispatchEvent(new SupportErrorEvent(code, error));
      await this.updateComplete;
      if (this.besideField(code)) this.faulty();
    } finally {
      this.busy = false;
    }
  }

  /** The dialog around its fields. */
  protected frame({ title, about, fields, submit }: { readonly title: string; readonly about?: string; readonly fields: TemplateResult; readonly submit: string }): TemplateResult {
    const told = this.fault !== null && !this.besideField(this.fault) ? this.common.words.errors[this.fault] : null;
    return html`<dialog
      aria-labelledby="title"
      aria-describedby=${about === undefined ? nothing : 'about'}
      @close=${() => {
        this.closed();
      }}
    >
      <form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKeyDown}>
        <h2 id="title">${title}</h2>
        ${about === undefined ? nothing : html`<p class="about" id="about">${about}</p>`} ${fields}
        <div role="alert">${told === null ? nothing : html`<p class="note bad">${icon(CircleAlert)}<span>${told}</span></p>`}</div>
        <div class="choices">
          <button type="button" class="button" @click=${this.#onCancel}>${this.terms.words.cancel}</button>
          <button type="submit" class="button primary" aria-busy=${this.busy ? 'true' : nothing}>${submit}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** The field of the note that goes with the deed. */
  protected noteField(): TemplateResult {
    const { words, formats } = this.terms;
    const tooLong = noteFault(this.note, false) !== null;
    return html`<div class="field">
      <label for="note">${words.comment} <span>(${words.optional})</span></label>
      <textarea
        class="input"
        id="note"
        rows="2"
        dir="auto"
        autocomplete="off"
        aria-invalid=${tooLong ? 'true' : nothing}
        aria-describedby=${tooLong ? 'note-fault note-hint' : 'note-hint'}
        .value=${live(this.note)}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLTextAreaElement) this.note = target.value;
        }}
      ></textarea>
      <div role="alert">${tooLong ? html`<p class="fault" id="note-fault">${icon(CircleAlert)} <span>${words.noteTooLong(formats.number(textLimits.note))}</span></p>` : nothing}</div>
      <p class="hint" id="note-hint">${words.commentHint}</p>
    </div>`;
  }

  readonly #onSubmit = (event: Event): void => {
    void this.#submit(event);
  };

  readonly #onCancel = (): void => {
    this.#close();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) void this.#submit(event);
    // Escape closes the dialog, and nothing around it.
    if (event.key === 'Escape') event.stopPropagation();
  };
}
