import { css } from 'lit';

/**
 * A native table laid out as a grid: columns have fixed places, so that nothing moves when rows come and go. Where there
 * is no room for columns, each row becomes two lines.
 */
export const requestListStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    container: request-list / inline-size;
    background: var(--_surface);
  }

  /* A page may give the element another display: what matters stands inside. */
  .frame {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: inherit;
  }

  .scroller {
    position: relative;
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    display: flex;
    flex-direction: column;
  }

  /* Each row lays itself out, in the same columns as all: one that changes or is out of sight costs the others nothing. */
  table {
    display: block;
    flex: none;
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
    --_columns:
      [full-start] 0.75em [submitted] 8.75em [id] 3em [customer] minmax(7em, 2.2fr)
      [company] minmax(5em, 1fr) [standing] 14.25em [technician] minmax(5.5em, 1.1fr) 0 [full-end];
  }

  table.mine {
    --_columns:
      [full-start] 0.75em [on] 5.5em [id] 3.5em [customer] minmax(7em, 1.6fr)
      [company] minmax(5em, 1fr) [standing] 14.25em 0 [full-end];
  }

  thead,
  tbody {
    display: block;
  }

  tr {
    display: grid;
    column-gap: 0.5em;
    grid-template-columns: var(--_columns);
  }

  thead {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
    box-shadow: inset 0 -1px var(--_line);
  }

  th,
  td {
    padding: 0;
    min-inline-size: 0;
    font-weight: inherit;
    text-align: start;
  }

  .submitted {
    grid-column: submitted;
  }

  .on {
    grid-column: on;
  }

  .id {
    grid-column: id;
  }

  .customer {
    grid-column: customer;
  }

  .company {
    grid-column: company;
  }

  .standing,
  .status[role='columnheader'] {
    grid-column: standing;
  }

  .technician {
    grid-column: technician;
  }

  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    max-inline-size: 100%;
    min-block-size: max(var(--_target), 2.25em);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
    white-space: nowrap;
    cursor: pointer;
  }

  .sort:hover {
    color: var(--_text);
  }

  [aria-sort] .sort {
    color: var(--_text);
    font-weight: 600;
  }

  .sort:focus-visible {
    outline-offset: -2px;
    border-radius: 4px;
  }

  .arrow {
    inline-size: 1em;
    block-size: 1em;
    stroke-width: 2;
    opacity: 0;
  }

  [aria-sort] .arrow {
    opacity: 1;
  }

  .sort:hover .arrow {
    opacity: 0.6;
  }

  .row {
    content-visibility: auto;
    min-block-size: max(var(--_target), calc(40em / 13));
    grid-template-rows: 1fr;
    align-items: center;
    box-shadow: inset 0 -1px color-mix(in oklab, var(--_text) 7%, transparent);
    cursor: pointer;
  }

  .comfortable .row {
    min-block-size: max(var(--_target), 4em);
    grid-template-rows: auto auto;
    align-content: center;
    row-gap: 0.0625em;
  }

  .row > * {
    grid-row: 1;
  }

  .row:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }

  /* Only what has a layer of its own: each costs the painting of every list. */
  .row.selected,
  .row.arrived {
    position: relative;
    isolation: isolate;
  }

  .row.selected {
    background: color-mix(in oklab, var(--_brand-tint) 65%, var(--_surface));
    box-shadow: inset 0 -1px var(--_brand-tint-line);
  }

  .row.selected::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 2px;
    background: var(--_brand-ink);
  }

  tbody:not(.by-pointer) .row:has(.select:focus-visible) {
    outline: 2px solid var(--_brand-ink);
    outline-offset: -2px;
    border-radius: 4px;
  }

  /* Cut, not hidden: nothing here scrolls, and what can is dearer. */
  .row > td,
  .row > .customer {
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .row bdi {
    overflow-wrap: normal;
  }

  .row .customer {
    grid-column: customer / full-end;
    grid-row: 1 / -1;
    display: grid;
    grid-template-columns: subgrid;
    grid-template-rows: subgrid;
    align-items: center;
    overflow: visible;
    padding-inline-end: 0.75em;
  }

  .compact .row .customer {
    grid-column: customer;
    display: block;
    padding: 0;
  }

  .who {
    grid-column: 1;
    grid-row: 1;
    min-inline-size: 0;
  }

  .invited {
    flex: none;
    padding: 0 0.5em;
    border: 1px solid currentColor;
    border-radius: var(--_radius-full);
    color: var(--_brand-ink);
    font-weight: 600;
  }

  mark {
    border-radius: 2px;
    background: color-mix(in oklab, var(--_waiting) 24%, transparent);
    color: inherit;
  }

  .unread-mark {
    flex: none;
    display: flex;
  }

  /* The customer's cell reaches under the others for the sake of the excerpt. */
  .row > td {
    color: var(--_muted);
    pointer-events: none;
  }

  td time,
  td bdi,
  .wait {
    pointer-events: auto;
  }

  .select {
    display: block;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    text-align: start;
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: inherit;
    outline: none;
  }

  .unread .select {
    font-weight: 600;
  }

  .excerpt {
    grid-column: 1 / -1;
    grid-row: 2;
    color: var(--_muted);
    /* At the row's start, whatever direction its words have. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .standing,
  .who {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }

  .badge {
    min-inline-size: 1.5em;
    font-size: inherit;
  }

  /* Reaches up from the last row, not from the lower edge of what can be seen. */
  .near-end {
    position: absolute;
    inset-block-end: 0;
    inset-inline: 0;
    block-size: 40em;
    visibility: hidden;
  }

  .end {
    position: relative;
    padding: 0.5em;
    text-align: center;
  }

  .note {
    flex: none;
    align-items: center;
    justify-content: space-between;
    flex-wrap: wrap;
    margin: 0.5em 0.75em;
    padding-block: 0.25em;
  }

  @media (forced-colors: active) {
    .row {
      border-block-end: 1px solid GrayText;
    }

    .row.selected::before {
      inline-size: 4px;
      background: Highlight;
    }

    .row:hover {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
