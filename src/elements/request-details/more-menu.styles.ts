import { css } from 'lit';

export const moreMenuStyles = css`
  .menu {
    position: fixed;
    margin: 0;
    min-inline-size: 14em;
    max-inline-size: min(22em, calc(100vw - 1em));
    padding: 0.375em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
    font-size: 0.875em;
  }

  .menu:popover-open {
    display: grid;
    animation: appear var(--_quick) ease-out;
  }

  .item {
    display: flex;
    align-items: start;
    gap: 0.625em;
    min-block-size: max(var(--_target), 2.5714em);
    padding: 0.5em 0.625em;
    border: 0;
    border-radius: calc(var(--_radius-panel) - 0.375em);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .item .icon {
    inline-size: 1.1429em;
    block-size: 1.45em;
  }

  .item:hover,
  .item:focus-visible {
    background: var(--_sunken);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .item[aria-disabled='true'] {
    background: none;
    color: var(--_muted);
    cursor: not-allowed;
  }

  .item .what {
    display: grid;
    line-height: 1.45;
  }

  .item small {
    font-size: 0.9286em;
    text-wrap: pretty;
  }
`;
