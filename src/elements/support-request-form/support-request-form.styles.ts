import { css } from 'lit';

export const supportRequestFormStyles = css`
  :host {
    container-type: inline-size;
  }

  .frame {
    max-inline-size: 44em;
    margin-inline: auto;
    padding: 1.5em;
    border: 1px solid var(--_frame, var(--_line));
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
  }

  form {
    display: grid;
    gap: 1.125em;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    align-items: baseline;
    justify-content: space-between;
  }

  h2 {
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
    overflow-wrap: anywhere;
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

  .fields {
    display: grid;
    gap: 1em;
  }

  textarea.input {
    display: block;
    min-block-size: 7.5em;
    resize: vertical;
    /* Grows with the text where the browser can, and stays within reach of the button. */
    field-sizing: content;
    max-block-size: 22em;
    overflow-wrap: anywhere;
  }

  .input[readonly] {
    background: var(--_raised);
    color: var(--_muted);
  }

  .counter {
    justify-self: end;
    font-variant-numeric: tabular-nums;
  }

  .summary {
    display: grid;
    gap: 0.25em;
  }

  .summary > p {
    font-weight: 600;
  }

  .summary li {
    display: flex;
  }

  .summary .mended .link {
    color: var(--_muted);
    text-decoration: line-through;
  }

  .link {
    padding: 0.125em 0;
    min-block-size: max(var(--_target), 1.75em);
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    cursor: pointer;
  }

  .bottom {
    display: grid;
    gap: 0.75em;
  }

  .bottom .button {
    min-block-size: max(var(--_target), 2.75em);
    font-size: 1em;
  }

  .bottom .hint {
    text-wrap: pretty;
  }

  .done {
    display: grid;
    gap: 0.75em;
    justify-items: start;
  }

  .done .mark {
    inline-size: 2em;
    block-size: 2em;
    color: var(--_chat);
  }

  .done #done-text {
    display: grid;
    gap: 0.375em;
  }

  .done p {
    color: var(--_muted);
  }

  @container (max-inline-size: 26em) {
    .frame {
      padding: 1.125em 1em;
    }
  }

  @container (min-inline-size: 34em) {
    .fields {
      grid-template-columns: 1fr 1fr;
      /* Labels and fields of a row stay level when only one of the two has a fault. */
      align-items: start;
    }

    .description,
    .attachments {
      grid-column: 1 / -1;
    }

    .bottom {
      grid-template-columns: auto 1fr;
      gap: 0.75em 1.25em;
      align-items: center;
    }

    .bottom .note,
    .bottom slot {
      grid-column: 1 / -1;
    }
  }
`;
