import { expect } from '@open-wc/testing';
import type { CustomerClient } from '../../../src/client/client.ts';
// The portal fetches it by itself, from here it comes file by file.
import '../../../src/elements/support-chat/support-chat.ts';
import { SupportPortal } from '../../../src/elements/support-portal/support-portal.ts';
import type { Courier } from '../../../src/server/host/peer.ts';
import { kim, openSupport, reached, settled, type LocalSupport } from '../local-support.ts';
import { waitUntil } from '../../support/wait-until.ts';

SupportPortal.define();

/** A courier that keeps the codes of the links it would have mailed. */
function mailbox(): Courier & { readonly codes: readonly string[]; next(): Promise<string> } {
  const codes: string[] = [];
  let taken = 0;
  return {
    codes,
    async deliver(delivery, makeClaim) {
      if (delivery.parcel.kind !== 'claim') return 'delivered';
      const code = await makeClaim();
      if (code === null) return 'failed';
      codes.push(code);
      return 'delivered';
    },
    async next() {
      await waitUntil(() => codes.length > taken, 'no mail has come');
      return codes[taken++] ?? '';
    },
  };
}

let support: LocalSupport;
let portal: SupportPortal;
let mails: ReturnType<typeof mailbox>;

const text = () => [portal.shadowRoot, ...[...(portal.shadowRoot?.querySelectorAll('*') ?? [])].map(({ shadowRoot }) => shadowRoot)].map((root) => root?.textContent ?? '').join(' ');
const says = (words: string) => waitUntil(() => text().includes(words), `nothing says "${words}"`);
const button = (words: string) => {
  const found = [...(portal.shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent.includes(words));
  if (!found) throw new Error(`There is no button ${words}`);
  return found;
};

async function shown(client: CustomerClient, claim: string): Promise<void> {
  portal = document.createElement('support-portal');
  portal.client = client;
  portal.claim = claim;
  document.body.append(portal);
  await portal.updateComplete;
}

/** A customer files a request and goes; a technician writes, and so a link is mailed. */
async function mailed(): Promise<string> {
  const there = support.customer();
  const request = await there.submit(kim);
  there.close();
  const technician = support.technician();
  const theirs = technician.request('acme', request.key);
  await reached(theirs.$actions, (actions) => actions.get('assign') === true);
  await theirs.assign();
  await theirs.joinChat();
  await theirs.send('Have you tried another cable?');
  return mails.next();
}

describe('support-portal, with the link of an email', () => {
  beforeEach(() => {
    mails = mailbox();
    support = openSupport({ courier: mails });
  });
  afterEach(() => {
    portal.remove();
    support.close();
  });

  it('opens the request that the link is of, in a browser that has never seen it', async () => {
    await shown(support.customer(), await mailed());
    await says('Request 1');
    await says('Have you tried another cable?');
  });

  it('says that a link was used, and sends another one that opens the request', async () => {
    const code = await mailed();
    const other = support.customer();
    await other.claim(code);
    await shown(support.customer(), code);
    await says('This link has been used already');
    button('Send me a new link').click();
    await says('A new link is on its way');
    portal.remove();
    await shown(support.customer(), await mails.next());
    await says('Have you tried another cable?');
  });

  it('says that a link is not known, and leads on to a new request', async () => {
    await shown(support.customer(), 'f'.repeat(64));
    await says('This link is not known here');
    button('New request').click();
    await says('How can we help?');
  });

  it('takes a code that is none for one that is not known', async () => {
    await shown(support.customer(), 'rubbish');
    await says('This link is not known here');
  });

  it('can be asked for one more link only after a while, and says so', async () => {
    const code = await mailed();
    await support.customer().claim(code);
    await shown(support.customer(), code);
    await says('This link has been used already');
    button('Send me a new link').click();
    await says('A new link is on its way');
    portal.remove();
    await shown(support.customer(), code);
    await says('This link has been used already');
    button('Send me a new link').click();
    await says('A link was sent to you a few minutes ago');
  });

  it('is accessible where a link was used', async () => {
    const code = await mailed();
    await support.customer().claim(code);
    await shown(support.customer(), code);
    await says('This link has been used already');
    for (const scheme of ['light', 'dark'] as const) {
      portal.colorScheme = scheme;
      await portal.updateComplete;
      await settled();
      await expect(portal).to.be.accessible();
    }
  });
});
