import { css } from 'lit';

/** Buttons, fields, badges and notes, the same in all elements. */
export const controls = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: max(var(--_target), 2.25em);
    padding: 0.25em 0.875em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.875em;
    text-align: center;
    cursor: pointer;
    transition:
      background-color var(--_quick) ease-out,
      border-color var(--_quick) ease-out;
  }

  .button:hover {
    background: var(--_sunken);
  }

  .button.primary {
    border-color: var(--_brand-ink);
    background: var(--_brand);
    color: var(--_on-brand);
    font-weight: 600;
  }

  .button.primary:hover {
    background: color-mix(in oklab, var(--_brand) 90%, var(--_on-brand));
  }

  .button.plain {
    border-color: transparent;
    background: none;
  }

  .button.plain:hover {
    background: var(--_sunken);
  }

  .button.icon-only {
    inline-size: max(var(--_target), 2.25em);
    padding: 0;
  }

  .button[aria-disabled='true'],
  .button[aria-disabled='true']:hover,
  .button:disabled,
  .button:disabled:hover {
    border-color: var(--_line);
    background: none;
    color: var(--_muted);
    cursor: not-allowed;
  }

  .field {
    display: grid;
    gap: 0.25em;
  }

  .field > label,
  .label {
    font-size: 0.875em;
    font-weight: 600;
  }

  .input {
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.5em);
    padding: 0.5em 0.75em;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_field);
    color: inherit;
    font: inherit;
    /* iOS zooms into fields whose text is smaller than 16px. */
    font-size: max(16px, 1em);
    line-height: 1.4;
  }

  .input:focus-visible {
    outline-offset: -1px;
    border-color: var(--_brand-ink);
  }

  .input[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .fault {
    display: flex;
    gap: 0.375em;
    align-items: start;
    font-size: 0.875em;
    color: var(--_danger);
  }

  .hint {
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .note {
    display: flex;
    gap: 0.625em;
    align-items: start;
    padding: 0.625em 0.75em;
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: 0.875em;
  }

  .note.bad {
    background: var(--_danger-tint);
    color: var(--_danger);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 1.5em;
    padding: 0 0.375em;
    border-radius: var(--_radius-full);
    background: var(--_brand);
    color: var(--_on-brand);
    font-size: 0.8125em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .status {
    display: inline-flex;
    gap: 0.375em;
    align-items: center;
    color: var(--_status, var(--_muted));
    white-space: nowrap;
  }

  .status[data-standing='new'] {
    --_status: var(--_new);
  }

  .status[data-standing='waiting'] {
    --_status: var(--_waiting);
  }

  .status[data-standing='in-chat'],
  .status[data-standing='live'] {
    --_status: var(--_chat);
  }

  @media (forced-colors: active) {
    .button,
    .input,
    .badge {
      border: 1px solid ButtonBorder;
    }

    .button.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
