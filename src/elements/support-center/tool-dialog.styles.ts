import { css } from 'lit';

/** A dialog over the console: heading and way out stay, what is between them scrolls. */
export const toolDialogStyles = css`
  dialog {
    box-sizing: border-box;
    inline-size: min(34em, calc(100vw - 1.5em));
    max-block-size: calc(100dvh - 2em);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow);
    overflow: hidden;
  }

  dialog.broad {
    inline-size: min(46em, calc(100vw - 1.5em));
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  .head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding-block: 0.75em;
    padding-inline: 1.25em 0.75em;
    box-shadow: inset 0 -1px var(--_line);
  }

  h2 {
    flex: 1 1 auto;
    font-size: 1.125em;
    font-weight: 600;
  }

  .body {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-auto-rows: max-content;
    align-content: start;
    gap: 1em;
    padding: 1.1429em 1.4286em 1.4286em;
    font-size: 0.875em;
  }

  .lead {
    color: var(--_muted);
    text-wrap: pretty;
  }

  h3 {
    font-size: 1em;
    font-weight: 600;
  }

  form,
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    justify-content: end;
  }

  .inline {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }

  .check {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.625em;
    align-content: center;
    align-items: start;
    min-block-size: var(--_target);
    padding-block: 0.25em;
    cursor: pointer;
  }

  .check input {
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0.1625em 0 0;
    font-size: inherit;
    accent-color: var(--_brand-ink);
  }

  .check:has(:disabled) {
    cursor: not-allowed;
    color: var(--_muted);
  }

  .check .text {
    display: grid;
  }

  /* Below the words of a choice, not below its box. */
  .under {
    margin-inline-start: 1.75em;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
    padding: 0.75em 0.875em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }

  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
  }

  .lines {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .muted {
    color: var(--_muted);
    font-size: 0.9286em;
  }

  .grow {
    flex: 1 1 8em;
    min-inline-size: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: center;
  }

  form.row {
    align-items: end;
  }

  .tag {
    padding: 0 0.5em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-full);
    font-size: 0.9286em;
    white-space: nowrap;
  }

  .tag.on {
    border-color: var(--_chat);
    color: var(--_chat);
  }

  .tag.off {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .button {
    font-size: 1em;
  }

  .button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  textarea.input {
    min-block-size: 6em;
    resize: vertical;
  }

  select.input {
    appearance: auto;
  }

  .key {
    justify-content: start;
    padding-inline: 0.375em;
    margin-inline-start: -0.4375em;
    text-align: start;
  }

  kbd {
    padding: 0.0625em 0.4375em;
    border: 1px solid var(--_control-line);
    border-radius: 5px;
    background: var(--_raised);
    font: inherit;
    font-size: 0.9286em;
    overflow-wrap: anywhere;
  }

  /* The first column has what is left. */
  .narrow-column {
    inline-size: 20%;
  }

  .middle-column {
    inline-size: 44%;
  }

  table {
    table-layout: fixed;
    inline-size: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 0.25em 0;
    padding-inline-end: 0.375em;
    overflow-wrap: break-word;
    hyphens: auto;
    text-align: start;
    font-weight: inherit;
    vertical-align: middle;
    border-block-end: 1px solid var(--_line);
  }

  thead th {
    color: var(--_muted);
    font-size: 0.9286em;
  }

  .said {
    color: var(--_chat);
    font-weight: 600;
  }
`;
