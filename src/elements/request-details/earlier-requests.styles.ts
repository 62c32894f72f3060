import { css } from 'lit';

export const earlierRequestsStyles = css`
  .earlier {
    display: grid;
    margin-inline-start: -0.625em;
  }

  .earlier-one {
    display: grid;
    gap: 0.125em;
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.5em);
    padding: 0.375em 0.625em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .earlier-one:hover {
    background: color-mix(in oklab, var(--_text) 5%, transparent);
  }

  .earlier-one:focus-visible {
    outline-offset: -2px;
  }

  .earlier-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.625em;
    font-variant-numeric: tabular-nums;
  }

  .earlier-top .number {
    font-weight: 600;
  }

  .earlier-top time {
    color: var(--_muted);
  }

  .earlier-top .status {
    margin-inline-start: auto;
    gap: 0.25em;
  }

  .earlier-top .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .excerpt {
    overflow: hidden;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
