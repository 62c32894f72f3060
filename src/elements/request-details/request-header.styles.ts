import { css } from 'lit';

/** Who it is, how it stands, and who else is there. */
export const requestHeaderStyles = css`
  header {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding: 0.75em 1em 0.5em;
  }

  .who {
    flex: 1 1 auto;
    min-inline-size: 0;
  }

  h3 {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.3;
    overflow: hidden;
    text-overflow: ellipsis;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    outline-offset: 4px;
    border-radius: 4px;
  }

  .which {
    font-size: 0.8125em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .dot {
    margin-inline: 0.125em;
  }

  .small {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: -0.125em;
  }

  .standing {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    align-items: center;
    gap: 0.25em 0.5em;
    font-size: 0.8125em;
    font-weight: 600;
  }

  .standing .status {
    padding: 0.25em 0.625em;
    border-radius: var(--_radius-full);
    background: color-mix(in oklab, var(--_status) 10%, transparent);
  }

  .side {
    flex: 0 1 auto;
    display: flex;
    align-items: center;
    justify-content: end;
    gap: 0.375em 0.75em;
  }

  /* Beside the status, so that nothing moves under the pointer when somebody comes or goes. */
  .viewers {
    flex: 0 1 auto;
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-inline-size: min-content;
    font-size: 0.8125em;
    color: var(--_muted);
    animation: appear var(--_quick) ease-out;
  }

  .faces {
    flex: none;
    display: flex;
  }

  .face {
    display: grid;
    place-items: center;
    min-inline-size: 2.4545em;
    block-size: 2.4545em;
    border: 2px solid var(--_surface);
    border-radius: var(--_radius-full);
    background: var(--_brand-tint);
    color: var(--_text);
    font-size: 0.8462em;
    font-weight: 600;
  }

  .face + .face {
    margin-inline-start: -0.375em;
  }

  .viewing {
    overflow: hidden;
    text-overflow: ellipsis;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    max-inline-size: 22em;
    line-height: 1.3;
    text-wrap: balance;
  }

  /* The initials are enough where the words would be cut. */
  @container request-details (inline-size < 40em) {
    .viewing {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  @container request-details (inline-size < 33em) {
    /* Room for the status, and for the initials of colleagues under it. */
    header {
      min-block-size: 5.25em;
      padding-inline: 0.75em;
    }

    .side {
      flex: none;
      flex-direction: column-reverse;
      align-items: end;
    }
  }

  /* The name keeps its room: how long somebody has waited stands under the status. */
  @container request-details (inline-size < 24em) {
    .standing {
      flex-direction: column;
      align-items: end;
    }
  }
`;
