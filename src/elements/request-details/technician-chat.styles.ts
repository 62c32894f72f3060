import { css } from 'lit';

/** What technicians have beside the chat of both sides: notes between the lines, the two ways to write, canned replies. */
export const technicianChatStyles = css`
  :host {
    --_memo: oklch(0.955 0.045 88);
    --_memo-line: color-mix(in oklab, var(--_waiting) 45%, transparent);
  }

  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_memo: light-dark(oklch(0.955 0.045 88), oklch(0.29 0.04 80));
    }
  }

  .memo .name {
    display: inline-flex;
    align-items: center;
    gap: 0.3077em;
    color: var(--_waiting);
  }

  .memo .name .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .memo .bubble {
    border: 1px dashed var(--_memo-line);
    border-radius: var(--_radius);
    background: var(--_memo);
  }

  .bottom {
    gap: 0.375em;
  }

  .modes {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    min-block-size: max(var(--_target), 2em);
  }

  .tabs {
    display: flex;
    gap: 0.25em;
  }

  .tab {
    min-block-size: max(var(--_target), 2.2857em);
    padding: 0.125em 0.75em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font-size: 0.875em;
    cursor: pointer;
  }

  .tab:hover {
    background: var(--_sunken);
  }

  .tab[aria-selected='true'] {
    background: var(--_sunken);
    color: var(--_text);
    font-weight: 600;
  }

  #tab-note[aria-selected='true'] {
    background: var(--_memo);
    color: var(--_waiting);
  }

  .tab .count {
    padding: 0 0.375em;
    border-radius: var(--_radius-full);
    background: var(--_memo);
    color: var(--_waiting);
    font-size: 0.9286em;
  }

  .open-replies {
    min-block-size: max(var(--_target), 2em);
    color: var(--_muted);
  }

  .note-form {
    display: grid;
    gap: 0.375em;
  }

  .note-box {
    display: grid;
    padding: 0.25em;
    border: 1px solid var(--_waiting);
    border-radius: var(--_radius-panel);
    background: var(--_memo);
  }

  .note-box:focus-within {
    outline: 1px solid var(--_waiting);
  }

  .note-box:has(button:focus-visible) {
    outline: none;
  }

  .note-box:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }

  .secret {
    display: flex;
    gap: 0.375em;
    align-items: start;
    padding: 0.3077em 0.3077em 0;
    color: var(--_waiting);
    font-size: 0.8125em;
    font-weight: 600;
  }

  .secret .icon {
    inline-size: 1em;
    block-size: 1.45em;
  }

  .note-line {
    display: flex;
    align-items: end;
    gap: 0.25em;
  }

  .note-line textarea {
    padding-inline: 0.3125em;
  }

  .note-line .button {
    min-block-size: max(var(--_target), 2.2857em);
    border-radius: calc(var(--_radius-panel) - 0.25em);
    font-size: 0.875em;
  }

  .note-line .button[aria-busy='true'] {
    opacity: 0.7;
    cursor: progress;
  }

  .replies {
    margin: 0;
    padding: 0.25em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .canned {
    display: grid;
    padding: 0.375em 0.625em;
    min-block-size: max(var(--_target), 2.5em);
    align-content: center;
    border-radius: calc(var(--_radius-panel) - 0.25em);
    cursor: pointer;
  }

  .canned:hover {
    background: color-mix(in oklab, var(--_text) 4%, transparent);
  }

  .canned[aria-selected='true'] {
    background: var(--_brand-tint);
    box-shadow: inset 2px 0 var(--_brand-ink);
  }

  .canned:dir(rtl)[aria-selected='true'] {
    box-shadow: inset -2px 0 var(--_brand-ink);
  }

  .canned-name {
    font-size: 0.875em;
    font-weight: 600;
  }

  .canned-text {
    overflow: hidden;
    font-size: 0.8125em;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .canned[aria-selected='true'] .canned-text {
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .canned[aria-selected='true'],
    .tab[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  @container support-chat (max-width: 24em) {
    .note-line {
      flex-wrap: wrap;
      justify-content: end;
    }

    .note-line .grow {
      flex-basis: 100%;
    }
  }
`;
