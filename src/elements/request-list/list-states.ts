import { html, nothing, type TemplateResult } from 'lit';
import type { CompanyPresence, ConnectionState } from '../../client/client.ts';
import { searchLength } from '../../domain/search.ts';
import type { View } from '../../domain/views.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { hasNoAccess } from '../access.ts';
import { companyName } from '../company-names.ts';
import { isolated } from '../named-text.ts';
import { emptyState } from './empty.ts';
import type { ListSearch } from './list-search.ts';

interface ListState {
  readonly words: ConsoleTerms;
  readonly common: CommonTerms;
  readonly formats: Formats;
  readonly companies: readonly CompanyPresence[];
  readonly view: View;
  readonly mine: boolean;
  readonly search: ListSearch;
  /** What could not be done; empty for nothing. */
  readonly problem: string;
  becomeAvailable(this: void): void;
}

/** The sentence that says whose new requests are not shown; empty if all are. */
function hiddenWords({ mine, view, companies, words, formats }: ListState): string {
  if (mine || (view !== 'new' && view !== 'all')) return '';
  const away = companies.filter(({ me }) => me?.available === false);
  if (away.length === 0) return '';
  return away.length === companies.length ? words.hiddenWhileUnavailable : words.hiddenWhileUnavailableFor(formats.list(away.map((one) => isolated(companyName(one)))));
}

/** Above the rows: why new requests are missing, and the way out; what could not be done. */
export function listNote(it: ListState, rowsBelow: boolean): TemplateResult {
  const { words, formats, search } = it;
  const hidden = rowsBelow ? hiddenWords(it) : '';
  const problem = it.problem || (search.tooLong ? words.searchTooLong(formats.number(searchLength)) : '');
  return html`${hidden ? html`<p class="note away"><span>${hidden}</span>${availableButton(it, 'plain')}</p>` : nothing}
  ${problem ? html`<p class="note bad">${problem}</p>` : nothing}`;
}

function availableButton({ words, becomeAvailable }: ListState, look: 'plain' | 'primary'): TemplateResult {
  return html`<button type="button" class="button ${look}" @click=${becomeAvailable}>${words.becomeAvailable}</button>`;
}

/** In the rows' place when there are none. */
export function emptyList(it: ListState): TemplateResult {
  const { words, search, mine, view } = it;
  if (hasNoAccess(it.companies)) return emptyState('away', words.noAccess, words.noAccessHint);
  if (search.text !== '') return emptyState('search', words.nothingFound(isolated(search.text)), words.nothingFoundHint, html`<slot name="nothing-found"></slot>`);
  const hidden = hiddenWords(it);
  if (hidden) return emptyState('away', words.unavailable, hidden, availableButton(it, 'primary'));
  const which = mine ? 'mine' : view;
  return emptyState(mine ? 'desk' : 'tray', words.empty[which], words.emptyHint[which]);
}

/** In the rows' place before the first are there. */
export function waitingForRows({ words, common }: ListState, connection: ConnectionState | undefined): TemplateResult {
  if (connection?.status === 'refused') return emptyState('tray', common.connection.refused, connection.error ? common.errors[connection.error] : '');
  return html`<div class="skeleton" aria-busy="true">
    <span class="hidden">${words.loadingRequests}</span>
    ${Array.from({ length: 6 }, () => html`<div class="bone"><span></span><span></span><span></span></div>`)}
  </div>`;
}
