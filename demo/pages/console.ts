// Signs in without a password, shows the Support Center, and binds its selection to the page's address and title: what the
// elements leave to the page.

interface Technician {
  readonly id: string;
  readonly name: string;
  readonly companies: readonly { readonly id: string; readonly name: string }[];
}

const { base = '/', server = location.origin } = document.body.dataset;
const main = document.querySelector('main');
const chooser = document.querySelector<HTMLElement>('.who');
const fault = document.querySelector<HTMLElement>('[data-fault]');

async function tokenOf(technician: string): Promise<string> {
  const response = await fetch(`${base}demo/token`, { method: 'POST', body: JSON.stringify({ technician }) });
  if (!response.ok) throw new Error(`demo/token answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

function choose(technicians: readonly Technician[]): void {
  const list = chooser?.querySelector('ul');
  for (const { id, name, companies } of technicians) {
    const target = new URL(location.href);
    target.searchParams.set('technician', id);
    const link = document.createElement('a');
    link.href = target.href;
    const where = document.createElement('span');
    where.textContent = companies.map((company) => company.name).join(', ');
    link.append(name, where);
    const item = document.createElement('li');
    item.append(link);
    list?.append(item);
  }
  if (chooser) chooser.hidden = false;
}

function open(technician: Technician): void {
  const me = document.querySelector<HTMLElement>('.me');
  me?.querySelector('strong')?.replaceChildren(technician.name);
  if (me) me.hidden = false;
  const center = document.createElement('support-center');
  // Properties before the element has its code: it takes them up when it comes.
  Object.assign(center, { token: () => tokenOf(technician.id) });
  center.setAttribute('server', server);
  center.setAttribute('company', technician.companies.map(({ id }) => id).join(' '));
  bindAddress(center);
  main?.append(center);
}

/** `#company/number` opens a request, and the one selected stands there. */
function bindAddress(center: HTMLElement): void {
  const shown = (): string => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1); // no address of ours: the console says that there is no such request
    }
  };
  const follow = (): void => center.setAttribute('request', shown());
  if (shown() !== '') follow();
  addEventListener('hashchange', follow);
  center.addEventListener('support-select', ({ request }) => {
    if (request === shown()) return;
    const url = new URL(location.href);
    url.hash = request;
    history.pushState(null, '', url);
    // Given up or changed from within: the attribute says the same as the address.
    center.setAttribute('request', request);
  });
  addEventListener('popstate', follow);
  center.addEventListener('support-unread-change', ({ unread }) => {
    document.title = unread > 0 ? `(${unread}) Support Center` : 'Support Center';
  });
}

async function start(): Promise<void> {
  const response = await fetch(`${base}demo/technicians`);
  const technicians = (await response.json()) as readonly Technician[];
  const asked = new URL(location.href).searchParams.get('technician');
  const technician = technicians.find(({ id }) => id === asked);
  if (technician) open(technician);
  else choose(technicians);
}

start().catch((error: unknown) => {
  console.error(error);
  if (fault) fault.hidden = false;
});

export type {} from 'deskside/elements';
