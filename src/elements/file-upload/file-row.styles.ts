import { css } from 'lit';

/** Comes with the first file on its way, into a chat as well: there it stays in sight below the lines. */
export const totalStyles = css`
  .total {
    margin-block-start: 0.75em;
    font-size: 0.875em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .rows + .total {
    position: sticky;
    inset-block-end: 0;
    padding-block: 0.375em;
    background: var(--_surface);
    font-size: 0.8125em;
  }
`;

/** Comes with the rows themselves. */
export const fileRowStyles = css`
  .files {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    margin-block-start: 0.5em;
  }

  .file {
    display: flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: max(var(--_target), 2.5em);
    padding-block: 0.25em;
    padding-inline: 0.75em 0.25em;
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: 0.875em;
  }

  .file > .icon {
    color: var(--_muted);
  }

  .file .button.plain:hover {
    background: color-mix(in oklab, currentColor 8%, transparent);
  }

  /* Two lines where something moves, one where it lies. */
  .file .what > progress + .size {
    display: block;
    margin-block-start: 0.125em;
    margin-inline-start: 0;
    white-space: normal;
  }

  .file:is([data-state='paused'], [data-state='waiting'], [data-state='interrupted']) progress {
    opacity: 0.5;
  }

  .file.refused {
    background: var(--_danger-tint);
    color: var(--_danger);
  }

  .file.refused > .icon,
  .file.refused .size {
    color: inherit;
  }

  .what {
    flex: 1;
    min-inline-size: 0;
  }

  .size {
    margin-inline-start: 0.375em;
    font-size: 0.9286em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .file[aria-busy='true'] {
    opacity: 0.7;
  }

  progress {
    display: block;
    inline-size: 100%;
    block-size: 0.25em;
    margin-block-start: 0.25em;
    border: 0;
    border-radius: var(--_radius-full);
    background: var(--_sunken);
    accent-color: var(--_brand-ink);
    appearance: none;
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--_sunken);
  }

  progress::-webkit-progress-value {
    background: var(--_brand-ink);
  }

  progress::-moz-progress-bar {
    background: var(--_brand-ink);
  }
`;
