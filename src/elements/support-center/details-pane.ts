import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import { hasNoAccess } from '../access.ts';
import { icon } from '../icon.ts';
import { privateTag } from '../private-tags.ts';
import { emptyState } from '../request-list/empty.ts';
import { partOfTotal } from '../unread-news.ts';
import type { KeptChoices } from './kept-choices.ts';

interface DetailsPane {
  /** The class of the details; undefined until it has been loaded. */
  readonly element: (CustomElementConstructor & { readonly tag: string }) | undefined;
  readonly words: ConsoleTerms;
  readonly client: TechnicianClient | undefined;
  readonly conversation: TechnicianConversation | undefined;
  /** Why there is none although one was named; empty if none was. */
  readonly fault: string;
  readonly kept: KeptChoices;
  /** The way back to the list; null where it stands beside. */
  readonly back: (() => void) | null;
}

/** The details of the selected request. */
export function detailsPane({ element, words, client, conversation, fault, kept, back }: DetailsPane): TemplateResult {
  const way = back
    ? html`<button slot="before" type="button" class="button plain icon-only" aria-label=${words.back} @click=${back}>${icon(ArrowLeft, 'back')}</button>`
    : nothing;
  if (fault) return html`<div class="details">${way}${emptyState('tray', words.cannotShow, fault)}</div>`;
  if (!conversation && hasNoAccess(client?.$companies.get() ?? [])) return html`<div class="details">${way}${emptyState('away', words.noAccess, words.noAccessHint)}</div>`;
  if (!element) return html`<div class="details">${way}${conversation ? nothing : emptyState('chat', words.selectRequest, words.selectRequestHint)}</div>`;
  const tag = privateTag(element);
  const hint = (action: 'assign' | 'join-chat' | 'reply' | 'note') => kept.hint(action, words);
  const keys = { assign: hint('assign'), 'join-chat': hint('join-chat'), reply: hint('reply'), note: hint('note') };
  return staticHtml`<${tag} class="details" @support-unread-change=${partOfTotal} .client=${client} .conversation=${conversation} .connectionShown=${true} .headingLevel=${3} .keys=${keys}>${way}</${tag}>`;
}
