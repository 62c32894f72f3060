import { css } from 'lit';

/** The list where there is no room for columns: two lines a row, headings in a row of their own that scrolls. */
export const twoLineStyles = css`
  @container request-list (inline-size < 40em) {
    /*
     * The first line: customer and status. The second: when, number, company, technician, who share the status's width.
     * Columns are as wide as what stands in them, so that rows have to agree on them.
     */
    table,
    table.mine {
      display: grid;
      grid-template-columns: [full-start] 0.6em [first] auto [id] auto [company] minmax(0, 1fr) [standing] auto [technician] auto 0.6em [full-end];
      column-gap: 0.625em;
    }

    thead,
    tbody,
    tr {
      display: grid;
      grid-column: full;
      grid-template-columns: subgrid;
      column-gap: normal;
    }

    .row {
      content-visibility: visible;
    }

    thead tr {
      display: flex;
      gap: 0.75em;
      padding-inline: 1.225em;
      overflow-x: auto;
      scrollbar-width: none;
    }

    th {
      flex: none;
    }

    /* Nothing is kept free for it: each heading counts where they do not all fit. */
    th:not([aria-sort]) .arrow {
      display: none;
    }

    .row,
    .comfortable .row {
      grid-template-rows: auto auto;
      align-content: center;
      row-gap: 0.125em;
      padding-block: 0.5em;
      min-block-size: 4em;
    }

    .comfortable .row {
      grid-template-rows: auto auto auto;
    }

    .row > td {
      grid-row: 2;
    }

    .row > .submitted,
    .row > .on {
      grid-column: first;
    }

    .row > .company {
      grid-column: company / technician;
    }

    .row > .technician {
      justify-self: end;
      max-inline-size: 100%;
    }

    .row > .standing {
      grid-column: standing / span 2;
      grid-row: 1;
      justify-self: end;
    }

    .row .customer {
      grid-column: first / full-end;
      padding: 0;
    }

    .compact .row .customer {
      grid-column: first / standing;
      grid-row: 1;
    }

    .who {
      grid-column: 1 / 4;
    }

    .comfortable .excerpt {
      grid-row: 3;
      /* Not padding: that would go by the direction of its own words. */
      justify-self: start;
      max-inline-size: calc(100% - 1.225em);
    }

    .skeleton {
      padding-block-start: 2.5em;
    }
  }
`;
