import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../domain/sort-key.ts';
import type { Row } from '../../protocol/frames.ts';
import { standingMark, type StandingWords } from './standing.ts';

/** Everything that one row shows; two rows with the same are the same to look at. */
export interface RowView extends StandingWords {
  readonly row: Row;
  readonly columns: readonly Column[];
  /** The company's own name. */
  readonly company: string;
  readonly selected: boolean;
  /** The one row that Tab leads to. */
  readonly tabStop: boolean;
  readonly fresh: boolean;
  readonly excerpt: boolean;
  readonly now: number;
}

/** More unread than this are not counted. */
const manyUnread = 99;

export function rowTemplate(view: RowView): TemplateResult {
  const { row, columns, selected, fresh } = view;
  const classes = `row${selected ? ' selected' : ''}${fresh ? ' arrived' : ''}${row.unread > 0 ? ' unread' : ''}`;
  return html`<tr role="row" class=${classes} data-key=${row.key} aria-current=${selected ? 'true' : nothing}>${columns.map((column) => cell(column, view))}</tr>`;
}

function cell(column: Column, view: RowView): TemplateResult {
  const { row, now, formats } = view;
  switch (column) {
    case 'submitted':
      return html`<td role="cell" class="submitted">${moment(row.submittedAt, view)}</td>`;
    case 'on':
      return html`<td role="cell" class="on">${row.assignedAt === null ? nothing : moment(row.assignedAt, view)}</td>`;
    case 'id':
      return html`<td role="cell" class="id" id="id-${row.key}">${row.number}</td>`;
    case 'customer':
      return customer(view);
    case 'company':
      return html`<td role="cell" class="company"><bdi title=${view.company}>${view.company}</bdi></td>`;
    case 'status':
      return html`<td role="cell" class="standing" id="status-${row.key}">${standingMark(row, now, view)}</td>`;
    case 'technician':
      return html`<td role="cell" class="technician">
        ${row.technician ? html`<bdi title=${row.technician.name}>${row.technician.name}</bdi>` : html`<span class="hidden">${view.console.nobody}</span>`}
      </td>`;
  }

  function moment(at: number, { now: present }: RowView): TemplateResult {
    return html`<time datetime=${new Date(at).toISOString()} title=${formats.full(at)}>${formats.moment(at, present)}</time>`;
  }
}

/** The heading of the row, with the button that selects it: the row's name, number and status are what it is called. */
function customer({ row, tabStop, selected, excerpt, formats, console: terms }: RowView): TemplateResult {
  const count = row.unread >= manyUnread ? `${formats.number(manyUnread)}+` : formats.number(row.unread);
  return html`<th role="rowheader" scope="row" class="customer">
    <span class="who"><button
      type="button"
      class="select"
      tabindex=${tabStop ? 0 : -1}
      aria-current=${selected ? 'true' : nothing}
      aria-labelledby="name-${row.key} id-${row.key} status-${row.key} unread-${row.key}"
    ><bdi id="name-${row.key}" title=${row.customer.name}>${row.customer.name}</bdi></button>
    <span class="unread-mark" id="unread-${row.key}">${row.unread > 0 ? html`<span class="badge" aria-hidden="true">${count}</span><span class="hidden">${terms.unread(row.unread, formats)}</span>` : nothing}</span></span>
    ${excerpt ? html`<bdi class="excerpt">${row.excerpt}</bdi>` : nothing}
  </th>`;
}
