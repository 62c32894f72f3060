import { css } from 'lit';
import { bubbleStyles } from './bubble.styles.ts';
import { composerStyles } from './composer.styles.ts';

const frame = css`
  :host {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 36em;
    container: support-chat / inline-size;
  }

  /* A page may give the element another display: what matters stands inside. */
  .frame {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: inherit;
  }

  .stage {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  /* A question at the end leaves room for what it is about. */
  .frame:has(.rating) .stage {
    min-block-size: min(8em, 40%);
  }

  .bottom:has(.rating) {
    flex: 0 1 auto;
    overflow-y: auto;
  }

  .scroller {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    padding: 1em 1em 0.25em;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in oklab, var(--_text) 25%, transparent) transparent;
  }

  .typing {
    flex: none;
    block-size: 1.75em;
    padding-inline: 1.25em;
    overflow: hidden;
    font-size: 0.8125em;
    color: var(--_muted);
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .typing span {
    animation: appear var(--_quick) ease-out;
  }

  .rows {
    display: flex;
    flex: none;
    flex-direction: column;
    margin-block-start: auto;
  }

  .more {
    flex: none;
    align-self: center;
  }

  .link {
    min-block-size: max(var(--_target), 2em);
    padding: 0 0.5em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_brand-ink);
    font-size: 0.875em;
    font-weight: 600;
    cursor: pointer;
  }

  .link:hover {
    text-decoration: underline;
  }

  .link[aria-disabled='true'] {
    color: var(--_muted);
    cursor: default;
    text-decoration: none;
  }

  .jump,
  .search {
    position: absolute;
    inset-block-end: 0.75em;
    inset-inline-end: 1em;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.375em;
    min-inline-size: max(var(--_target), 2.25em);
    min-block-size: max(var(--_target), 2.25em);
    padding: 0 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-full);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    cursor: pointer;
    animation: rise var(--_quick) ease-out;
  }

  .search {
    inset-block: 0.5em auto;
    color: var(--_muted);
  }

  :is(.jump, .search):hover {
    background: var(--_sunken);
  }

  .middle {
    display: grid;
    justify-items: center;
    gap: 0.75em;
    max-inline-size: 24em;
    margin: auto;
    padding: 1em;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .icon.large {
    inline-size: 2em;
    block-size: 2em;
    stroke-width: 1.25;
  }

  .skeleton {
    display: grid;
    gap: 0.75em;
    margin-block-start: auto;
    animation: appear var(--_quick) ease-out 300ms both;
  }

  .ghost {
    inline-size: 58%;
    block-size: 3.25em;
    border-radius: 1.125em;
    background: var(--_raised);
  }

  .ghost.end {
    justify-self: end;
    background: var(--_brand-tint);
    opacity: 0.6;
  }

  .ghost.short {
    inline-size: 32%;
    block-size: 2.375em;
  }

  .drop {
    position: absolute;
    inset: 0.5em;
    display: grid;
    place-items: center;
    border: 2px dashed var(--_brand-ink);
    border-radius: var(--_radius-panel);
    background: color-mix(in oklab, var(--_brand-tint) 92%, transparent);
    color: var(--_text);
    font-weight: 600;
    pointer-events: none;
    animation: appear var(--_quick) ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }

  @container support-chat (max-width: 22em) {
    .scroller {
      padding: 0.75em 0.75em 0.25em;
    }
  }
`;

export const supportChatStyles = [frame, bubbleStyles, composerStyles];
