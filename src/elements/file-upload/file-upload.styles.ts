import { css } from 'lit';

export const fileUploadStyles = css`
  :host {
    font-size: var(--support-font-size, inherit);
  }

  /* As a field of the page's own form it is as large as what is around it. */
  :where(:host > *) {
    font-size: inherit;
  }

  :host([compact]) {
    display: inline-block;
  }

  .area {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 0.75em;
    padding: 0.75em;
    border: 1px dashed var(--_control-line);
    border-radius: var(--_radius-panel);
    transition: var(--_quick) ease-out;
    transition-property: border-color, background-color;
  }

  .area .hint {
    flex: 1 1 14em;
    text-wrap: pretty;
  }

  .area.over {
    border-color: var(--_brand-ink);
    background: var(--_brand-tint);
  }

  .area.over .hint {
    color: var(--_text);
  }

  .fault {
    margin-block-start: 0.375em;
  }
`;
