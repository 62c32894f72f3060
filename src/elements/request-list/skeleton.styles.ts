import { css } from 'lit';

/** The picture of rows to come. */
export const skeletonStyles = css`
  /* Nothing to scroll to, and no key that could. */
  .scroller:has(> .skeleton) {
    overflow: hidden;
  }

  /* Only a wait that can be felt gets a picture. */
  .skeleton {
    padding-block-start: 2em;
    animation: appear 200ms 300ms backwards;
  }

  .bone {
    display: grid;
    grid-template-columns: 3em 1fr 7em;
    gap: 1.5em;
    align-items: center;
    block-size: 2.75em;
    padding-inline: 1em;
  }

  .bone span {
    block-size: 0.625em;
    border-radius: var(--_radius-full);
    background: var(--_sunken);
  }

  .bone:nth-child(even) span:nth-child(2) {
    inline-size: 70%;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
