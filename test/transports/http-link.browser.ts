import { expect } from '@open-wc/testing';
import type { LinkEvents } from '../../src/client/transport.ts';
import { openHttpLink } from '../../src/transports/http-link.ts';

const silent: LinkEvents = { opened() {}, message() {}, closed() {} };

describe('A link over HTTP in a page', () => {
  const real = window.fetch;
  let asked: { readonly body: { readonly frames: readonly string[]; readonly end?: boolean }; readonly options: RequestInit }[] = [];

  beforeEach(() => {
    asked = [];
    window.fetch = (_address, options = {}) => {
      const body: unknown = JSON.parse(typeof options.body === 'string' ? options.body : '');
      asked.push({ body: body as (typeof asked)[number]['body'], options });
      const opening = asked.length === 1;
      return opening ? Promise.resolve(Response.json({ id: 'a1'.repeat(32), taken: 0, from: 1, frames: [] })) : new Promise(() => {});
    };
  });
  afterEach(() => {
    window.fetch = real;
    Reflect.deleteProperty(document, 'hidden');
  });

  const open = () =>
    new Promise<ReturnType<typeof openHttpLink>>((resolve) => {
      const link = openHttpLink(new URL('http://desk.example/desks/acme/frames'), { ...silent, opened: () => resolve(link) });
    });
  const hide = () => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const kept = () => asked.filter(({ options }) => options.keepalive);

  it('posts plain texts, about which a browser asks nothing beforehand', async () => {
    const link = await open();
    link.close();
    for (const { options } of asked) {
      const request = new Request('http://desk.example/', { method: options.method ?? '', body: options.body ?? null });
      expect(request.headers.get('content-type')).to.equal('text/plain;charset=UTF-8');
      expect(options.headers).to.equal(undefined);
    }
  });

  it('says with keepalive what may not have arrived when the page is hidden, and nothing if there is nothing [R86]', async () => {
    const link = await open();
    hide();
    expect(kept()).to.have.length(0);
    link.send('one');
    hide();
    expect(kept().map(({ body }) => [body.frames, body.end])).to.deep.equal([[['one'], undefined]]);
    link.close();
  });

  it('ends its connection when the page goes for good, and not when it may come back [R86]', async () => {
    const link = await open();
    link.send('one');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    expect(kept().map(({ body }) => body.end)).to.deep.equal([undefined, true]);
    link.close();
  });

  it('hears nothing of the page once it is closed', async () => {
    const link = await open();
    link.send('one');
    link.close();
    const before = kept().length;
    hide();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    expect(kept()).to.have.length(before);
  });
});
