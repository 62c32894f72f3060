import { css } from 'lit';

/** The Status of a request, its ring and its wait. */
export const standingStyles = css`
  .status .icon {
    inline-size: 1.1538em;
    block-size: 1.1538em;
  }

  .wait {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    color: var(--_muted);
    white-space: nowrap;
  }

  .wait .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .wait.long {
    color: var(--_waiting);
    font-weight: 600;
  }

  .wait.too-long {
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

  .ring.too-long {
    color: var(--_danger);
  }
`;
