import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import type { TechnicianClient } from '../../../src/client/client.ts';
import { KeptChoices, parseKept } from '../../../src/elements/support-center/kept-choices.ts';

const host: ReactiveControllerHost = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };

/** Choices of a page in which nothing is ever idle, and what the browser has of them. */
async function busyPage() {
  const store = new Map<string, string>([['console', JSON.stringify({ sound: 'of a version to come', across: 40 })]]);
  const client: Partial<TechnicianClient> = {
    preference: (name) => Promise.resolve(store.get(name) ?? null),
    savePreference: (name, value) => Promise.resolve(void store.set(name, value ?? '')),
  };
  const choices = new KeptChoices(host, () => client as TechnicianClient, () => undefined, () => undefined);
  choices.hostConnected();
  await new Promise<void>((resolve) => {
    host.requestUpdate = resolve;
    choices.hostUpdate();
  });
  return { choices, kept: () => parseKept(store.get('console') ?? null) };
}

describe('What was chosen in the console', () => {
  it('is kept at once when the page goes, not only when there is time', async () => {
    const { choices, kept } = await busyPage();
    choices.save({ across: 36 });
    choices.save({ view: 'active' });
    expect(kept().across).to.equal(40);
    window.dispatchEvent(new Event('pagehide'));
    expect(kept().across).to.equal(36);
    expect(kept().view).to.equal('active');
    choices.hostDisconnected();
  });

  it('is kept when the console leaves the page', async () => {
    const { choices, kept } = await busyPage();
    choices.save({ across: 36 });
    choices.hostDisconnected();
    expect(kept().across).to.equal(36);
  });

  it('is not written again by a page that goes later', async () => {
    const { choices, kept } = await busyPage();
    choices.save({ across: 36 });
    choices.hostDisconnected();
    const other = await busyPage();
    window.dispatchEvent(new Event('pagehide'));
    expect(kept().across).to.equal(36);
    expect(other.kept().across).to.equal(40);
    other.choices.hostDisconnected();
  });
});
