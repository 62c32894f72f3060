import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { html, type TemplateResult } from 'lit';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { icon } from '../icon.ts';

/** The way on from a request to another one. */
export function newRequestButton(look: 'button' | 'button primary', words: PortalTerms, begin: () => void, slot = ''): TemplateResult {
  return html`<button type="button" slot=${slot} class=${look} @click=${begin}>${icon(Plus)}${words.newRequest}</button>`;
}

/** The code of the chat could not be fetched: without a connection, or because the server has another version by now. */
export function chatMissing(words: PortalTerms, common: CommonTerms, again: () => void): TemplateResult {
  return html`
    <div class="missing" role="alert">
      <p class="note bad">${icon(CircleAlert)}<span>${words.chatNotLoaded}</span></p>
      <button type="button" class="button" @click=${again}>${common.retry}</button>
    </div>
  `;
}

/** A request that cannot be shown, and why. */
export function missing(code: ErrorCode, words: PortalTerms, common: CommonTerms, onwards: TemplateResult): TemplateResult {
  return html`
    <div class="missing">
      <h2 id="title" tabindex="-1">${words.yourRequest}</h2>
      <p class="note bad">${icon(CircleAlert)}<span>${common.errors[code]}</span></p>
      ${onwards}
    </div>
  `;
}
