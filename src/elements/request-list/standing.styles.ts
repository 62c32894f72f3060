import { css } from 'lit';

/** The Status of a request, its ring and its wait. */
export const standingStyles = css`
  .status .icon {
    inline-size: 1.1538em;
    block-size: 1.1538em;
  }

  .wait {
    color: var(--_muted);
    white-space: nowrap;
  }

  .wait.attention {
    color: var(--_waiting);
    font-weight: 600;
  }

  .wait.late {
    color: var(--_danger);
    font-weight: 600;
  }

  .ring {
    stroke-width: 3.5;
    stroke-linecap: butt;
  }

  .ring .track {
    opacity: 0.25;
  }

  .ring.late {
    color: var(--_danger);
  }
`;
