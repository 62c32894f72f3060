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
    font-weight: 650;
    white-space: nowrap;
  }

  .availability {
    margin-inline-start: auto;
  }

  .connection {
    flex: none;
    align-items: center;
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
    grid-template-columns: minmax(0, clamp(40em, 50%, 52em)) minmax(0, 1fr);
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

  .wide .lists,
  .medium .lists {
    border-inline-end: 1px solid var(--_line);
  }

  .wide .mine {
    flex: 0 1 auto;
    max-block-size: 45%;
    border-block-end: 1px solid var(--_line);
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
    font-size: 0.9375em;
    font-weight: 650;
  }

  .count {
    font-weight: 400;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .list {
    flex: 1 1 auto;
  }

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
    transition: background-color var(--_quick) ease-out;
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
    .tab[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
