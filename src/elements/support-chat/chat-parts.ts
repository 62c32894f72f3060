import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import WifiOff from 'lucide/dist/esm/icons/wifi-off.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState } from '../../client/client.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { icon } from '../icon.ts';
import { named, type NamedText } from '../named-text.ts';

/** The conversation cannot be shown. */
export function problem(code: ErrorCode, terms: ChatTerms): TemplateResult {
  return html`<div class="middle" role="alert">${icon(CircleAlert, 'large')}<p>${terms.errors[code]}</p></div>`;
}

export function nothingYet(terms: ChatTerms): TemplateResult {
  return html`<div class="middle">${icon(MessageCircle, 'large')}<p>${terms.noMessages}</p></div>`;
}

/** Shapes of what will come. They appear when it takes longer than a moment. */
export function skeleton(terms: ChatTerms): TemplateResult {
  return html`<div class="skeleton"><p class="hidden">${terms.loading}</p>${['', 'end', '', 'end short'].map((place) => html`<div class=${`ghost ${place}`} aria-hidden="true"></div>`)}</div>`;
}

/** Said above the composer while what is written has to wait. @param shown whether somebody else says when there is no connection. */
export function connectionNote({ status, error }: ConnectionState, shown: boolean, terms: ChatTerms): TemplateResult | typeof nothing {
  if (status === 'connected' && error) return html`<p class="aside" role="alert">${terms.errors[error]}</p>`;
  if (shown) return nothing;
  if (status !== 'offline' && status !== 'reconnecting') return nothing;
  return html`<p class=${`aside ${status}`}>${icon(WifiOff)} <span>${error === 'no_token' ? terms.errors.no_token : terms.connection[status]}</span></p>`;
}

/** Files that were not taken, with the reasons. */
export function refusedFiles(refused: readonly NamedText[], terms: ChatTerms, dismiss: () => void): TemplateResult | typeof nothing {
  if (refused.length === 0) return nothing;
  return html`<div class="note bad refused">
    ${icon(CircleAlert)}
    <ul role="list">${refused.map((text) => html`<li>${named(text)}</li>`)}</ul>
    <button type="button" class="button plain icon-only" aria-label=${terms.dismiss} title=${terms.dismiss} @click=${dismiss}>${icon(X)}</button>
  </div>`;
}
