import { css } from 'lit';

/** The field to write in, and what stands in its place. */
export const composerStyles = css`
  .bottom {
    display: grid;
    flex: none;
    gap: 0.5em;
    padding: 0 0.75em calc(0.75em + var(--_covered, 0px));
  }

  .composer {
    display: grid;
    gap: 0.375em;
  }

  .box {
    display: flex;
    align-items: end;
    gap: 0.25em;
    padding: 0.25em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-panel);
    background: var(--_field);
    transition: border-color var(--_quick) ease-out;
  }

  .box:focus-within {
    border-color: var(--_brand-ink);
    outline: 1px solid var(--_brand-ink);
  }

  .box:has(button:focus-visible) {
    outline: none;
  }

  .box:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }

  .grow {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    max-block-size: 11em;
  }

  textarea,
  .grow[data-text]::after {
    grid-area: 1 / 1;
    /* One line stands in the middle between the buttons, however tall a finger needs them. */
    padding: calc((max(var(--_target), 2.25em) - 1.4em) / 2) 0.25em;
    /* iOS zooms into fields whose text is smaller than 16px. */
    font: inherit;
    font-size: max(16px, 1em);
    line-height: 1.4;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .grow[data-text]::after {
    content: attr(data-text) ' ';
    visibility: hidden;
    max-block-size: 11em;
    overflow: hidden;
  }

  textarea {
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.25em);
    max-block-size: 11em;
    margin: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    resize: none;
    field-sizing: content;
    scrollbar-width: thin;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .box .button {
    min-block-size: max(var(--_target), 2.25em);
    border-radius: calc(var(--_radius-panel) - 0.25em);
  }

  .send.idle {
    border-color: transparent;
    background: none;
    color: var(--_muted);
    cursor: default;
  }

  .send .icon {
    transition: transform var(--_quick) ease-out;
  }

  .send.mirrored .icon {
    transform: scaleX(-1);
  }

  .left {
    padding-inline: 0.25em;
    font-size: 0.8125em;
    color: var(--_muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .fault .icon,
  .refused .icon,
  .aside .icon {
    block-size: 1.45em;
  }

  .refused {
    align-items: start;
    padding-inline-end: 0.25em;
  }

  .refused > .icon {
    margin-block-start: 0.125em;
  }

  .refused :is(ul, p) {
    display: grid;
    flex: 1;
    gap: 0.25em;
    padding-block: 0.125em;
  }

  .refused .button {
    margin-block: -0.375em;
  }

  .aside {
    display: flex;
    gap: 0.5em;
    align-items: start;
    padding-inline: 0.25em;
    font-size: 0.8125em;
    color: var(--_waiting);
  }

  /* A short loss is no news. */
  .aside.reconnecting {
    animation: appear var(--_quick) ease-out 2s both;
  }

  .instead {
    display: grid;
    justify-items: center;
    gap: 0.625em;
    padding: 0.75em;
    border-radius: var(--_radius-panel);
    background: var(--_raised);
    font-size: 0.875em;
    text-align: center;
    text-wrap: balance;
  }

  .instead:focus {
    outline: none;
  }

  .instead > p,
  .instead > slot > p,
  slot[name='join']::slotted(p) {
    color: var(--_muted);
  }

  .instead > p.fault {
    color: var(--_danger);
  }

  .instead > p .icon,
  .instead > slot > p .icon {
    margin-inline-end: 0.25em;
    vertical-align: -0.25em;
  }

  .unsent {
    display: grid;
    justify-items: end;
    inline-size: 100%;
  }

  .unsent p {
    inline-size: 100%;
    max-block-size: 6em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-y: auto;
    background: var(--_field);
    text-align: start;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
