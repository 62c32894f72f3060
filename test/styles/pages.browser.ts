import { expect } from '@open-wc/testing';
import { LitElement, html } from 'lit';
import { base } from '../../src/styles/base.ts';
import { tokens } from '../../src/styles/tokens.ts';

/** An element in a page whose own rules go before what `:host` says. */

class Guest extends LitElement {
  static override styles = [tokens, base];
  protected override render() {
    return html`<div><p>text</p></div>`;
  }
}
customElements.define('page-guest', Guest);

async function shown(rules: string): Promise<CSSStyleDeclaration> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
  const guest = new Guest();
  document.body.append(guest);
  await guest.updateComplete;
  const text = guest.shadowRoot?.querySelector('p');
  if (!text) throw new Error('no text');
  return getComputedStyle(text);
}

describe('a page', () => {
  afterEach(() => {
    document.adoptedStyleSheets = [];
    document.querySelector('page-guest')?.remove();
  });

  it('of 10 pixels that resets everything leaves text its size, its lines and its colour', async () => {
    const { fontSize, lineHeight, color } = await shown('');
    const plain = { fontSize, lineHeight, color };
    document.querySelector('page-guest')?.remove();
    const reset = await shown('html { font-size: 10px; color: red; line-height: 3 } * { all: unset }');
    expect(plain.fontSize).to.equal('16px');
    expect({ fontSize: reset.fontSize, lineHeight: reset.lineHeight, color: reset.color }).to.deep.equal(plain);
  });

  it('sets the size by its token', async () => {
    expect((await shown('page-guest { --support-font-size: 20px }')).fontSize).to.equal('20px');
  });
});
