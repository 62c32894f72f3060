import { css } from 'lit';

export const ownRequestsStyles = css`
  .list {
    min-inline-size: 0;
    padding: 0.75em;
    overflow-y: auto;
  }

  .list-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    padding-inline-start: 0.625em;
  }

  .list-top .button {
    gap: 0.25em;
    padding-inline: 0.625em;
  }

  .list h2 {
    font-size: 1em;
    font-weight: 600;
  }

  .list h3 {
    padding: 1em 0.77em 0.25em;
    font-size: 0.8125em;
    font-weight: 600;
    color: var(--_muted);
  }

  .item {
    display: grid;
    gap: 0.25em;
    inline-size: 100%;
    min-block-size: max(var(--_target), 3.25em);
    padding: 0.5em;
    border: 0;
    border-inline-start: 2px solid transparent;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    text-align: start;
    cursor: pointer;
    transition: background-color var(--_quick) ease-out;
  }

  .item:hover {
    background: var(--_raised);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .item[aria-current] {
    border-inline-start-color: var(--_brand-ink);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    background: var(--_brand-tint);
  }

  .item-top,
  .item-bottom {
    display: flex;
    gap: 0.5em;
    align-items: center;
    justify-content: space-between;
    min-inline-size: 0;
  }

  .excerpt {
    overflow: hidden;
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .item-bottom {
    flex-wrap: wrap;
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .item-bottom .facts {
    display: flex;
    gap: 0.75em;
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    /* Forced colours draw what is transparent, so that the bar would stand at every request. */
    .item {
      border-inline-start: 0;
    }

    .item[aria-current] {
      border-inline-start: 4px solid Highlight;
    }
  }
`;
