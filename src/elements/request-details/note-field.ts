import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TechnicianConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { noteFault, textLimits } from '../../domain/text-rules.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import type { Formats } from '../../locales/formats.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { DraftController } from '../support-chat/draft-controller.ts';
import type { SupportElement } from '../support-element.ts';

export interface NoteWords {
  readonly terms: DetailsTerms;
  readonly common: ChatTerms;
  readonly formats: Formats;
}

/**
 * The field in which a note is written. Its text is kept per request, apart from the message's, until the desk has the note: a refused
 * one stays in the field, with the reason.
 */
export class NoteField {
  readonly #host: SupportElement;
  readonly #written: () => void;
  readonly #draft: DraftController;
  #conversation: TechnicianConversation | undefined;
  #text = '';
  #busy = false;
  #fault: ((words: NoteWords) => string) | null = null;

  /** @param written called when the desk has a note. */
  constructor(host: SupportElement, written: () => void) {
    this.#host = host;
    this.#written = written;
    this.#draft = new DraftController(host, (text) => {
      if (text !== this.#text && !this.#busy) this.#set(text);
    });
  }

  /** Whether something has been typed and not written. */
  get begun(): boolean {
    return this.#text.trim() !== '';
  }

  /** Turns to another conversation: what was typed for the one before is kept, what was typed for this one comes back. */
  open(conversation: TechnicianConversation | undefined): void {
    this.#conversation = conversation;
    this.#busy = false;
    this.#fault = null;
    this.#set('');
    this.#draft.open(
      conversation && {
        draft: () => conversation.noteDraft(),
        saveDraft: (text) => conversation.saveNoteDraft(text),
        watchDraft: (changed) => conversation.watchNoteDraft(changed),
      },
    );
  }

  focus(): void {
    this.#field?.focus();
  }

  render(words: NoteWords): TemplateResult {
    const { terms, formats } = words;
    const tooLong = noteFault(this.#text, false) !== null;
    const fault = tooLong ? terms.noteTooLong(formats.number(textLimits.note)) : (this.#fault?.(words) ?? null);
    return html`<form class="note-form" @submit=${this.#submitted}>
      ${fault === null ? nothing : html`<p class="fault" id="note-fault">${icon(CircleAlert)} <span>${fault}</span></p>`}
      <div class="note-box">
        <p class="secret" id="note-secret">${icon(Lock)}<span>${terms.noteSecret}</span></p>
        <div class="note-line">
          <div class="grow">
            <textarea
              rows="1"
              aria-label=${terms.note}
              aria-describedby=${fault === null ? 'note-secret' : 'note-fault note-secret'}
              aria-invalid=${fault === null ? nothing : 'true'}
              placeholder=${terms.notePlaceholder}
              autocomplete="off"
              dir="auto"
              ?readonly=${this.#busy}
              .value=${live(this.#text)}
              @input=${this.#typed}
              @keydown=${this.#pressed}
            ></textarea>
          </div>
          <button type="submit" class="button add-note" aria-disabled=${this.begun ? nothing : 'true'} aria-busy=${this.#busy ? 'true' : nothing}>${terms.addNote}</button>
        </div>
      </div>
    </form>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('.note-form textarea');
  }

  #set(text: string): void {
    this.#text = text;
    const grow = this.#field?.parentElement;
    // For browsers without `field-sizing`: a copy of the text behind the field gives it its height.
    if (grow && !CSS.supports('field-sizing', 'content')) grow.dataset['text'] = text;
    this.#host.requestUpdate();
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.#fault = null;
    this.#set(event.target.value);
    this.#draft.change(this.#text);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    // An Enter that ends a composition chooses a word; Safari reports it after the composition, with 229.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it there
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void this.#write();
  };

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#write();
  };

  async #write(): Promise<void> {
    const conversation = this.#conversation;
    if (!conversation || this.#busy) return;
    const fault = noteFault(this.#text, true);
    if (fault) {
      if (fault.fault === 'missing') this.#complain(({ terms }) => terms.noteMissing);
      this.focus();
      return;
    }
    this.#draft.flush();
    this.#busy = true;
    this.#fault = null;
    this.#host.requestUpdate();
    const shown = (): boolean => this.#conversation === conversation;
    try {
      await conversation.note(this.#text);
      void conversation.saveNoteDraft('');
      if (!shown()) return;
      this.#set('');
      this.#written();
    } catch (error) {
      const code = codeOf(error);
      if (shown()) this.#complain(({ common }) => common.messageNotSent(common.errors[code]));
      this.#host.dispatchEvent(new SupportErrorEvent(code, error));
    } finally {
      if (shown()) this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  #complain(fault: (words: NoteWords) => string): void {
    this.#fault = fault;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const text = this.#host.renderRoot.querySelector('#note-fault')?.textContent.trim();
      if (text) this.#host.announce(text, 'assertive');
    });
  }
}
