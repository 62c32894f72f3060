import { measuredChat } from './measured-chat.ts';

// The limit: the same conversation over the same socket as a good engineer would write it for one page. Plain divs, one for each message of
// a window of bounded length, text set into them; no framework, no links, no ticks, nothing but the messages and their times.

interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly event: { readonly type: string; readonly text?: string; readonly description?: string };
}

type Frame =
  | { readonly type: 'opened'; readonly key: string; readonly entries: readonly Entry[] }
  | { readonly type: 'page'; readonly key: string; readonly entries: readonly Entry[] }
  | { readonly type: 'event'; readonly key: string; readonly entry: Entry };

/** Lines that are there at once. */
const longest = 200;
/** Earlier ones are asked for when so many pixels are left above. */
const ahead = 3_000;

let socket: WebSocket | undefined;
let ask = 0;
let shown = '';
let first = 0;
let asking = false;

const scroller = document.createElement('div');
scroller.className = 'scroller';
const list = document.createElement('div');
scroller.append(list);
const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });

function lineOf({ at, event }: Entry): HTMLElement {
  const line = document.createElement('div');
  line.className = 'line';
  const text = document.createElement('p');
  text.textContent = event.text ?? event.description ?? event.type;
  const when = document.createElement('time');
  when.textContent = time.format(at);
  line.append(text, when);
  return line;
}

function send(frame: object): void {
  socket?.send(JSON.stringify(frame));
}

function take(frame: Frame): void {
  if (frame.type === 'opened') {
    list.replaceChildren(...frame.entries.map(lineOf));
    first = frame.entries[0]?.seq ?? 0;
    scroller.scrollTop = scroller.scrollHeight;
  } else if (frame.type === 'event' && frame.key === shown) {
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    list.append(lineOf(frame.entry));
    if (list.childElementCount > longest) list.firstElementChild?.remove();
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  } else if (frame.type === 'page') {
    asking = false;
    const before = scroller.scrollHeight;
    list.prepend(...frame.entries.map(lineOf));
    scroller.scrollTop += scroller.scrollHeight - before;
    first = frame.entries[0]?.seq ?? 0;
    while (list.childElementCount > longest) list.lastElementChild?.remove();
  }
}

scroller.addEventListener('scroll', () => {
  if (asking || first <= 1 || scroller.scrollTop > ahead) return;
  asking = true;
  ask += 1;
  send({ type: 'page', ask, key: shown, before: first });
});

window.chat = measuredChat({
  async join(company, token) {
    document.body.append(scroller);
    socket = new WebSocket(`${location.origin.replace('http', 'ws')}/desks/${company}/socket`);
    await new Promise((resolve) => socket?.addEventListener('open', resolve));
    send({ type: 'hello', version: 'desk/1', role: 'technician', token, device: { userAgent: '', platform: '', touchPoints: 0 }, lanes: [] });
    await new Promise((resolve) => socket?.addEventListener('message', resolve, { once: true }));
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (data !== 'pong') take(JSON.parse(data) as Frame);
    });
  },
  show(_, key) {
    if (shown) send({ type: 'leave', key: shown });
    shown = key;
    ask += 1;
    send({ type: 'open', ask, request: key, after: 0 });
  },
  scroller: () => scroller,
  lines: () => list,
});
