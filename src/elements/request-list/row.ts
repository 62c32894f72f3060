import { html, nothing, type TemplateResult } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import { mostUnread } from '../../domain/unread.ts';
import type { WaitThresholds } from '../../domain/waits.ts';
import type { Formats } from '../../locales/formats.ts';
import type { Row } from '../../protocol/frames.ts';
import { timeTip } from '../time-tip.ts';
import { whenIdle } from '../when-idle.ts';
import { marked } from './found-text.ts';
import { standingMark, type StandingWords } from './standing.ts';

/** Everything that one row shows; two rows with the same are the same to look at. */
export interface RowView extends StandingWords {
  readonly row: Row;
  /** Among one's own requests. */
  readonly mine: boolean;
  /** The company's own name. */
  readonly company: string;
  readonly selected: boolean;
  readonly fresh: boolean;
  readonly excerpt: boolean;
  /** The technician has been asked into its chat, and has not come yet. */
  readonly invited: boolean;
  /** What was searched for, folded. */
  readonly terms: readonly string[];
  /** What the company calls a long wait. */
  readonly waits: WaitThresholds | undefined;
  readonly now: number;
}

const hour = 3_600_000;
const year = 366 * 24 * hour;

/**
 * Has what rows are formatted with made before the first of them waits for it: that takes longer than a screen of rows.
 * One thing after the other, so that nothing else waits for all of it.
 */
export function prepareRows(formats: Formats, now: number): void {
  const makes = [
    () => formats.moment(now, now),
    () => formats.moment(now - year, now),
    () => [0, hour, year].map((wait) => formats.duration(wait)),
    () => formats.number(mostUnread),
  ];
  const next = (): void => {
    makes.shift()?.();
    if (makes.length > 0) whenIdle(next);
  };
  whenIdle(next);
}

/**
 * One template for all of it: a row of one each for cells, names and times takes twice as long to make, and there are many. Own
 * requests have the time of my assignment first and no technician. What only ears need is a label: text that is hidden from eyes has a layer
 * of its own, and with one or two in each row the painting of a list takes twice as long.
 */
export function rowTemplate(view: RowView): TemplateResult {
  const { row, mine, selected, fresh, excerpt, invited, terms: searched, now, formats, console: terms } = view;
  const classes = `row${selected ? ' selected' : ''}${fresh ? ' arrived' : ''}${row.unread > 0 ? ' unread' : ''}`;
  const at = mine ? row.assignedAt : row.submittedAt;
  const current = selected ? 'true' : nothing;
  // The heading of the row holds the button that selects it: name, number and status are what it is called.
  return html`<tr role="row" class=${classes} data-key=${row.key} aria-current=${current}>
    <td role="cell" class=${mine ? 'on' : 'submitted'}><time datetime=${at === null ? nothing : new Date(at).toISOString()} @pointerover=${timeTip(formats)}>${at === null ? nothing : formats.moment(at, now)}</time></td>
    <td role="cell" class="id" id="id-${row.key}">${row.number}</td>
    <th role="rowheader" scope="row" class="customer">
      <span class="who"><button
        type="button"
        class="select"
        tabindex="-1"
        aria-current=${current}
        aria-labelledby="name-${row.key} id-${row.key} status-${row.key} unread-${row.key}${invited ? ` invited-${row.key}` : ''}"
      ><bdi id="name-${row.key}" title=${row.customer.name}>${marked(row.customer.name, searched)}</bdi></button>${invited ? html`<span class="invited" id="invited-${row.key}">${terms.invited}</span>` : nothing}
      <span class="unread-mark" id="unread-${row.key}">${row.unread > 0 ? unread(view) : nothing}</span></span>
      ${excerpt ? html`<bdi class="excerpt">${marked(row.excerpt, searched)}</bdi>` : nothing}
    </th>
    <td role="cell" class="company"><bdi title=${view.company}>${view.company}</bdi></td>
    <td role="cell" class="standing" id="status-${row.key}">${standingMark(row, now, view, view.waits)}</td>
    ${mine ? nothing : technician(view)}
  </tr>`;
}

function unread({ row, formats, console: terms }: RowView): TemplateResult {
  const count = row.unread >= mostUnread ? `${formats.number(mostUnread)}+` : formats.number(row.unread);
  return html`<span class="badge" role="img" aria-label=${terms.unread(row.unread, formats)}>${count}</span>`;
}

function technician({ row: { technician }, console: terms }: RowView): TemplateResult {
  return technician
    ? html`<td role="cell" class="technician"><bdi title=${technician.name}>${technician.name}</bdi></td>`
    : html`<td role="cell" class="technician" aria-label=${terms.nobody}></td>`;
}

/** Whether the technician has been asked into the chat and has not come yet. */
export function isInvited({ guests }: Row, presence: CompanyPresence | undefined): boolean {
  return guests.some(({ id, joined }) => !joined && id === presence?.me?.id);
}
