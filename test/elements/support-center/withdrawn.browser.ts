import { expect, fixture, html } from '@open-wc/testing';
import { MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../../src/client/technician-client.ts';
import { SupportCenter } from '../../../src/elements/support-center/support-center.ts';
import { all, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

SupportCenter.define();

describe('support-center without a right', () => {
  let desk: Scene;
  let environment: MemoryEnvironment;
  /** Milliseconds by which the page's clock has been put on. */
  let ahead = 0;
  beforeEach(async () => {
    desk = await scene(['acme', 'globex'], {
      technicians: [
        { id: 'anna', name: 'Anna Berg', role: 'admin' },
        { id: 'ben', name: 'Ben Okafor' },
      ],
    });
    ahead = 0;
    environment = new MemoryEnvironment({
      clock: {
        now: () => Date.now() + ahead,
        after(ms, callback) {
          const timer = setTimeout(callback, ms);
          return () => {
            clearTimeout(timer);
          };
        },
      },
    });
  });
  afterEach(() => {
    desk.end();
  });

  const center = async (companies: readonly string[]) => {
    const client = createTechnicianClient({ transport: desk.desk.transport(), companies, token: desk.desk.token('ben'), environment });
    const frame = await fixture<HTMLElement>(html`<div></div>`);
    frame.style.blockSize = '700px';
    frame.style.inlineSize = '1200px';
    const element = document.createElement('support-center');
    Object.assign(element, { client });
    frame.append(element);
    await until(() => inside(element, '.tab .count'), 'counts');
    await until(() => inside(inside(element, '.availability')!, '.current'));
    await until(() => inside(inside(element, '.details')!, '.empty-title'));
    return { element, client };
  };
  const enable = async (enabled: boolean) => desk.anna.changeTechnician('acme', { id: 'ben', enabled });
  const list = (element: Element, pane: 'mine' | 'all') => inside(element, `.pane.${pane} .list`)!;

  it('says everywhere that there is none, and that it is nothing else', async () => {
    await desk.file('Kim');
    const { element, client } = await center(['acme']);
    await enable(false);
    await until(() => inside(element, '.connection'));
    await until(() => shown(inside(element, '.details .empty-title')) === 'No access');
    for (const pane of ['mine', 'all'] as const) expect(shown(inside(list(element, pane), '.empty-title'))).to.equal('No access');
    expect(inside(inside(element, '.availability')!, '.current')).to.equal(null);
    expect(all(element, '.count')).to.have.length(0);
    await still(element);
    await expect(element).to.be.accessible();
    client.close();
  });

  it('shows all again once it is given back', async () => {
    await desk.file('Kim');
    const { element, client } = await center(['acme']);
    await enable(false);
    await until(() => inside(element, '.connection'));
    await enable(true);
    ahead = 10_000;
    environment.wake();
    await until(() => shown(inside(list(element, 'all'), '.select')) === 'Kim');
    expect(inside(element, '.connection')).to.equal(null);
    expect(inside(inside(element, '.availability')!, '.current')).to.not.equal(null);
    client.close();
  });

  it('at one of two companies goes on with the other', async () => {
    const { element, client } = await center(['acme', 'globex']);
    await enable(false);
    await until(() => inside(element, '.connection'));
    await client.setAvailable(false);
    await until(() => client.$companies.get().map(({ me }) => me?.available).join() === ',false');
    const menu = inside(element, '.availability')!;
    inside(menu, '.current')!.click();
    await until(() => shown(inside(menu, '.current')) === 'Unavailable');
    expect(shown(inside(menu, '.menu'))).not.to.contain('Acme');
    client.close();
  });
});
