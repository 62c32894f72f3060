import { css } from 'lit';

export const fileUploadStyles = css`
  :host {
    font-size: var(--support-font-size, inherit);
  }

  /* As a field of the page's own form it is as large as what is around it. */
  :where(:host > *) {
    font-size: inherit;
  }

  :host([compact]) {
    display: inline-block;
  }

  .area {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 0.75em;
    padding: 0.75em;
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius-panel);
    transition:
      background-color var(--_quick) ease-out,
      border-color var(--_quick) ease-out;
  }

  .area .hint {
    flex: 1 1 14em;
    text-wrap: pretty;
  }

  .area.over {
    border-color: var(--_brand-ink);
    background: var(--_brand-tint);
  }

  .area.over .hint {
    color: var(--_text);
  }

  .files {
    display: grid;
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
    font-size: 0.9375em;
  }

  .file > .icon {
    color: var(--_muted);
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
    font-size: 0.8667em;
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

  .fault {
    margin-block-start: 0.375em;
  }
`;
