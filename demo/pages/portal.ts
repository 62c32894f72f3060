// Hands a claim link's code to the portal and takes it out of the address; tells it who has signed in; binds what is unread to the page's
// title: what the element leaves to the page.

const prefix = '#support-claim=';
const portal = document.querySelector('support-portal');

function take(): void {
  if (!location.hash.startsWith(prefix)) return;
  // As it stands there: a code has no signs that an address would change, and what is no code is for the portal to say.
  const claim = location.hash.slice(prefix.length);
  // It opens a request once: it has no business in the history, nor in a bookmark.
  history.replaceState(history.state, '', location.pathname + location.search);
  // A property may be there before the element has its code: it takes it up when it comes.
  if (portal) portal.claim = claim;
}

take();
addEventListener('hashchange', take);

const site = document.querySelector<HTMLElement>('.site');
const { base = '/', company = '', customer = '' } = site?.dataset ?? {};

/** The site knows who has signed in to it, and its own server says so. The demo asks for no password. */
async function tokenOfCustomer(): Promise<string> {
  const response = await fetch(`${base}demo/token`, { method: 'POST', body: JSON.stringify({ customer, company }) });
  if (!response.ok) throw new Error(`demo/token answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

async function signOut(): Promise<void> {
  // First: what is left behind would be there for whoever comes next.
  await customElements.whenDefined('support-portal');
  await portal?.reset();
  const url = new URL(location.href);
  url.searchParams.delete('customer');
  location.replace(url);
}

if (portal && customer !== '') portal.token = tokenOfCustomer;
site?.querySelector('.signed-in button')?.addEventListener('click', () => void signOut());

/** What is unread stands before the page's title, so that it can be seen from another tab. */
const { title } = document;
portal?.addEventListener('support-unread-change', ({ unread }) => {
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
});

export type {} from 'deskside/elements';
