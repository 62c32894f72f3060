import { html, nothing, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { TechnicianClient } from '../../client/client.ts';
import { views, type Counts, type View } from '../../domain/views.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import type { SupportSelectEvent, SupportSortEvent } from '../events.ts';
import { privateTag } from '../private-tags.ts';
import { RequestList } from '../request-list/request-list.ts';
import type { KeptChoices } from './kept-choices.ts';
import type { Layout } from './layout.ts';
import type { RequestWatch } from './request-watch.ts';
import { nothingFoundActions } from './search-field.ts';
import type { SplitSizes } from './split.ts';
import { tabList } from './tab-list.ts';

/** The two lists: as areas of their own where there is room, else as tabs. */
export const panes = ['mine', 'all'] as const;
export type Pane = (typeof panes)[number];

interface ConsoleLists {
  readonly words: ConsoleTerms;
  readonly formats: Formats;
  readonly client: TechnicianClient | undefined;
  readonly layout: Layout;
  readonly hidden: boolean;
  readonly pane: Pane;
  readonly view: View;
  /** The counts; and the list that is looked at asks before the others. */
  readonly watch: Pick<RequestWatch, 'counts' | 'asks' | 'listReady'>;
  readonly search: string;
  /** Undefined for all companies. */
  readonly companies: readonly string[] | undefined;
  readonly request: string;
  readonly density: string;
  readonly kept: KeptChoices;
  readonly sizes: SplitSizes;
  showPane(this: void, pane: Pane): void;
  showView(this: void, view: View): void;
  selected(this: void, event: SupportSelectEvent): void;
  clearSearch(this: void): void;
}

export function consoleLists(it: ConsoleLists): TemplateResult {
  const { words, formats, layout, sizes, kept } = it;
  const { counts } = it.watch;
  const wide = layout === 'wide';
  const count = (name: keyof Counts): string => (counts ? formats.number(counts[name]) : '');
  const title = { mine: words.mySupportRequests, all: words.supportRequests } as const;
  const paneTabs = panes.map((name) => ({ name, label: title[name], count: name === 'mine' ? count('mine') : '' }));
  const viewTabs = views.map((name) => ({ name: `view-${name}`, label: words.views[name], count: count(name), keys: kept.hint(name, words) }));
  const heading = (name: Pane): TemplateResult =>
    html`<h3 id="title-${name}">${title[name]} ${name === 'mine' && counts ? html`<span class="count">${count('mine')}</span>` : nothing}</h3>`;
  const pane = (name: Pane, content: TemplateResult): TemplateResult => html`<section
    class="pane ${name} ${name === 'mine' && sizes.at('down') !== undefined ? 'sized' : ''}"
    id="panel-${name}"
    role=${wide ? nothing : 'tabpanel'}
    aria-labelledby=${wide ? `title-${name}` : `tab-${name}`}
    ?hidden=${!wide && it.pane !== name}
  >${wide ? heading(name) : nothing}${content}</section>`;
  const showPane = (name: string): void => {
    it.showPane(name === 'mine' ? 'mine' : 'all');
  };
  const showView = (name: string): void => {
    it.showView(views.find((view) => name === `view-${view}`) ?? 'new');
  };
  return html`<div class="lists" id="lists" ?hidden=${it.hidden} @support-select=${it.selected}>
    ${wide ? nothing : html`<div class="pane-tabs">${tabList(words.supportCenter, paneTabs, it.pane, showPane)}</div>`}
    ${pane('mine', list(it, true))}
    ${wide ? sizes.line('down', words.resizeLists, 'panel-mine') : nothing}
    ${pane(
      'all',
      html`${tabList(words.viewsLabel, viewTabs, `view-${it.view}`, showView, 'panel-view')}
        <div class="view" id="panel-view" role="tabpanel" aria-labelledby="tab-view-${it.view}">${list(it, false)}</div>`,
    )}
  </div>`;
}

function list(it: ConsoleLists, mine: boolean): TemplateResult {
  const { kept, view } = it;
  const tag = privateTag(RequestList);
  const name = mine ? 'mine' : 'all';
  const order = kept.value?.[name];
  // What is searched for stands among Support Requests, one's own included.
  const search = mine ? '' : it.search;
  const searchAll = (): void => {
    it.showView('all');
  };
  const sorted = ({ sort, direction }: SupportSortEvent): void => {
    kept.save({ [name]: { sort, direction } });
  };
  // Nothing is asked of a desk before it is known what was chosen last.
  return staticHtml`<${tag}
    class="list"
    ?mine=${mine}
    .client=${kept.value && (!mine || it.watch.asks) ? it.client : undefined}
    .view=${mine ? '' : view}
    .sort=${order?.sort ?? ''}
    .direction=${order?.direction ?? ''}
    .search=${search}
    .companies=${it.companies}
    .request=${it.request}
    .density=${it.density}
    .ready=${mine ? undefined : it.watch.listReady}
    @support-sort=${sorted}
  >${search === '' ? nothing : nothingFoundActions(it.words, view === 'all' ? null : searchAll, it.clearSearch)}</${tag}>`;
}
