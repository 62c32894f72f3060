import { css } from 'lit';

/** Dialogs that ask what a deed needs. */
export const deedDialogStyles = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(27em, calc(100vw - 2em));
    max-block-size: calc(100dvh - 2em);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow);
    overflow: hidden;
  }

  dialog[open] {
    display: flex;
    animation: appear var(--_quick) ease-out;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  form {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 1em;
    min-inline-size: 0;
    padding: 1.25em;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  h2 {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.3;
  }

  .about {
    margin-block-start: -0.625em;
    font-size: 0.875em;
    color: var(--_muted);
    text-wrap: pretty;
  }

  .field {
    gap: 0.375em;
  }

  [role='alert']:empty {
    display: none;
  }

  .label span {
    font-weight: 400;
    color: var(--_muted);
  }

  textarea.input {
    min-block-size: 5em;
    max-block-size: 14em;
    field-sizing: content;
    resize: vertical;
  }

  .options {
    display: grid;
    grid-auto-rows: max-content;
    gap: 0.25em;
  }

  .scrolled {
    max-block-size: 15em;
    padding: 2px;
    margin: -2px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .option {
    display: flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: max(var(--_target), 2.5em);
    padding: 0.25em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    cursor: pointer;
  }

  .option:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }

  .option:has(:checked) {
    border-color: var(--_brand-ink);
    background: var(--_brand-tint);
  }

  .option:has(:focus-visible) {
    outline: 2px solid var(--_brand-ink);
    outline-offset: 0;
  }

  .option input {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
    accent-color: var(--_brand-ink);
  }

  .option input:focus-visible {
    outline: none;
  }

  .what {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .what small {
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .option:has(:checked) small {
    color: var(--_text);
  }

  .light {
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: var(--_radius-full);
    border: 1.5px solid var(--_muted);
  }

  .light.on {
    border-color: var(--_chat);
    background: var(--_chat);
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    justify-content: end;
    padding-block-start: 0.25em;
  }

  .button[aria-busy='true'] {
    opacity: 0.7;
    cursor: progress;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @media (forced-colors: active) {
    .option:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
