import { css } from 'lit';

/** The menus of the bar at the top. */
export const menuStyles = css`
  :host {
    display: inline-block;
  }

  .current {
    font-size: 0.875em;
  }

  .light {
    flex: none;
    inline-size: 0.7143em;
    block-size: 0.7143em;
    border: 2px solid var(--_muted);
    border-radius: var(--_radius-full);
  }

  .light.on {
    border-color: var(--_chat);
    background: var(--_chat);
  }

  .down {
    inline-size: 1em;
    block-size: 1em;
    color: var(--_muted);
  }

  .menu {
    position: fixed;
    margin: 0;
    min-inline-size: 14em;
    max-inline-size: 22em;
    padding: 0.375em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
    font-size: 0.875em;
  }

  .menu:popover-open {
    animation: appear var(--_quick) ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .current {
    max-inline-size: 16em;
    white-space: nowrap;
  }

  .current bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .box {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 1.2143em;
    block-size: 1.2143em;
    border: 1px solid var(--_control-line);
    border-radius: 4px;
  }

  .box.on {
    border-color: var(--_brand-ink);
    background: var(--_brand);
    color: var(--_on-brand);
  }

  .box .icon {
    inline-size: 1em;
    block-size: 1em;
    stroke-width: 2.5;
  }

  .hint {
    display: block;
    font-size: 0.9286em;
  }

  .group {
    padding: 0.375em 0.625em 0.125em;
    color: var(--_muted);
    font-size: 0.9286em;
  }

  .companies {
    margin-block-start: 0.375em;
    padding-block-start: 0.375em;
    border-block-start: 1px solid var(--_line);
  }

  .item {
    display: flex;
    align-items: center;
    gap: 0.625em;
    inline-size: 100%;
    min-block-size: max(var(--_target), 2.2857em);
    padding: 0.25em 0.625em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .item:hover,
  .item:focus {
    background: var(--_sunken);
  }

  .item:focus-visible {
    outline-offset: -2px;
  }

  .name {
    flex: 1 1 auto;
    min-inline-size: 0;
  }

  .unreached {
    display: block;
    color: var(--_danger);
    font-size: 0.9286em;
  }

  .switch {
    flex: none;
    position: relative;
    inline-size: 2em;
    block-size: 1.1429em;
    border-radius: var(--_radius-full);
    background: var(--_control-line);
    transition: background-color var(--_quick) ease-out;
  }

  .switch::after {
    content: '';
    position: absolute;
    inset-block: 2px;
    inset-inline-start: 2px;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_surface);
    transition: inset-inline-start var(--_quick) ease-out;
  }

  .switch.on {
    background: var(--_chat);
  }

  .switch.on::after {
    inset-inline-start: calc(2em - 1.1429em + 2px);
  }

  .note {
    margin-block-start: 0.375em;
  }

  @media (forced-colors: active) {
    .light.on,
    .switch.on {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
    }

    .switch {
      border: 1px solid ButtonText;
    }

    .switch::after {
      background: ButtonText;
    }
  }
`;
