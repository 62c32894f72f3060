import { css } from 'lit';

/**
 * The public `--support-*` tokens and the private `--_*` values made of them. A brand colour alone is enough: what stands on it
 * and what is written in it keep their contrast for every colour (measured in test/styles).
 */
export const tokens = css`
  :host {
    /* What an sRGB screen can show of the brand: all contrast below is reckoned from it. */
    --_brand: color(from var(--support-brand, #2f5bd7) srgb-linear clamp(0, r, 1) clamp(0, g, 1) clamp(0, b, 1));
    --_hue: var(--_brand);

    /* The brand as ink: scaled down to a luminance of 0.125 at most, which is 4.5:1 on every light surface. */
    --_dark-ink: color(
      from var(--_brand) srgb-linear calc(r * min(1, 0.125 / (0.001 + 0.2126 * r + 0.7152 * g + 0.0722 * b))) calc(g * min(1, 0.125 / (0.001 + 0.2126 * r + 0.7152 * g + 0.0722 * b)))
        calc(b * min(1, 0.125 / (0.001 + 0.2126 * r + 0.7152 * g + 0.0722 * b)))
    );

    /* Black or white, whichever is readable: y in XYZ is the luminance of WCAG, and 0.1791 is where both give 4.58:1. */
    --_on-brand: color(from var(--_brand) xyz-d65 clamp(0, (0.1791 - y) * 10000, 0.9505) clamp(0, (0.1791 - y) * 10000, 1) clamp(0, (0.1791 - y) * 10000, 1.089));

    /* Chrome before 123 and Safari before 17.5 do not know light-dark(): they get the light look. */
    --_surface: oklch(from var(--_hue) 0.985 min(c, 0.004) h);
    --_raised: oklch(from var(--_hue) 0.965 min(c, 0.008) h);
    --_sunken: oklch(from var(--_hue) 0.94 min(c, 0.01) h);
    --_field: #fff;
    --_text: oklch(from var(--_hue) 0.22 min(c, 0.02) h);
    --_muted: oklch(from var(--_hue) 0.46 min(c, 0.02) h);
    --_brand-ink: var(--_dark-ink);
    --_brand-tint: oklch(from var(--_brand) 0.93 min(c, 0.05) h);
    --_brand-tint-line: oklch(from var(--_brand) 0.86 min(c, 0.07) h);
    --_danger: oklch(0.5 0.19 27);
    --_danger-tint: oklch(0.95 0.025 27);
    --_new: oklch(0.48 0.14 250);
    --_waiting: oklch(0.5 0.115 65);
    --_chat: oklch(0.47 0.11 155);
    --_line: color-mix(in oklab, var(--_text) 13%, transparent);
    --_control-line: color-mix(in oklab, var(--_text) 52%, transparent);
    --_shadow: 0 1px 2px rgb(0 0 0 / 6%), 0 8px 28px rgb(0 0 0 / 10%);

    --_radius: var(--support-radius, 8px);
    --_radius-panel: calc(var(--_radius) * 1.5);
    --_radius-full: 999px;
    --_quick: 150ms;
    --_target: 32px;

    color-scheme: inherit;
    font-family: var(--support-font, inherit);
    font-size: var(--support-font-size, medium);
    line-height: 1.45;
    color: var(--_text);
    -webkit-text-size-adjust: 100%;
    text-align: start;
  }

  /* A page's '* { … }' goes before what :host says: what is read by stands inside once more, behind every rule of an element. */
  :where(:host > *) {
    font-size: var(--support-font-size, medium);
    line-height: 1.45;
    color: var(--_text);
    text-align: start;
    /* What somebody has written is shown as they wrote it. */
    text-transform: none;
    text-indent: 0;
  }

  @supports (color: light-dark(#000, #fff)) {
    :host {
      /* And on dark ones: mixed with white up to a luminance of 0.42. */
      --_light-ink: color(
        from var(--_brand) srgb-linear calc(r + (1 - r) * max(0, (0.42 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) / (1.001 - (0.2126 * r + 0.7152 * g + 0.0722 * b))))
          calc(g + (1 - g) * max(0, (0.42 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) / (1.001 - (0.2126 * r + 0.7152 * g + 0.0722 * b))))
          calc(b + (1 - b) * max(0, (0.42 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) / (1.001 - (0.2126 * r + 0.7152 * g + 0.0722 * b))))
      );
      --_surface: light-dark(oklch(from var(--_hue) 0.985 min(c, 0.004) h), oklch(from var(--_hue) 0.19 min(c, 0.008) h));
      --_raised: light-dark(oklch(from var(--_hue) 0.965 min(c, 0.008) h), oklch(from var(--_hue) 0.23 min(c, 0.01) h));
      --_sunken: light-dark(oklch(from var(--_hue) 0.94 min(c, 0.01) h), oklch(from var(--_hue) 0.27 min(c, 0.01) h));
      --_field: light-dark(#fff, oklch(from var(--_hue) 0.16 min(c, 0.008) h));
      --_text: light-dark(oklch(from var(--_hue) 0.22 min(c, 0.02) h), oklch(from var(--_hue) 0.94 min(c, 0.008) h));
      --_muted: light-dark(oklch(from var(--_hue) 0.46 min(c, 0.02) h), oklch(from var(--_hue) 0.75 min(c, 0.015) h));
      --_brand-ink: light-dark(var(--_dark-ink), var(--_light-ink));
      --_brand-tint: light-dark(oklch(from var(--_brand) 0.93 min(c, 0.05) h), oklch(from var(--_brand) 0.32 min(c, 0.07) h));
      --_brand-tint-line: light-dark(oklch(from var(--_brand) 0.86 min(c, 0.07) h), oklch(from var(--_brand) 0.42 min(c, 0.08) h));
      --_danger: light-dark(oklch(0.5 0.19 27), oklch(0.78 0.12 27));
      --_danger-tint: light-dark(oklch(0.95 0.025 27), oklch(0.28 0.06 27));
      --_new: light-dark(oklch(0.48 0.14 250), oklch(0.8 0.1 250));
      --_waiting: light-dark(oklch(0.5 0.115 65), oklch(0.83 0.12 80));
      --_chat: light-dark(oklch(0.47 0.11 155), oklch(0.82 0.12 155));
      --_shadow: 0 1px 2px light-dark(rgb(0 0 0 / 6%), rgb(0 0 0 / 40%)), 0 8px 28px light-dark(rgb(0 0 0 / 10%), rgb(0 0 0 / 45%));
    }
  }

  :host([color-scheme='light']) {
    color-scheme: light;
  }

  :host([color-scheme='dark']) {
    color-scheme: dark;
  }

  @media (pointer: coarse) {
    :host {
      --_target: 44px;
    }
  }
`;
