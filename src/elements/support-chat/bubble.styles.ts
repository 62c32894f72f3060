import { css } from 'lit';

/** The lines of the transcript. */
export const bubbleStyles = css`
  /* What is hidden from eyes in each line is placed in here, and not in all that stands around. */
  .rows {
    contain: layout;
  }

  .rows > li {
    scroll-margin-block: 0.75em;
  }

  .day,
  .system,
  .unread {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.375em;
    font-size: 0.8125em;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .day {
    margin-block: 1.5em 0.75em;
    font-weight: 600;
  }

  .rows > .day:first-child {
    margin-block-start: 0;
  }

  /* Running text: on a narrow page icon and time stay with the words. */
  .system {
    display: block;
    margin-block-start: 1em;
    padding-inline: 1em;
    border-radius: var(--_radius);
  }

  .day + .system,
  .system + .system {
    margin-block-start: 0.5em;
  }

  .system .icon {
    display: inline-block;
    inline-size: 1.125em;
    block-size: 1.125em;
    margin-inline-end: 0.375em;
    vertical-align: -0.2em;
  }

  .system bdi {
    font-weight: 600;
    color: var(--_text);
  }

  time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .system time::before {
    content: '·';
    margin-inline-end: 0.375em;
  }

  .unread {
    gap: 0.75em;
    margin-block-start: 1em;
    color: var(--_brand-ink);
    font-weight: 600;
  }

  .unread::before,
  .unread::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid color-mix(in oklab, var(--_brand-ink) 35%, transparent);
  }

  .words {
    display: flex;
    flex-direction: column;
    align-items: start;
    margin-block-start: 0.1875em;
    border-radius: var(--_radius);
  }

  .words.end {
    align-items: end;
  }

  .words.first {
    margin-block-start: 0.75em;
  }

  .day + .words {
    margin-block-start: 0;
  }

  .pending {
    animation: rise var(--_quick) ease-out;
  }

  .name {
    margin-block-end: 0.25em;
    padding-inline: 0.25em;
    font-size: 0.8125em;
    font-weight: 600;
    color: var(--_muted);
  }

  .bubble,
  .card {
    --_round: 1.125em;
    --_tight: 0.3125em;
    /* Of the line: a part of the container takes a third longer to lay out. */
    max-inline-size: min(85%, 34em);
    border-radius: var(--_round);
    background: var(--_sunken);
    color: var(--_text);
  }

  .mine {
    display: flex;
    align-items: center;
    gap: 0.25em;
    max-inline-size: 93%;
  }

  .mine > * {
    max-inline-size: 34em;
  }

  /* It has room beside its message, and takes none of it away from the lines around. */
  .more-of {
    margin-block: -0.5em;
    color: var(--_muted);
  }

  @media (hover: hover) {
    .words:not(:hover, :focus-within) .more-of:not([aria-expanded]) {
      opacity: 0;
    }
  }

  .bubble {
    padding: 0.4375em 0.8125em;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-wrap: pretty;
    unicode-bidi: plaintext;
  }

  .own .bubble,
  .own .card {
    background: var(--_brand-tint);
  }

  /* Inside a group the corners at its side come closer, so that it reads as one. */
  .start:not(.first) :is(.bubble, .card) {
    border-start-start-radius: var(--_tight);
  }

  .start:not(.last) :is(.bubble, .card) {
    border-end-start-radius: var(--_tight);
  }

  .end:not(.first) :is(.bubble, .card) {
    border-start-end-radius: var(--_tight);
  }

  .end:not(.last) :is(.bubble, .card) {
    border-end-end-radius: var(--_tight);
  }

  .bubble.gone,
  .bubble .mark {
    font-style: italic;
  }

  .bubble .mark {
    font-size: 0.8125em;
  }

  /* What is no more is quieter than what has been said. */
  .bubble.gone {
    background: none;
    box-shadow: inset 0 0 0 1px var(--_line);
    color: var(--_muted);
  }

  /* A sign of direction in the message must not show the address the other way round. */
  .bubble a {
    unicode-bidi: isolate;
    color: var(--_brand-ink);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
  }

  .own .bubble a {
    color: inherit;
  }

  .failed :is(.bubble, .card) {
    background: var(--_danger-tint);
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.375em;
    min-block-size: 1.45em;
    margin-block-start: 0.125em;
    padding-inline: 0.25em;
    font-size: 0.8125em;
    color: var(--_muted);
  }

  .end .foot {
    justify-content: end;
    text-align: end;
  }

  .foot time + .progress::before {
    content: '·';
    margin-inline-end: 0.375em;
  }

  /* Most go out at once: only what takes longer says so. */
  .progress.sending {
    animation: appear var(--_quick) ease-out 500ms both;
  }

  .foot.bad {
    max-inline-size: min(78cqi, 40em);
    font-size: 0.8125em;
    color: var(--_danger);
  }

  .foot .link {
    font-size: inherit;
    text-decoration: underline;
  }

  .card {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-inline-size: min(15em, 78cqi);
    padding: 0.5em 0.875em 0.5em 0.5em;
    border: 0;
    text-align: start;
  }

  button.card {
    cursor: pointer;
  }

  button.card:hover .get {
    color: inherit;
    transform: translateY(1px);
  }

  button.card[aria-busy='true'] {
    opacity: 0.7;
    cursor: progress;
  }

  .sheet {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: 0.6875em;
    background: var(--_field);
    color: var(--_brand-ink);
  }

  .card .what {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }

  .card bdi {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 600;
    font-size: 0.875em;
    text-align: match-parent;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .card .size {
    font-size: 0.8125em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .deeds {
    display: flex;
    margin-inline-end: -0.5em;
  }

  .get {
    color: var(--_muted);
    transition: transform var(--_quick) ease-out;
  }

  progress {
    inline-size: 100%;
    block-size: 0.25em;
    margin-block-start: 0.375em;
    border: 0;
    border-radius: var(--_radius-full);
    background: var(--_field);
    appearance: none;
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--_field);
  }

  progress::-webkit-progress-value {
    background: var(--_brand-ink);
    transition: inline-size var(--_quick) ease-out;
  }

  progress::-moz-progress-bar {
    background: var(--_brand-ink);
  }

  @media (forced-colors: active) {
    .bubble,
    .card {
      border: 1px solid CanvasText;
    }
  }
`;
