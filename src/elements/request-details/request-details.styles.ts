import { css } from 'lit';

/**
 * Top to bottom: who it is, what can be done, the chat, what is known. The chat takes what room there is; where there is
 * plenty, what is known stands beside it.
 */
export const requestDetailsStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    container: request-details / inline-size;
    background: var(--_surface);
  }

  /* A page may give the element another display: what matters stands inside. */
  .frame {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: inherit;
    /* Where even the least height of the chat has no room (a zoomed page, a phone's keyboard), all of it scrolls. */
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  h3,
  h4,
  h5 {
    margin: 0;
  }

  .bar {
    flex: none;
    display: grid;
    gap: 0.5em;
    padding: 0 1em 0.75em;
    box-shadow: inset 0 -1px var(--_line);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
  }

  .actions .button {
    min-block-size: max(var(--_target), 2.2857em);
    padding-inline: 0.75em;
    font-size: 0.875em;
    gap: 0.4286em;
    /* A quiet button that becomes the main one would be unreadable on the way. */
    transition: none;
  }

  .actions .icon {
    inline-size: 1.1429em;
    block-size: 1.1429em;
  }

  .quiet {
    border-color: var(--_line);
  }

  .quiet[aria-disabled='true'] {
    border-color: transparent;
  }

  .actions .icon-only {
    inline-size: max(var(--_target), 2.2857em);
    padding: 0;
  }

  .button[aria-busy='true'] {
    opacity: 0.7;
    cursor: progress;
  }

  .tip {
    max-inline-size: 20em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.8125em;
    line-height: 1.4;
    box-shadow: var(--_shadow);
  }

  .said {
    animation: appear var(--_quick) ease-out;
  }

  .panes {
    flex: 1 0 0;
    /* The chat's least, and what is known with its sections closed. */
    min-block-size: 22em;
    display: grid;
    grid-template-rows: minmax(14em, 1fr) fit-content(50%);
  }

  .talk {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }

  h4 {
    font-size: 0.8125em;
    font-weight: 600;
  }

  .talk-head {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block-start: 0.125em;
    padding-inline: 1em 0.5em;
    color: var(--_muted);
  }

  .talk-head .button {
    min-block-size: max(var(--_target), 2em);
    inline-size: max(var(--_target), 2em);
    font-size: 0.875em;
    color: inherit;
  }

  .chat {
    flex: 1 1 auto;
    min-block-size: 0;
  }

  .facts {
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--_raised);
    box-shadow: inset 0 1px var(--_line);
  }

  .section + .section {
    box-shadow: inset 0 1px var(--_line);
  }

  summary {
    display: flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: max(var(--_target), 2.5em);
    padding-inline: 0.75em 1em;
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }

  summary:focus-visible {
    outline-offset: -2px;
    border-radius: 4px;
  }

  .chevron {
    inline-size: 1em;
    block-size: 1em;
    color: var(--_muted);
    transition: transform var(--_quick) ease-out;
  }

  details[open] .chevron {
    transform: rotate(90deg);
  }

  .rtl details:not([open]) .chevron {
    transform: rotate(180deg);
  }

  .glance {
    margin-inline-start: auto;
    min-inline-size: 0;
    font-size: 0.8125em;
    color: var(--_muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .content {
    padding-block-end: 1em;
    padding-inline: 2.6154em 1.2308em;
    font-size: 0.8125em;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14em, 100%), 1fr));
    gap: 0.625em 1.25em;
  }

  .fact.long {
    grid-column: 1 / -1;
  }

  dt {
    color: var(--_muted);
  }

  dd {
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  .long dd {
    white-space: pre-wrap;
  }

  h5 {
    margin-block: 1em 0.375em;
    font-size: 1em;
    font-weight: 600;
  }

  .skeleton {
    display: grid;
    gap: 0.75em;
    padding: 1.25em 1em;
    animation: appear 200ms 300ms backwards;
  }

  .skeleton > span:not(.hidden) {
    block-size: 0.75em;
    inline-size: 60%;
    border-radius: var(--_radius-full);
    background: var(--_sunken);
  }

  .skeleton > span:nth-child(2) {
    block-size: 1.125em;
    inline-size: 12em;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @container request-details (inline-size >= 800px) {
    .panes {
      min-block-size: 14em;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) 18em;
    }

    .facts {
      box-shadow: inset 1px 0 var(--_line);
    }

    .rtl .facts {
      box-shadow: inset -1px 0 var(--_line);
    }

    dl {
      grid-template-columns: minmax(0, 1fr);
    }

    .content {
      padding-inline-start: 1.2308em;
    }
  }

  /* Room for all buttons in one line, in each state and also in German, half a window wide: what has no border needs least. */
  @container request-details (inline-size < 48em) {
    .actions {
      gap: 0.25em;
    }

    .actions .button:not(.icon-only) {
      padding-inline: 0.4286em;
      gap: 0.2857em;
    }

    .actions .quiet[aria-disabled='true']:not(.icon-only) {
      padding-inline: 0.25em;
    }
  }

  @container request-details (inline-size < 33em) {
    .bar {
      padding-inline: 0.75em;
    }
  }

  /* One line of buttons that share it, in every language: the chat needs the height. */
  @container request-details (inline-size < 24em) {
    .actions .button:not(.icon-only) {
      flex: 1 1 auto;
      padding-inline: 0.5em;
      font-size: 0.8125em;
    }

    .actions .button:not(.icon-only) .icon {
      display: none;
    }
  }

  /* There all buttons have one border: only the text can say which cannot be pressed. */
  @media (forced-colors: active) {
    .actions .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
