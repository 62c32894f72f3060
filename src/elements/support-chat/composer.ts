import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Conversation } from '../../client/client.ts';
import { messageFault } from '../../domain/text-rules.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import { direction } from '../../locales/languages.ts';
import { pastedFiles } from '../file-upload/file-drop.ts';
import { icon } from '../icon.ts';
import { LazyPart } from '../lazy-part.ts';
import type { SupportElement } from '../support-element.ts';
import { DraftController } from './draft-controller.ts';
import type { RoomLeft } from './room-left.ts';

/** A message of fewer characters has room for more, whatever they are: none takes more than six bytes. */
const roomy = 8_000;

export interface ComposerDeeds {
  /** Send was pressed; the text may be empty or too long. */
  send(text: string): void;
  /** Whoever has typed nothing wants to change what they said last. */
  rewriteLast(): void;
  paste(files: readonly File[]): void;
}

/** What stands in the field for a while in the place of a new message: one that is being written anew. */
export interface Rewriting {
  readonly text: string;
  /** Says so, above the field. */
  note(): TemplateResult;
  typed(text: string): void;
  /** Send was pressed; the text may be empty or too long. */
  save(text: string): void;
  cancel(): void;
}

export interface ComposerView {
  readonly terms: ChatTerms;
  readonly formats: Formats;
  /** The control that attaches files. */
  readonly attach: TemplateResult;
  /** Why the last message did not go out. */
  readonly fault: string | null;
}

/** The one field in which a message is written: attach, text, send. What is typed is kept per request until it is sent. */
export class Composer {
  readonly #host: SupportElement;
  readonly #deeds: ComposerDeeds;
  readonly #draft: DraftController;
  readonly #room: LazyPart<RoomLeft>;
  #text = '';
  #opened: Conversation | undefined;
  #rewriting: Rewriting | null = null;
  /** The draft, while something else stands in the field. */
  #aside = '';
  #words: Pick<ComposerView, 'terms' | 'formats'> | null = null;

  constructor(host: SupportElement, deeds: ComposerDeeds) {
    this.#host = host;
    this.#deeds = deeds;
    this.#room = new LazyPart(host, async () => new (await import('./room-left.ts')).RoomLeft(host));
    this.#draft = new DraftController(host, (text) => {
      if (this.#rewriting) this.#aside = text;
      else if (text !== this.#text) this.#set(text);
    });
  }

  /** What is being written anew, or null. */
  get rewriting(): Rewriting | null {
    return this.#rewriting;
  }

  get text(): string {
    return this.#text;
  }

  /** Turns to another conversation: what was typed for the one before is kept, what was typed for this one comes back. */
  open(conversation: Conversation | undefined): void {
    this.#opened = conversation;
    this.#rewriting = null;
    this.#set('');
    this.#draft.open(conversation);
  }

  focus(): void {
    this.#field?.focus();
  }

  /** Puts something else into the field, or with null what was typed before; that is kept meanwhile. */
  rewrite(rewriting: Rewriting | null): void {
    if (!this.#rewriting) this.#aside = this.#text;
    this.#rewriting = rewriting;
    this.#set(rewriting?.text ?? this.#aside);
  }

  /** Empties the field; the draft is kept until {@link sent}. */
  take(): void {
    this.#draft.hold();
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
    this.sent();
  }

  render({ terms, formats, attach, fault }: ComposerView): TemplateResult {
    const tooLong = messageFault(this.#text) === 'too_long';
    this.#words = { terms, formats };
    const said = tooLong ? terms.messageTooLong : fault;
    return html`<form class="composer" @submit=${this.#submitted}>
      ${this.#rewriting?.note() ?? nothing} ${said === null ? nothing : html`<p class="fault" id="fault">${icon(CircleAlert)} <span>${said}</span></p>`}
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
        <button type="submit" class=${`button icon-only send${tooLong ? '' : this.#text.trim() === '' ? ' idle' : ' primary'}${direction(formats.language) === 'rtl' ? ' mirrored' : ''}`} aria-disabled=${tooLong ? 'true' : nothing} aria-describedby=${tooLong ? 'fault' : nothing} aria-label=${terms.send} title=${tooLong ? said : terms.send}>${icon(SendHorizontal)}</button>
      </div>
      ${this.#text.length > roomy ? this.#room.value?.render(this.#text, terms, formats) : nothing}
    </form>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('.composer textarea');
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

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.#set(event.target.value);
    if (this.#text.length > roomy || this.#room.value) void this.#count();
    if (this.#rewriting) {
      this.#rewriting.typed(this.#text);
      return;
    }
    this.#draft.change(this.#text);
    if (this.#text.trim() !== '') this.#opened?.typing();
  };

  /** Says how much room is left, now and then. */
  async #count(): Promise<void> {
    const room = await this.#room.want(false);
    if (this.#words) room?.typed(this.#text, this.#words.terms, this.#words.formats);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#rewriting && !event.isComposing) {
      // Nothing around it is meant.
      event.stopPropagation();
      this.#rewriting.cancel();
    } else if (event.key === 'ArrowUp' && this.#text === '' && !this.#rewriting) this.#deeds.rewriteLast();
    // An Enter that ends a composition chooses a word; Safari reports it after the composition, with 229.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it there
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    this.#submitted(event);
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    if (this.#rewriting) this.#rewriting.save(this.#text);
    else this.#deeds.send(this.#text);
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    const files = pastedFiles(event);
    if (files.length === 0) return;
    event.preventDefault();
    this.#deeds.paste(files);
  };
}
