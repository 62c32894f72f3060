import { css } from 'lit';

export const ownMessagesStyles = css`
  :host {
    display: contents;
  }

  .menu {
    position: fixed;
    margin: 0;
    min-inline-size: 11em;
    padding: 0.375em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-size: 0.875em;
  }

  .menu:popover-open {
    display: grid;
    animation: appear var(--_quick) ease-out;
  }

  .item {
    display: flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: max(var(--_target), 2.5714em);
    padding: 0.25em 0.625em;
    border: 0;
    border-radius: calc(var(--_radius-panel) - 0.375em);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .item:hover,
  .item:focus-visible {
    background: var(--_sunken);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .item:last-child {
    color: var(--_danger);
  }

  dialog {
    inline-size: min(24em, calc(100vw - 2em));
    padding: 1.25em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  form {
    display: grid;
    gap: 0.5em;
  }

  h2 {
    font-size: 1.125em;
    font-weight: 600;
  }

  form p {
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

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
