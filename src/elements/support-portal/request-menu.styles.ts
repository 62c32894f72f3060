import { css } from 'lit';

export const requestMenuStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(20em, calc(100vw - 1em));
    margin: 0;
    padding: 0.25em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow);
  }

  .entry {
    display: flex;
    gap: 0.625em;
    align-items: start;
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.25em);
    padding: 0.4375em 0.625em;
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    font-size: 0.875em;
    text-align: start;
    cursor: pointer;
  }

  .entry:hover {
    background: var(--_sunken);
  }

  .entry:focus-visible {
    outline-offset: -2px;
  }

  .entry[aria-disabled] {
    color: var(--_muted);
    cursor: default;
  }

  .why {
    display: block;
    font-size: 0.9286em;
  }

  .withdraw .entry:not([aria-disabled]) {
    color: var(--_danger);
  }
`;
