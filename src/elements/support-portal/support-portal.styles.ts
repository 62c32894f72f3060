import { css } from 'lit';

export const supportPortalStyles = css`
  :host {
    container-type: inline-size;
  }

  .portal {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    /* Corners, not content: what opens from inside is in the top layer. */
    overflow: clip;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: 3.5em;
    padding: 0.5em 1em;
    border-block-end: 1px solid var(--_line);
  }

  .mark,
  slot[name='logo']::slotted(*) {
    flex: none;
    inline-size: 2em;
    block-size: 2em;
    object-fit: contain;
  }

  .mark {
    display: grid;
    place-items: center;
    border-radius: var(--_radius);
    background: var(--_brand);
    color: var(--_on-brand);
    font-weight: 600;
  }

  .company {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
  }

  .live {
    font-size: 0.875em;
  }

  .dot {
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: currentColor;
    forced-color-adjust: none;
  }

  .live[data-standing='away'] .dot {
    background: none;
    box-shadow: inset 0 0 0 1.5px currentColor;
  }

  .banner {
    margin: 0.5em 0.75em 0;
  }

  .panes {
    display: grid;
    flex: 1;
    min-block-size: 0;
  }

  .panes.listed .main,
  .panes:not(.listed) .list {
    display: none;
  }

  .panes.listed ~ .mine,
  .both .back {
    display: inline-flex;
  }

  .main {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }

  .form {
    --_frame: transparent;
  }

  .form::part(live) {
    display: none;
  }

  .chat {
    /* What a window has room for when nobody gives a height; shrinks and grows with one. */
    flex: 1 1 clamp(20em, 62vh, 38em);
    min-block-size: 0;
    block-size: auto;
    --_frame: transparent;
  }

  .top {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    column-gap: 0.25em;
    padding: 0.625em 0.75em 0.625em 1em;
    border-block-end: 1px solid var(--_line);
  }

  .titles {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75em;
    grid-column: 2;
  }

  .top h2 {
    font-size: 1.125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  h2:focus {
    outline: none;
  }

  .top .status,
  .line {
    font-size: 0.875em;
  }

  .status .icon {
    inline-size: 1.125em;
    block-size: 1.125em;
    align-self: center;
  }

  .line {
    grid-column: 2 / -1;
    color: var(--_muted);
    text-wrap: pretty;
  }

  .back {
    margin-inline-start: -0.5em;
  }

  .back .icon:dir(rtl) {
    scale: -1 1;
  }

  .more {
    grid-row: 1;
    grid-column: 3;
  }

  /* The list */

  .list {
    min-inline-size: 0;
    padding: 0.75em;
    overflow-y: auto;
  }

  .list-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    padding-inline-start: 0.5em;
  }

  .list h2 {
    font-size: 1em;
    font-weight: 600;
  }

  .list h3 {
    padding: 1em 0.5em 0.25em;
    font-size: 0.8125em;
    font-weight: 500;
    color: var(--_muted);
  }

  .item {
    display: grid;
    gap: 0.25em;
    inline-size: 100%;
    min-block-size: max(var(--_target), 3.25em);
    padding: 0.5em;
    border: 0;
    border-inline-start: 2px solid transparent;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    text-align: start;
    cursor: pointer;
    transition: background-color var(--_quick) ease-out;
  }

  .item:hover {
    background: var(--_raised);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .item[aria-current] {
    border-inline-start-color: var(--_brand-ink);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    background: var(--_brand-tint);
  }

  .item-top,
  .item-bottom {
    display: flex;
    gap: 0.5em;
    align-items: center;
    justify-content: space-between;
    min-inline-size: 0;
  }

  .excerpt {
    overflow: hidden;
    font-size: 0.9375em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .item-bottom {
    flex-wrap: wrap;
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .item-bottom .facts {
    display: flex;
    gap: 0.75em;
    font-variant-numeric: tabular-nums;
  }

  /* The menu */

  [popover] {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(20em, calc(100vw - 1em));
    margin: 0;
    padding: 0.25em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow);
  }

  .entry {
    display: flex;
    gap: 0.625em;
    align-items: start;
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.25em);
    padding: 0.4375em 0.625em;
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    font-size: 0.9375em;
    text-align: start;
    cursor: pointer;
  }

  .entry:hover {
    background: var(--_sunken);
  }

  .entry:focus-visible {
    outline-offset: -2px;
  }

  .entry[aria-disabled] {
    color: var(--_muted);
    cursor: default;
  }

  .why {
    display: block;
    font-size: 0.8667em;
  }

  .withdraw .entry:not([aria-disabled]) {
    color: var(--_danger);
  }

  /* The question */

  dialog {
    inline-size: min(24em, calc(100vw - 2em));
    padding: 1.25em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  dialog form {
    display: grid;
    gap: 0.5em;
  }

  dialog h2 {
    font-size: 1.125em;
    font-weight: 600;
  }

  dialog p {
    font-size: 0.9375em;
    color: var(--_muted);
    text-wrap: pretty;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    justify-content: end;
    padding-block-start: 0.75em;
  }

  .button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .missing {
    display: grid;
    gap: 1em;
    justify-items: start;
    padding: 1.5em;
  }

  .missing h2 {
    font-size: 1.125em;
    font-weight: 600;
  }

  /* What is quick shows no skeleton. */
  .skeleton {
    display: grid;
    gap: 1em;
    inline-size: min(100%, 44em);
    min-block-size: 20em;
    align-content: start;
    margin-inline: auto;
    padding: 1.5em;
    animation: appear 0.2s 0.3s both;
  }

  .skeleton i {
    block-size: 2.5em;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .skeleton i:first-of-type {
    inline-size: 55%;
    block-size: 1.5em;
  }

  .skeleton i:nth-of-type(4) {
    block-size: 7.5em;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @container (min-inline-size: 46em) {
    .panes.both {
      grid-template-columns: minmax(16em, 19em) minmax(0, 1fr);
    }

    .panes.both .list {
      display: block;
      border-inline-end: 1px solid var(--_line);
    }

    .panes.both .main {
      display: flex;
    }

    .panes .back,
    .bar .mine,
    [popover] .mine {
      display: none;
    }

    .top {
      padding-inline: 1.25em 1em;
    }
  }

  @container (max-inline-size: 24em) {
    .bar {
      flex-wrap: wrap;
    }
  }

  @media (forced-colors: active) {
    .item[aria-current] {
      border-inline-start-color: Highlight;
    }

    .skeleton i {
      border: 1px solid GrayText;
    }
  }
`;
