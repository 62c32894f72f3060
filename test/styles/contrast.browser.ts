import { expect } from '@open-wc/testing';
import { LitElement, css, html } from 'lit';
import { base } from '../../src/styles/base.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';

/** Every pair that a person has to tell apart, measured from what the browser computes. */

class Sample extends LitElement {
  static override styles = [
    tokens,
    base,
    controls,
    css`
      * {
        transition: none !important;
      }
    `,
  ];
  protected override render() {
    return html`<button class="button primary">x</button><span class="badge">x</span><i></i>`;
  }
}
customElements.define('contrast-sample', Sample);

type Colour = readonly [number, number, number];

const canvas = new OffscreenCanvas(1, 1);
const pen = canvas.getContext('2d', { willReadFrequently: true });

/** What is seen where the colours lie on each other, the last on top, as bytes of sRGB. */
function painted(...layers: readonly string[]): Colour {
  if (!pen) throw new Error('no canvas');
  pen.clearRect(0, 0, 1, 1);
  for (const layer of layers) {
    pen.fillStyle = '#010203';
    pen.fillStyle = layer;
    if (pen.fillStyle === '#010203') throw new Error(`no colour: ${layer}`);
    pen.fillRect(0, 0, 1, 1);
  }
  const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The corners, edges and middles of sRGB, all greys, and colours no sRGB screen can show. */
const brands: readonly string[] = [
  ...[0, 51, 102, 153, 204, 255].flatMap((r) => [0, 51, 102, 153, 204, 255].flatMap((g) => [0, 51, 102, 153, 204, 255].map((b) => `rgb(${String(r)} ${String(g)} ${String(b)})`))),
  ...Array.from({ length: 52 }, (_, i) => `rgb(${String(i * 5)} ${String(i * 5)} ${String(i * 5)})`),
  ...Array.from({ length: 36 }, (_, i) => `oklch(0.62 0.37 ${String(i * 10)})`),
  ...Array.from({ length: 12 }, (_, i) => `oklch(0.75 0.13 ${String(i * 30)})`),
  'color(display-p3 0 1 0)', 'color(display-p3 1 0 0)', 'color(display-p3 1 1 0)', 'rebeccapurple', 'hotpink', 'gold', '#2f5bd7', '#767676', '#777',
];

/** What stands on what, and how far apart it must be. */
const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ...['--_surface', '--_raised', '--_sunken', '--_field', '--_brand-tint'].flatMap((back) => [['--_text', back, 4.5], ['--_muted', back, 4.5]] as const),
  ...['--_surface', '--_raised', '--_field', '--_sunken', '--_brand-tint'].map((back) => ['--_brand-ink', back, 4.5] as const),
  ...['--_surface', '--_raised', '--_field', '--_danger-tint'].map((back) => ['--_danger', back, 4.5] as const),
  ...['--_new', '--_waiting', '--_chat', '--_done'].flatMap((front) => ['--_surface', '--_raised', '--_brand-tint'].map((back) => [front, back, 4.5] as const)),
  ['--_on-brand', '--_brand', 4.5],
  ...['--_surface', '--_raised', '--_field'].map((back) => ['--_control-line', back, 3] as const),
];

const named = [...new Set(pairs.flatMap(([front, back]) => [front, back]))];

/** What one brand comes to: the tokens as the browser works them out, and its filled button. */
interface Look {
  readonly brand: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly button: { readonly words: string; readonly fill: string; readonly edge: string };
}

describe('colours made of any brand', () => {
  for (const scheme of ['light', 'dark'] as const) {
    describe(scheme, () => {
      let looks: readonly Look[] = [];
      before(async () => {
        const sample = new Sample();
        sample.setAttribute('color-scheme', scheme);
        document.body.append(sample);
        await sample.updateComplete;
        const probe = sample.renderRoot.querySelector('i');
        const button = sample.renderRoot.querySelector('.button.primary');
        if (!probe || !button) throw new Error('the sample is not drawn');
        looks = brands.map((brand) => {
          sample.style.setProperty('--support-brand', brand);
          const tokens = new Map(
            named.map((token) => {
              probe.style.setProperty('color', `var(${token})`);
              return [token, getComputedStyle(probe).color];
            }),
          );
          const { color, backgroundColor, borderTopColor } = getComputedStyle(button);
          return { brand, tokens, button: { words: color, fill: backgroundColor, edge: borderTopColor } };
        });
        sample.remove();
      });

      for (const [front, back, least] of pairs) {
        it(`keeps ${front} on ${back} at ${String(least)}:1 or more`, () => {
          const short = looks.flatMap(({ brand, tokens }) => {
            const [ground = '', under = '', over = ''] = ['--_surface', back, front].map((token) => tokens.get(token));
            const measured = contrast(painted(ground, under, over), painted(ground, under));
            return measured >= least ? [] : [`${brand}: ${measured.toFixed(2)}`];
          });
          expect(short).to.deep.equal([]);
        });
      }

      it('draws a filled button that stands out from the surface, with words that can be read', () => {
        const short = looks.flatMap(({ brand, tokens, button }) => {
          const ground = tokens.get('--_surface') ?? '';
          const words = contrast(painted(ground, button.fill, button.words), painted(ground, button.fill));
          const edge = Math.max(contrast(painted(ground, button.edge), painted(ground)), contrast(painted(ground, button.fill), painted(ground)));
          return [...(words < 4.5 ? [`${brand}: words ${words.toFixed(2)}`] : []), ...(edge < 3 ? [`${brand}: edge ${edge.toFixed(2)}`] : [])];
        });
        expect(short).to.deep.equal([]);
      });
    });
  }

  it('takes a default brand when a company gives none', () => {
    const sample = document.createElement('contrast-sample');
    document.body.append(sample);
    sample.style.setProperty('color', 'var(--_brand)');
    expect(painted(getComputedStyle(sample).color)).to.deep.equal([0x2f, 0x5b, 0xd7]);
    sample.remove();
  });
});
