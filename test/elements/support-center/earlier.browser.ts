import { expect, fixture, html } from '@open-wc/testing';
import { SupportCenter } from '../../../src/elements/support-center/support-center.ts';
import { all, happens, inside, scene, shown, until, type Scene } from '../console-scene.ts';

SupportCenter.define();

describe('an earlier request of the customer, in support-center', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene(['acme']);
  });
  afterEach(() => {
    desk.end();
  });

  it('is selected from the details, and told of once', async () => {
    await desk.file('Kim', 'acme', 'The scanner.');
    await desk.file('Kim', 'acme', 'The printer.');
    const element = await fixture<SupportCenter>(html`<support-center request="acme/2" .client=${desk.anna}></support-center>`);
    const details = () => inside(element, '.details');
    await until(() => details() && all(details()!, '.earlier-one').length === 1, 'the earlier request');
    const told: string[] = [];
    element.addEventListener('support-select', ({ request }) => told.push(request));
    const selected = happens(element, 'support-select');
    all(details()!, '.earlier-one')[0]!.click();
    expect((await selected).request).to.equal('acme/1');
    await until(() => shown(inside(details()!, '.which')).startsWith('#1'));
    expect(element.request).to.equal('acme/1');
    expect(told).to.deep.equal(['acme/1']);
  });
});
