import { css } from 'lit';

/** What stands where nothing is yet. */
export const emptyStyles = css`
  .empty {
    margin: auto;
    display: grid;
    justify-items: center;
    gap: 0.25em;
    max-inline-size: 26em;
    padding: 1.5em;
    text-align: center;
  }

  .drawing {
    inline-size: 5em;
    block-size: auto;
    margin-block-end: 0.25em;
    fill: none;
    stroke: var(--_muted);
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    opacity: 0.75;
  }

  .drawing .faint {
    stroke: var(--_brand-ink);
    opacity: 0.6;
  }

  .empty-title {
    font-weight: 600;
  }

  .empty-title:focus-visible {
    outline-offset: 4px;
    border-radius: 4px;
  }

  .empty-hint {
    font-size: 0.875em;
    color: var(--_muted);
    text-wrap: balance;
  }

  .empty .button {
    margin-block-start: 0.75em;
  }
`;
