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
    white-space: nowrap;
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

  /*
   * With a chat it has what a window has room for when nobody gives a height, and shrinks and grows with one. The chat takes
   * the rest: a note above it moves neither the composer nor the page.
   */
  .body {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
  }

  .body:has(.panes:not(.listed) .chat) {
    flex-basis: calc(clamp(20em, 62vh, 38em) + 4.5em);
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

  .main {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    /* A form may be taller than the height that was given; a chat scrolls by itself. */
    overflow-y: auto;
  }

  .form {
    --_frame: transparent;
  }

  .form::part(live) {
    display: none;
  }

  .chat {
    flex: 1 1 12em;
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

  .back:has(.badge) {
    inline-size: auto;
    padding-inline: 0.5em;
  }

  .back .icon:dir(rtl) {
    scale: -1 1;
  }

  .more {
    grid-row: 1;
    grid-column: 3;
  }

  .missing {
    display: grid;
    gap: 1em;
    justify-items: start;
    padding: 1.5em;
  }

  .missing .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
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
      grid-template-columns: minmax(16em, 20em) minmax(0, 1fr);
    }

    .panes.both .list {
      display: block;
      border-inline-end: 1px solid var(--_line);
    }

    .panes.both .main {
      display: flex;
    }

    .body:has(.chat) {
      flex-basis: calc(clamp(20em, 62vh, 38em) + 4.5em);
    }

    .top .back,
    .bar .mine,
    [popover] .mine {
      display: none;
    }

    .top {
      padding-inline: 1.25em 1em;
    }
  }

  /* The form below says it as well. */
  @container (max-inline-size: 30em) {
    .bar:has(.mine) .live {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .mark {
      border: 1px solid;
    }

    .skeleton i {
      border: 1px solid GrayText;
    }
  }
`;
