import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Reason, Verdict } from '../../domain/lifecycle.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import { icon } from '../icon.ts';

export interface ChatNote {
  readonly reason: Reason;
  readonly terms: ChatTerms;
  /** Joins the chat; null where that is not offered. */
  readonly join: (() => void) | null;
  /** What had been typed when writing came to an end. */
  readonly unsent: string;
  /** What went wrong last. */
  readonly fault: string | null;
  copy(text: string): void;
  /** What stands under the reason once the request is completed. */
  readonly rating: TemplateResult | typeof nothing;
}

/** Why one cannot write, as far as it helps: nobody is told to assign to themselves what they cannot have now. */
export function whyNot(write: Reason, assign: Verdict | undefined): Reason {
  return write === 'not_assigned' && assign === 'not_available' ? assign : write;
}

/** In the composer's place: why one cannot write now, and what to do instead. */
export function chatNote({ reason, terms, join, unsent, fault, copy, rating }: ChatNote): TemplateResult {
  const why = html`<p>${icon(reason === 'completed' ? CircleCheck : MessageCircle)} <span>${terms.reasons[reason]}</span></p>`;
  return html`<div class="instead" tabindex="-1">
    ${fault === null ? nothing : html`<p class="fault">${icon(CircleAlert)} <span>${fault}</span></p>`}
    ${unsent.trim() === ''
      ? nothing
      : html`<div class="unsent">
          <p dir="auto">${unsent}</p>
          <button type="button" class="link" @click=${() => { copy(unsent); }}>${terms.copy}</button>
        </div>`}
    ${join && reason === 'join_first'
      ? html`<slot name="join">${why}<button type="button" class="button primary" @click=${join}>${terms.actions['join-chat']}</button></slot>`
      : why}
    ${rating}${reason === 'completed' ? html`<slot name="completed"></slot>` : nothing}
  </div>`;
}
