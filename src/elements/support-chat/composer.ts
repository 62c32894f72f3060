import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Conversation } from '../../client/client.ts';
import { messageFault, textLimits } from '../../domain/text-rules.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { direction } from '../../locales/languages.ts';
import { pastedFiles } from '../file-upload/file-drop.ts';
import { icon } from '../icon.ts';
import type { SupportElement } from '../support-element.ts';
import { Draft } from './draft.ts';

/** From here on the characters left are counted aloud. */
const nearLimit = 500;

export interface ComposerDeeds {
  /** Send was pressed; the text may be empty or too long. */
  send(text: string): void;
  paste(files: readonly File[]): void;
}

export interface ComposerView {
  readonly terms: CommonTerms;
  readonly formats: Formats;
  /** The control that attaches files. */
  readonly attach: TemplateResult;
  /** Why the last message did not go out. */
  readonly fault: string | null;
}

/** The one field in which a message is written: attach, text, send. What is typed is kept per request until it is sent. */
export class Composer implements ReactiveController {
  readonly #host: SupportElement;
  readonly #deeds: ComposerDeeds;
  readonly #draft = new Draft((ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  });
  #text = '';
  #opened: Conversation | undefined;

  constructor(host: SupportElement, deeds: ComposerDeeds) {
    this.#host = host;
    this.#deeds = deeds;
    host.addController(this);
  }

  get text(): string {
    return this.#text;
  }

  hostConnected(): void {
    // A page that is hidden may be gone without another word.
    addEventListener('pagehide', this.#keep);
    document.addEventListener('visibilitychange', this.#keep);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#keep);
    document.removeEventListener('visibilitychange', this.#keep);
    this.#draft.flush();
  }

  /** Turns to another conversation: what was typed for the one before is kept, what was typed for this one comes back. */
  open(conversation: Conversation | undefined): void {
    this.#draft.close();
    this.#set('');
    this.#opened = conversation;
    if (!conversation) return;
    void this.#draft.open(conversation).then((text) => {
      // Whoever has begun to type already is not interrupted.
      if (this.#opened === conversation && this.#text === '' && text !== '') this.#set(text);
    });
  }

  focus(): void {
    this.#field?.focus();
  }

  /** Empties the field; the draft is kept until {@link sent}. */
  take(): void {
    this.#set('');
    this.focus();
  }

  /** The message is kept elsewhere now: the draft is what has been typed since. */
  sent(): void {
    this.#draft.change(this.#text);
    this.#draft.flush();
  }

  /** The message was refused: it comes back, before what has been typed since. */
  giveBack(text: string): void {
    this.#set(this.#text === '' ? text : `${text}\n${this.#text}`);
    this.#draft.change(this.#text);
  }

  render({ terms, formats, attach, fault }: ComposerView): TemplateResult {
    const tooLong = messageFault(this.#text) === 'too_long';
    const left = textLimits.message - this.#text.length;
    const said = tooLong ? terms.messageTooLong : fault;
    return html`<form class="composer" @submit=${this.#submitted}>
      ${said === null ? nothing : html`<p class="fault" id="fault">${icon(CircleAlert)} <span>${said}</span></p>`}
      <div class="box">
        ${attach}
        <div class="grow">
          <textarea
            rows="1"
            aria-label=${terms.message}
            aria-invalid=${tooLong ? 'true' : nothing}
            aria-describedby=${said === null ? nothing : 'fault'}
            placeholder=${terms.messagePlaceholder}
            enterkeyhint="send"
            autocomplete="off"
            dir="auto"
            .value=${live(this.#text)}
            @input=${this.#typed}
            @keydown=${this.#pressed}
            @paste=${this.#pasted}
          ></textarea>
        </div>
        <button type="submit" class=${`button icon-only send${this.#text.trim() === '' ? ' idle' : ' primary'}${direction(formats.language) === 'rtl' ? ' mirrored' : ''}`} aria-label=${terms.send} title=${terms.send}>${icon(SendHorizontal)}</button>
      </div>
      ${left < nearLimit && left >= 0 ? html`<p class="left">${terms.charactersLeft(left, formats)}</p>` : nothing}
    </form>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  #set(text: string): void {
    this.#text = text;
    this.#mirror();
    this.#host.requestUpdate();
  }

  /** For browsers without `field-sizing`: a copy of the text, laid out behind the field, gives it its height. */
  #mirror(): void {
    const grow = this.#field?.parentElement;
    if (grow && !CSS.supports('field-sizing', 'content')) grow.dataset['text'] = this.#text;
  }

  readonly #keep = (): void => {
    this.#draft.flush();
  };

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.#set(event.target.value);
    this.#draft.change(this.#text);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    // An Enter that ends a composition chooses a word; Safari reports it after the composition, with 229.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it there
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#deeds.send(this.#text);
  };

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#deeds.send(this.#text);
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    const files = pastedFiles(event);
    if (files.length === 0) return;
    event.preventDefault();
    this.#deeds.paste(files);
  };
}
