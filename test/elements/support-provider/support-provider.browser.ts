import { expect } from '@open-wc/testing';
import type { CustomerClient } from '../../../src/client/client.ts';
import { setConnector, type Connection } from '../../../src/elements/context.ts';
import { RequestList } from '../../../src/elements/request-list/request-list.ts';
import { SupportProvider } from '../../../src/elements/support-provider/support-provider.ts';
import { SupportRequestForm } from '../../../src/elements/support-request-form/support-request-form.ts';
import { heard, kim, openSupport, reached, type LocalSupport } from '../local-support.ts';
import { waitUntil } from '../../support/wait-until.ts';

SupportRequestForm.define();

let support: LocalSupport;
let page: HTMLElement;
/** What elements have asked of the connector, and which of it they still hold. */
let asked: Connection[] = [];
let held = 0;

setConnector((connection) => {
  asked.push(connection);
  held += 1;
  const client = connection.role === 'technician' ? support.technician() : support.customer({ company: connection.companies[0] ?? '' });
  let given = true;
  return {
    client,
    release() {
      if (given) held -= 1;
      given = false;
    },
  };
});

/** A form inside, and through it the client that reaches it: whose company takes what it submits. */
async function submitted(form: SupportRequestForm): Promise<number> {
  form.prefill = kim;
  await form.updateComplete;
  await form.updateComplete;
  const event = heard(form, 'support-request-submitted');
  form.renderRoot.querySelector<HTMLButtonElement>('[type=submit]')?.click();
  return (await event).number;
}

async function requestsOf(client: CustomerClient): Promise<number> {
  await reached(client.$requestsStatus, (status) => status === 'ready');
  return client.$requests.get().length;
}

