import { css } from 'lit';

/** The three areas: hairlines between them, and nothing around them but what the page has. */
export const supportCenterStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    min-block-size: 24em;
    max-block-size: 100vh;
    max-block-size: 100dvh;
    overflow: hidden;
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

  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: 1em;
    min-block-size: 3.25em;
    padding-inline: 1em 0.5em;
    box-shadow: inset 0 -1px var(--_line);
  }

  h2 {
    font-size: 1em;
    font-weight: 600;
    white-space: nowrap;
  }

  .top:not(.wide) {
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    padding-block: 0.375em;
  }

  .search {
    position: relative;
    flex: 0 1 22em;
    min-inline-size: 8em;
    margin-inline: auto;
    font-size: 0.875em;
  }

  .narrow .search,
  .narrow .companies {
    order: 1;
  }

  .narrow .search {
    flex: 1 1 9em;
  }

  .search .input {
    min-block-size: max(var(--_target), 2.2857em);
    padding-block: 0.25em;
    padding-inline: 2.25em;
  }

  @media (pointer: fine) {
    .search .input {
      font-size: 1em;
    }
  }

  .search .input::-webkit-search-cancel-button {
    display: none;
  }

  .glass {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 0.75em;
    inline-size: 1.0714em;
    block-size: 1.0714em;
    translate: 0 -50%;
    color: var(--_muted);
    pointer-events: none;
  }

  .clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    min-block-size: 0;
    border: 0;
  }

  .clear:hover {
    background: none;
  }

  .clear .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .search .fault {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 4px);
    inset-inline: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    font-size: 1em;
  }

  .way-out {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5em;
    margin-block-start: 0.75em;
  }

  /* Keeps its place until it is known: nothing else moves when it comes. */
  .availability {
    display: grid;
    justify-content: end;
    min-inline-size: 8em;
    min-block-size: max(var(--_target), 2em);
  }

  .narrow .availability {
    margin-inline-start: auto;
  }

  .idle,
  .problem,
  .connection {
    flex: none;
    align-items: center;
  }

  .idle,
  .problem {
    flex-wrap: wrap;
    margin: 0.5em 1em 0;
  }

  .idle span {
    flex: 1 1 16em;
  }

  .separator {
    position: relative;
    touch-action: none;
    background: var(--_line);
  }

  .separator.across {
    inline-size: 1px;
    cursor: col-resize;
  }

  .separator.down {
    flex: none;
    block-size: 1px;
    cursor: row-resize;
  }

  /* What can be seized is broader than the line, on the side where no scroll bar is. */
  .separator::before,
  .separator:hover::after {
    content: '';
    position: absolute;
    z-index: 2;
  }

  .separator::before {
    inset-block: 0;
    inset-inline: -1px -0.75em;
  }

  .separator.down::before {
    inset-inline: 0;
    inset-block: -1px -0.625em;
  }

  .separator:hover::after {
    inset: -1px;
    background: var(--_brand-ink);
  }

  .separator:focus-visible {
    outline-offset: 0;
    z-index: 3;
  }

  @media (pointer: coarse) {
    .separator::before {
      inset-inline: -0.5em -1.5em;
    }

    .separator.down::before {
      inset-inline: 0;
      inset-block: -0.5em -1.5em;
    }
  }

  .connection {
    border-radius: 0;
    padding: 0.375em 1.2308em;
    font-size: 0.8125em;
    /* A hiccup that is over at once is no news. */
    animation: hold 1s;
    overflow: hidden;
  }

  @keyframes hold {
    from,
    to {
      block-size: 0;
      padding-block: 0;
      opacity: 0;
    }
  }

  .areas {
    flex: 1 1 auto;
    min-block-size: 0;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }

  .wide {
    grid-template-columns: minmax(0, clamp(min(24em, 60%), var(--_across, clamp(40em, 50%, 52em)), calc(100% - 22em))) 1px minmax(0, 1fr);
  }

  .medium {
    grid-template-columns: minmax(0, clamp(22em, 42%, 28em)) minmax(0, 1fr);
  }

  .lists,
  .right,
  .pane,
  .view {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .medium .lists {
    border-inline-end: 1px solid var(--_line);
  }

  .wide .mine {
    max-block-size: 45%;
  }

  .wide .mine.sized {
    flex: 0 0 clamp(6em, var(--_down, 45%), calc(100% - 9em));
    max-block-size: none;
  }

  .pane.all,
  .medium .mine,
  .narrow .mine,
  .view {
    flex: 1 1 0;
  }

  h3 {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    padding: 0.875em 1.0667em 0.25em;
    font-size: 0.875em;
    font-weight: 600;
  }

  .count {
    font-weight: 400;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .list,
  .details {
    flex: 1 1 auto;
  }

  .tabs {
    flex: none;
    display: flex;
    gap: 0.125em;
    padding: 0.25em 0.5em;
    overflow-x: auto;
    scrollbar-width: none;
  }

  .tab {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: max(var(--_target), 2.2857em);
    padding: 0.25em 0.6154em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font-size: 0.8125em;
    white-space: nowrap;
    cursor: pointer;
  }

  .tab:hover {
    background: color-mix(in oklab, var(--_text) 5%, transparent);
  }

  .tab[aria-selected='true'] {
    background: var(--_sunken);
    color: var(--_text);
    font-weight: 600;
  }

  .tab:focus-visible {
    outline-offset: -2px;
  }

  .pane-tabs {
    flex: none;
    box-shadow: inset 0 -1px var(--_line);
  }

  .pane-tabs .tab {
    border-radius: 0;
    background: none;
    min-block-size: max(var(--_target), 2.8571em);
  }

  .pane-tabs .tabs {
    padding-block: 0;
  }

  .pane-tabs .tab[aria-selected='true'] {
    box-shadow: inset 0 -2px var(--_brand-ink);
  }

  .back {
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .rtl .back {
    transform: scaleX(-1);
  }

  @media (forced-colors: active) {
    .top {
      border-block-end: 1px solid GrayText;
    }

    .separator {
      background: GrayText;
    }

    .tab[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
