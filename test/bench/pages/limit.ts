import { countRowFrames, customer, painted, topKeys, watchRows } from './measured.ts';

// The limit: the same list over the same socket as a good engineer would write it for one page. Plain elements made once, text set
// into them, only what can be seen and a little more; no framework, no components, nothing but the list.

interface Listed {
  readonly sort: string;
  readonly row: {
    readonly key: string;
    readonly number: number;
    readonly company: string;
    readonly status: string;
    readonly chat: string;
    readonly customer: { readonly name: string };
    readonly excerpt: string;
    readonly technician: { readonly name: string } | null;
    readonly submittedAt: number;
    readonly waitingSince: number | null;
    readonly unread: number;
  };
}

type Frame =
  | { readonly type: 'welcome' }
  | { readonly type: 'rows'; readonly ask: number; readonly rows: readonly Listed[] }
  | { readonly type: 'row'; readonly key: string; readonly row: Listed['row'] | null; readonly in: readonly { readonly ask: number; readonly sort: string }[]; readonly counts: Readonly<Record<string, number>> };

const columns = ['submitted', 'id', 'customer', 'company', 'status', 'technician'] as const;
const rowHeight = 57;
/** Made with the first list, as the console makes its own: of Intl objects the first takes as long as a screen of rows. */
let day: Intl.DateTimeFormat | undefined;

let company = '';
let ask = 0;
let rows: readonly Listed[] = [];
const query = { view: 'new', sort: 'submitted', direction: 'ascending' };
let socket: WebSocket | undefined;
let newcomer: Awaited<ReturnType<typeof customer>> | undefined;

const scroller = document.createElement('div');
scroller.className = 'scroller';
const spacer = document.createElement('div');
const table = document.createElement('table');
const head = table.createTHead().insertRow();
const body = table.createTBody();
scroller.append(spacer, table);
for (const column of columns) {
  const heading = document.createElement('th');
  heading.className = column;
  heading.textContent = column;
  heading.addEventListener('click', () => {
    const turned = query.sort === column && query.direction === 'ascending';
    query.direction = query.sort === column ? (turned ? 'descending' : 'ascending') : column === 'submitted' || column === 'id' ? 'descending' : 'ascending';
    query.sort = column;
    send();
  });
  head.append(heading);
}
const tabs = document.createElement('div');
for (const view of ['all', 'new', 'active', 'completed']) {
  const tab = document.createElement('button');
  tab.className = view;
  tab.textContent = view;
  tab.addEventListener('click', () => {
    query.view = view;
    // The console's own orders: whoever has waited longest comes first, else what was submitted last.
    query.sort = 'submitted';
    query.direction = view === 'new' ? 'ascending' : 'descending';
    send();
  });
  tabs.append(tab);
}

function send(): void {
  ask += 1;
  if (ask > 1) socket?.send(JSON.stringify({ type: 'unquery', ask: ask - 1 }));
  socket?.send(JSON.stringify({ type: 'query', ask, ...query, mine: false, limit: 50 }));
}

/** A row of the table and the texts in it. */
interface Line {
  readonly element: HTMLTableRowElement;
  readonly texts: readonly Text[];
  readonly shown: string[];
}
const lines: Line[] = [];

function lineAt(index: number): Line {
  const known = lines[index];
  if (known) return known;
  const element = document.createElement('tr');
  const texts: Text[] = [];
  for (const column of columns) {
    const cell = document.createElement('td');
    const text = document.createTextNode('');
    cell.append(text);
    texts.push(text);
    if (column === 'customer') {
      const excerpt = document.createTextNode('');
      cell.append(document.createElement('br'), excerpt);
      texts.push(excerpt);
    }
    element.append(cell);
  }
  const line = { element, texts, shown: [] };
  lines.push(line);
  body.append(element);
  return line;
}

function textsOf({ row }: Listed): readonly string[] {
  const waits = row.waitingSince === null || row.status === 'completed' ? '' : ` ${String(Math.floor((Date.now() - row.waitingSince) / 60_000))} min`;
  const unread = row.unread > 0 ? ` (${String(row.unread)})` : '';
  const status = row.chat === 'waiting' ? 'Waiting for chat' : row.status;
  day ??= new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
  return [day.format(row.submittedAt), String(row.number), row.customer.name + unread, row.excerpt, row.company, status + waits, row.technician?.name ?? ''];
}

function render(): void {
  const from = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 2);
  const shown = rows.slice(from, from + Math.ceil(440 / rowHeight) + 4);
  spacer.style.blockSize = `${String(rows.length * rowHeight)}px`;
  table.style.insetBlockStart = `${String(from * rowHeight)}px`;
  shown.forEach((listed, index) => {
    const { element, texts, shown: before } = lineAt(index);
    element.dataset['key'] = listed.row.key;
    element.hidden = false;
    textsOf(listed).forEach((text, place) => {
      const node = texts[place];
      if (before[place] === text || !node) return;
      before[place] = text;
      node.data = text;
    });
  });
  for (const { element } of lines.slice(shown.length)) element.hidden = true;
}
scroller.addEventListener('scroll', render, { passive: true });

function comesBefore(a: Listed, b: Listed): boolean {
  const order = a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.row.number - b.row.number;
  return query.direction === 'ascending' ? order < 0 : order > 0;
}

function take(frame: Frame): void {
  if (frame.type === 'welcome') send();
  else if (frame.type === 'rows' && frame.ask === ask) {
    rows = frame.rows;
    render();
  } else if (frame.type === 'row') {
    const { row } = frame;
    const place = frame.in.find((open) => open.ask === ask);
    const others = rows.filter((listed) => listed.row.key !== frame.key);
    if (row && place) {
      const listed = { row, sort: place.sort };
      const at = others.findIndex((other) => comesBefore(listed, other));
      others.splice(at < 0 ? others.length : at, 0, listed);
    }
    rows = others;
    render();
  }
}

const top = (): readonly string[] => topKeys(body);

function change(button: HTMLElement | null): Promise<number> {
  if (!button) throw new Error('The limit has no such button');
  const before = top().join();
  return painted(
    () => button.click(),
    () => top().join() !== before,
  );
}

countRowFrames();
window.bench = {
  async first(id, token) {
    company = id;
    const time = await painted(
      () => {
        document.body.append(tabs, scroller);
        socket = new WebSocket(`${location.origin.replace('http', 'ws')}/desks/${company}/socket`);
        socket.addEventListener('open', () => socket?.send(JSON.stringify({ type: 'hello', version: 'desk/1', role: 'technician', token, device: { userAgent: '', platform: '', touchPoints: 0 }, lanes: [] })));
        socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
          if (data !== 'pong') take(JSON.parse(data) as Frame);
        });
      },
      () => top().length > 0,
    );
    newcomer = await customer(company);
    return time;
  },
  sort: (column) => change(head.querySelector(`.${column}`)),
  view: (name) => change(tabs.querySelector(`.${name}`)),
  live() {
    let key = '';
    return painted(
      () => (key = newcomer?.submit() ?? ''),
      () => top()[0] === key,
    );
  },
  top,
  watch: () => watchRows(body),
};