describe('support-provider', () => {
  beforeEach(() => {
    support = openSupport();
    asked = [];
    held = 0;
    page = document.createElement('main');
    document.body.append(page);
  });
  afterEach(() => {
    page.remove();
    support.close();
  });

  function provider(change: (provider: SupportProvider) => void): SupportProvider {
    SupportProvider.define();
    const made = document.createElement('support-provider');
    change(made);
    page.append(made);
    return made;
  }
  const formIn = (parent: ParentNode & Node) => {
    const form = document.createElement('support-request-form');
    parent.appendChild(form);
    return form;
  };

  it('leaves what the page has inside it the look of the page', async () => {
    SupportProvider.define();
    const around = document.createElement('div');
    around.setAttribute('style', 'font-size: 11px; line-height: 2; color: rgb(1, 2, 3); text-align: end');
    around.innerHTML = '<support-provider><p>The page</p></support-provider>';
    document.body.append(around);
    const provider = around.querySelector('support-provider');
    const text = provider?.querySelector('p');
    if (!(provider instanceof SupportProvider) || !text) throw new Error('no provider');
    await provider.updateComplete;
    const { fontSize, lineHeight, color, textAlign } = getComputedStyle(text);
    around.remove();
    expect({ fontSize, lineHeight, color, textAlign }).to.deep.equal({ fontSize: '11px', lineHeight: '22px', color: 'rgb(1, 2, 3)', textAlign: 'end' });
  });

  it('serves whatever stands inside it, however deep and across shadow roots', async () => {
    const client = support.customer();
    const outer = provider((one) => {
      one.client = client;
    });
    const section = document.createElement('section');
    outer.append(section);
    const form = formIn(section.attachShadow({ mode: 'open' }));
    expect(await submitted(form)).to.equal(1);
    await reached(client.$requests, (rows) => rows.length === 1);
  });

  it('serves with the nearest, and not with one further out', async () => {
    const [far, near] = [support.customer(), support.customer()];
    const outer = provider((one) => {
      one.client = far;
    });
    const inner = document.createElement('support-provider');
    inner.client = near;
    outer.append(inner);
    await submitted(formIn(inner));
    await reached(near.$requests, (rows) => rows.length === 1);
    expect(await requestsOf(far)).to.equal(0);
  });

  it('gives way to what an element has of its own', async () => {
    const [theirs, own] = [support.customer(), support.customer()];
    const outer = provider((one) => {
      one.client = theirs;
    });
    const form = formIn(outer);
    form.client = own;
    await submitted(form);
    await reached(own.$requests, (rows) => rows.length === 1);
    expect(await requestsOf(theirs)).to.equal(0);
  });

  it('makes one connection of its server and company for everything inside', async () => {
    const outer = provider((one) => {
      one.server = 'https://desk.example';
      one.company = 'acme';
    });
    const forms = [formIn(outer), formIn(outer)];
    for (const form of forms) await form.updateComplete;
    expect(asked.map(({ server, companies, role, storage }) => ({ server, companies, role, storage }))).to.deep.equal([
      { server: 'https://desk.example', companies: ['acme'], role: 'customer', storage: 'local' },
    ]);
    expect(await submitted(forms[1]!)).to.equal(1);
  });

  it('connects a technician for several companies, and only once there is a token', async () => {
    const outer = provider((one) => {
      one.as = 'technician';
      one.server = 'https://desk.example';
      one.company = 'acme globex';
    });
    await outer.updateComplete;
    expect(asked.length).to.equal(0);
    outer.token = support.desk.token('anna');
    await outer.updateComplete;
    expect(asked.map(({ companies, role }) => [companies, role])).to.deep.equal([[['acme', 'globex'], 'technician']]);
  });

  it('serves those inside once it has got a token, and anew when it is for another company', async () => {
    RequestList.define();
    const outer = provider((one) => {
      one.as = 'technician';
      one.server = 'https://desk.example';
      one.company = 'acme';
    });
    const list = document.createElement('request-list');
    outer.append(list);
    await list.updateComplete;
    outer.token = support.desk.token('anna');
    await waitUntil(() => list.shadowRoot?.querySelector('.empty'), 'the list to have its client');
    const form = formIn(provider((one) => {
      one.server = 'https://desk.example';
      one.company = 'nobody';
    }));
    await form.updateComplete;
    const other = form.closest('support-provider')!;
    other.company = 'acme';
    await other.updateComplete;
    expect(await submitted(form)).to.equal(1);
  });

  it('gives back what it no longer needs, and asks anew when it comes again', async () => {
    const outer = provider((one) => {
      one.server = 'https://desk.example';
      one.company = 'acme';
    });
    await outer.updateComplete;
    expect(held).to.equal(1);
    outer.company = 'globex';
    await outer.updateComplete;
    expect([held, asked.at(-1)?.companies]).to.deep.equal([1, ['globex']]);
    outer.remove();
    expect(held).to.equal(0);
    for (let i = 0; i < 100; i += 1) {
      page.append(outer);
      outer.remove();
    }
    expect(held).to.equal(0);
    page.append(outer);
    await outer.updateComplete;
    expect(held).to.equal(1);
  });

  it('tells those inside when its client changes', async () => {
    const [first, second] = [support.customer(), support.customer()];
    const outer = provider((one) => {
      one.client = first;
    });
    const form = formIn(outer);
    await form.updateComplete;
    outer.client = second;
    await outer.updateComplete;
    await submitted(form);
    await reached(second.$requests, (rows) => rows.length === 1);
    expect(await requestsOf(first)).to.equal(0);
  });

  it('serves what was there before it was defined', async () => {
    const late = document.createElement('late-provider');
    page.append(late);
    const form = formIn(late);
    await form.updateComplete;
    const client = support.customer();
    Object.assign(late, { client });
    SupportProvider.define('late-provider');
    await waitUntil(async () => {
      await form.updateComplete;
      return form.shadowRoot?.querySelector('[part=live]');
    });
    await submitted(form);
    await reached(client.$requests, (rows) => rows.length === 1);
  });

  it('serves with the nearest also where that is defined later', async () => {
    const [far, near] = [support.customer(), support.customer()];
    const outer = provider((one) => {
      one.client = far;
    });
    const inner = document.createElement('later-provider');
    outer.append(inner);
    const form = formIn(inner);
    await form.updateComplete;
    Object.assign(inner, { client: near });
    SupportProvider.define('later-provider');
    await submitted(form);
    await reached(near.$requests, (rows) => rows.length === 1);
    expect(await requestsOf(far)).to.equal(0);
  });

  it('serves others who ask by the context protocol, once or until they leave', async () => {
    const [first, second] = [support.customer(), support.customer()];
    const outer = provider((one) => {
      one.client = first;
    });
    await outer.updateComplete;
    const theirs = document.createElement('p');
    outer.append(theirs);
    const ask = (subscribe: boolean) => {
      const served: unknown[] = [];
      let leave: (() => void) | undefined;
      const callback = (client: unknown, unsubscribe?: () => void) => {
        served.push(client);
        leave = unsubscribe;
      };
      theirs.dispatchEvent(Object.assign(new Event('context-request', { bubbles: true, composed: true }), { context: Symbol.for('deskside.client'), contextTarget: theirs, callback, subscribe }));
      return { served, leave: () => leave?.() };
    };
    const [once, always] = [ask(false), ask(true)];
    outer.client = second;
    await outer.updateComplete;
    always.leave();
    outer.client = first;
    await outer.updateComplete;
    expect(once.served).to.deep.equal([first]);
    expect(always.served).to.deep.equal([first, second]);
  });

  it('names the attribute and the allowed values of a wrong one, once, and goes on', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    try {
      const outer = provider((one) => {
        one.client = support.customer();
        one.setAttribute('storage', 'cookie');
      });
      await outer.updateComplete;
      outer.requestUpdate();
      await outer.updateComplete;
      expect(warnings).to.deep.equal(['<support-provider> storage="cookie": allowed are local, session, none.']);
      expect(await submitted(formIn(outer))).to.equal(1);
    } finally {
      console.warn = warn;
    }
  });
});
