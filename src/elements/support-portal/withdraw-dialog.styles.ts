import { css } from 'lit';

export const withdrawDialogStyles = css`
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
    font-size: 0.875em;
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
`;
