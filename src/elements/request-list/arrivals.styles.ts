import { css } from 'lit';

/** How a row looks that has just come in. */
export const arrivalStyles = css`
  .row.arrived {
    animation: arrive var(--_quick) ease-out;
  }

  /* A layer that only fades: a colour that changes would cost each of many new rows a new style in every frame. */
  .row.arrived::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: -1;
    background: color-mix(in oklab, var(--_new) 14%, transparent);
    animation: tint 400ms 1600ms ease-in forwards;
  }

  @keyframes arrive {
    from {
      opacity: 0;
    }
  }

  @keyframes tint {
    to {
      opacity: 0;
    }
  }
`;
