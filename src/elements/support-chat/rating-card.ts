import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../decorators.ts';
import { live } from 'lit/directives/live.js';
import type { CustomerConversation, PendingLine } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { commentFault, commentLength } from '../../domain/rating.ts';
import { starValues, type Stars } from '../../domain/request.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en } from '../../locales/en/conversation.ts';
import type { Area } from '../../locales/languages.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent, SupportRateEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import { ratingCardStyles } from './rating-card.styles.ts';

/** What stands in the card: a rating that is waiting to go out, or the one the desk has. */
interface Given {
  readonly stars: Stars;
  readonly comment: string;
  /** Whether there is no connection to send it by. */
  readonly waits: boolean;
}

/** A part of support-chat: what the customer thinks of the help, once the request is completed. Loaded then. */
export class RatingCard extends SupportElement {
  static override readonly tag: string = 'rating-card';
  static override styles = [tokens, base, controls, ratingCardStyles];

  @property({ attribute: false }) conversation: CustomerConversation | undefined;

  @state() private stars: Stars | null = null;
  @state() private comment = '';
  /** Whether a rating that was given is being changed. */
  @state() private changing = false;
  @state() private fault: 'missing' | ErrorCode | null = null;

  readonly #terms = new TermsController(this, 'conversation', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #state = new StoreController(this, () => this.conversation?.$state);
  readonly #messages = new StoreController(this, () => this.conversation?.$messages);
  readonly #connection = new StoreController(this, () => this.client?.$connection);

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('conversation')) this.#begin(null);
  }

  #begin(given: Given | null): void {
    this.stars = given?.stars ?? null;
    this.comment = given?.comment ?? '';
    this.changing = given !== null;
    this.fault = null;
  }

  get #waiting(): PendingLine | undefined {
    return this.#messages.value?.findLast((line): line is PendingLine => line.kind === 'pending' && line.stars !== undefined);
  }

  get #given(): Given | null {
    const waiting = this.#waiting;
    if (waiting?.stars && waiting.progress === 'sending') return { stars: waiting.stars, comment: waiting.text, waits: this.#connection.value?.status !== 'connected' };
    const rating = this.#state.value?.rating;
    return rating ? { ...rating, waits: false } : null;
  }

  async #send(): Promise<void> {
    const { conversation, stars, comment } = this;
    if (!conversation) return;
    if (stars === null) {
      await this.#complain('missing');
      return;
    }
    if (commentFault(comment)) {
      this.renderRoot.querySelector('textarea')?.focus();
      this.announce(this.#tooLong, 'assertive');
      return;
    }
    // Whoever says it anew has seen that it was refused.
    if (this.#waiting?.progress === 'failed') this.#waiting.discard();
    this.fault = null;
    this.changing = false;
    const sent = conversation.rate(stars, comment.trim());
    this.dispatchEvent(new SupportRateEvent(stars, comment.trim()));
    const kept = this.#kept();
    try {
      await Promise.race([sent, kept]);
      if (this.conversation === conversation) await this.#thank();
      await sent;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'closed') return;
      this.dispatchEvent(new SupportErrorEvent(code, error));
      if (this.conversation !== conversation) return;
      this.stars = stars;
      this.comment = comment;
      this.changing = true;
      await this.#complain(code);
    }
  }

  /** Resolves once this browser keeps it. */
  #kept(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.conversation?.$messages.subscribe(() => {
        if (!this.#waiting) return;
        queueMicrotask(() => stop?.());
        resolve();
      });
    });
  }

  async #thank(): Promise<void> {
    await this.updateComplete;
    const thanks = this.renderRoot.querySelector<HTMLElement>('.thanks');
    if (!thanks) return;
    if (!this.shadowRoot?.activeElement) thanks.focus();
    const { rating } = this.#terms.words;
    this.announce(this.#given?.waits ? rating.waits : rating.thanks);
  }

  async #complain(fault: NonNullable<RatingCard['fault']>): Promise<void> {
    this.fault = fault;
    await this.updateComplete;
    if (fault === 'missing') this.renderRoot.querySelector<HTMLElement>('.star input')?.focus();
    this.announce(this.#said(fault), 'assertive');
  }

  #said(fault: NonNullable<RatingCard['fault']>): string {
    const { rating } = this.#terms.words;
    return fault === 'missing' ? rating.missing : rating.notSent(this.#common.words.errors[fault]);
  }

  get #tooLong(): string {
    return this.#terms.words.rating.commentTooLong(this.#terms.formats.number(commentLength));
  }

  async #change(given: Given | null): Promise<void> {
    this.#begin(given);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(given ? 'input:checked' : '.thanks')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.conversation) return nothing;
    const given = this.#given;
    return given && !this.changing ? this.#thanks(given) : this.#form(given);
  }

  #thanks(given: Given): TemplateResult {
    const { rating } = this.#terms.words;
    return html`<div class="card thanks" tabindex="-1">
      <p>${given.waits ? icon(Clock) : icon(CircleCheck)} ${given.waits ? rating.waits : rating.thanks}</p>
      <p class="given"><span class="hidden">${rating.starsOf(given.stars, this.#terms.formats)}</span>${starValues.map((value) => icon(Star, value <= given.stars ? 'lit' : ''))}</p>
      <button type="button" class="button plain" @click=${() => void this.#change(given)}>${rating.change}</button>
      ${given.comment === '' ? nothing : html`<p class="said" dir="auto">${given.comment}</p>`}
    </div>`;
  }

  #form(given: Given | null): TemplateResult {
    const { rating } = this.#terms.words;
    const { stars, fault } = this;
    return html`<form
      class="card"
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#send();
      }}
    >
      <fieldset role="radiogroup" aria-describedby=${fault === null ? nothing : 'fault'} aria-required="true" aria-invalid=${fault === 'missing' ? 'true' : nothing}>
        <legend>${rating.question}</legend>
        <div class="stars">${starValues.map((value) => this.#star(value))}</div>
        <span class="word" aria-hidden="true">${stars === null ? '' : rating.stars[stars]}</span>
      </fieldset>
      ${fault === null ? nothing : html`<p class="fault" id="fault">${icon(CircleAlert)} <span>${this.#said(fault)}</span></p>`}
      ${stars === null ? nothing : this.#rest(given)}
    </form>`;
  }

  #star(value: Stars): TemplateResult {
    const { rating } = this.#terms.words;
    return html`<label class=${`star${value <= (this.stars ?? 0) ? ' lit' : ''}`} title=${rating.stars[value]}>
      <input
        type="radio"
        name="stars"
        .value=${String(value)}
        .checked=${live(this.stars === value)}
        aria-label=${`${rating.starsOf(value, this.#terms.formats)}: ${rating.stars[value]}`}
        @change=${() => {
          this.stars = value;
          if (this.fault === 'missing') this.fault = null;
        }}
      />
      ${icon(Star)}
    </label>`;
  }

  /** What is asked once there are stars. */
  #rest(given: Given | null): TemplateResult {
    const { rating } = this.#terms.words;
    const tooLong = commentFault(this.comment) !== null;
    return html`<div class="field">
        <label for="comment">${rating.comment}</label>
        <textarea
          class="input"
          id="comment"
          rows="2"
          dir="auto"
          aria-invalid=${tooLong ? 'true' : nothing}
          aria-describedby=${tooLong ? 'too-long' : nothing}
          .value=${live(this.comment)}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLTextAreaElement) this.comment = target.value;
          }}
        ></textarea>
        ${tooLong ? html`<p class="fault" id="too-long">${icon(CircleAlert)} <span>${this.#tooLong}</span></p>` : nothing}
      </div>
      <div class="buttons">
        ${given ? html`<button type="button" class="button" @click=${() => void this.#change(null)}>${rating.cancel}</button>` : nothing}
        <button class="button primary">${rating.send}</button>
      </div>`;
  }
}
