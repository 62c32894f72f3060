import { css } from 'lit';

export const searchBarStyles = css`
  :host {
    flex: none;
  }

  form {
    display: flex;
    align-items: center;
    gap: 0.25em;
    padding: 0.5em 0.75em;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
    animation: appear var(--_quick) ease-out;
  }

  .field {
    display: block;
    flex: 1;
    min-inline-size: 0;
  }

  .input {
    min-block-size: max(var(--_target), 2.25em);
    padding-block: 0.25em;
    padding-inline: 0.625em;
    appearance: none;
  }

  .input::-webkit-search-cancel-button {
    display: none;
  }

  .said {
    flex: none;
    min-inline-size: 3.5em;
    padding-inline: 0.375em;
    font-size: 0.8125em;
    color: var(--_muted);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .said.bad {
    color: var(--_danger);
  }

  .button.icon-only {
    flex: none;
  }

  @container (max-width: 24em) {
    form {
      flex-wrap: wrap;
      row-gap: 0;
    }

    .field {
      flex-basis: 100%;
    }

    .said {
      flex: 1;
      text-align: start;
    }
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
