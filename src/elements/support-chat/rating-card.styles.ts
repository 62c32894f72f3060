import { css } from 'lit';

export const ratingCardStyles = css`
  :host {
    inline-size: 100%;
    text-align: start;
  }

  .card {
    display: grid;
    gap: 0.75em;
    padding: 0.75em 0.875em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
  }

  .card:focus {
    outline: none;
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75em;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  /* Beside its stars where there is room: a legend that floats is laid out like anything else. */
  legend {
    float: inline-start;
    flex: 1 1 9em;
    padding: 0;
    font-weight: 600;
  }

  .stars {
    display: flex;
    margin-inline-start: -0.375em;
  }

  .star {
    display: grid;
    place-items: center;
    min-inline-size: max(var(--_target), 2.25em);
    min-block-size: max(var(--_target), 2.25em);
    border-radius: var(--_radius);
    color: var(--_muted);
    cursor: pointer;
  }

  .star input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }

  .star .icon,
  .given .icon {
    inline-size: 1.625em;
    block-size: 1.625em;
    transition: fill var(--_quick) ease-out;
  }

  .star:hover,
  .star.lit,
  .given .lit {
    color: var(--_brand-ink);
  }

  .lit .icon,
  .given .icon.lit {
    fill: currentColor;
  }

  .star:has(:focus-visible) {
    outline: 2px solid var(--_brand-ink);
    outline-offset: -2px;
  }

  .word {
    min-inline-size: 6em;
    font-size: 0.875em;
    color: var(--_muted);
  }

  textarea.input {
    display: block;
    min-block-size: 4.5em;
    resize: vertical;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    justify-content: end;
  }

  .thanks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }

  .thanks > p {
    flex: 1 1 12em;
  }

  .given {
    display: flex;
    color: var(--_muted);
  }

  .given .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .said {
    flex-basis: 100%;
    overflow: auto;
    max-block-size: 6em;
    color: var(--_muted);
    font-size: 0.875em;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .lit .icon,
    .given .icon.lit {
      fill: CanvasText;
    }
  }
`;
