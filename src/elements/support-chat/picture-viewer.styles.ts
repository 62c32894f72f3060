import { css } from 'lit';

export const pictureViewerStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--_surface);
    color: var(--_text);
  }

  dialog:not([open]) {
    display: none;
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.25em;
    padding: 0.5em;
    padding-inline-start: 1em;
    border-block-end: 1px solid var(--_line);
  }

  h2 {
    flex: 1;
    min-inline-size: 0;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.3;
  }

  .size {
    font-weight: 400;
    font-size: 0.875em;
    color: var(--_muted);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .stage {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    place-items: center;
    overflow: auto;
    min-block-size: 0;
    padding: 1em;
    background: var(--_sunken);
  }

  .stage.whole {
    grid-template: auto / auto;
    place-content: safe center;
  }

  .stage:focus-visible {
    outline-offset: -2px;
  }

  img {
    display: block;
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
  }

  .whole img {
    max-inline-size: none;
    max-block-size: none;
  }

  .loading {
    color: var(--_muted);
  }

  nav {
    display: grid;
    grid-template-columns: 1fr auto auto minmax(0, 1fr);
    align-items: center;
    gap: 0.5em;
    padding: 0.5em;
    border-block-start: 1px solid var(--_line);
  }

  nav button:first-of-type {
    grid-column: 2;
  }

  nav button:last-of-type {
    grid-column: 3;
  }

  .said {
    grid-column: 4;
    grid-row: 1;
    font-size: 0.875em;
    line-height: 1.3;
    color: var(--_muted);
  }

  .said.bad {
    color: var(--_danger);
  }

  :host(:dir(rtl)) .turned {
    transform: scaleX(-1);
  }
`;
