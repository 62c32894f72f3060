/** What the bench drives in a page: the console and the hand-written limit give the same. All times in milliseconds. */
export interface Measured {
  /** Connects and shows the view New; resolves with the time until its rows were painted. */
  first(company: string, token: string): Promise<number>;
  /** Presses the heading of a column. */
  sort(column: string): Promise<number>;
  /** Presses a view. */
  view(name: string): Promise<number>;
  /** A customer submits a request; ends when its row has been painted at the top. */
  live(): Promise<number>;
  /** What stands on top, for comparison of one page with the other. */
  top(): readonly string[];
  /** Begins to count frames, rows touched and `row` frames received; the function gives what was counted so far. */
  watch(): () => Counted;
}

export interface Counted {
  /** Milliseconds since it began. */
  readonly time: number;
  /** Milliseconds from each frame to the next. */
  readonly frames: readonly number[];
  /** Rows added, taken away or changed inside, once for each time the page has rendered them. */
  readonly touched: number;
  /** `row` frames that came over the page's sockets. */
  readonly changes: number;
}

declare global {
  interface Window {
    bench: Measured;
  }
}

/** Milliseconds after which something must have gone wrong. */
const patience = 5_000;

/**
 * Does something, and resolves with the time from then to the first frame on the screen's way for which `done` holds: looked
 * at in each frame before it is painted, stamped in the task after the painting.
 */
export function painted(act: () => void, done: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    act();
    const look = (): void => {
      if (!done()) {
        if (performance.now() - began > patience) reject(new Error('Nothing was painted'));
        else requestAnimationFrame(look);
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(performance.now() - began);
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** Keys of the rows that stand on top: as many as fit on a screen. */
export function topKeys(body: HTMLElement | null | undefined): readonly string[] {
  const keys: string[] = [];
  for (let row = body?.firstElementChild; row && keys.length < 8; row = row.nextElementSibling) if (row instanceof HTMLElement) keys.push(row.dataset['key'] ?? '');
  return keys;
}

/** `row` frames that have come over any socket of this page. */
let rowFrames = 0;

/** Counts the `row` frames of all sockets made from now on. */
export function countRowFrames(): void {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address: string | URL) {
      super(address);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && data.startsWith('{"type":"row",')) rowFrames += 1;
      });
    }
  };
}

/** See {@link Measured.watch}. */
export function watchRows(body: Node): () => Counted {
  const began = performance.now();
  const before = rowFrames;
  const frames: number[] = [];
  let touched = 0;
  new MutationObserver((records) => {
    // Once per callback: all that one rendering does to a row is one render of it.
    const rows = new Set<Node>();
    for (const { attributeName, target, addedNodes, removedNodes } of records) {
      // Done by hand, without rendering the row: a newcomer's tint ends (a class of the row), and where Tab leads moves.
      if (attributeName === 'tabindex' || (attributeName === 'class' && target instanceof HTMLTableRowElement)) continue;
      const row = target instanceof Element ? target.closest('tr') : target.parentElement?.closest('tr');
      if (row) rows.add(row);
      else for (const node of [...addedNodes, ...removedNodes]) if (node instanceof Element && node.localName === 'tr') rows.add(node);
    }
    touched += rows.size;
  }).observe(body, { subtree: true, childList: true, characterData: true, attributes: true });
  let last = 0;
  const tick = (at: number): void => {
    if (last > 0) frames.push(at - last);
    last = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return () => ({ time: performance.now() - began, frames, touched, changes: rowFrames - before });
}

const hex = (bytes: number): string => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A customer on a connection of their own, each of whose deeds sends one frame. */
export interface Customer {
  /** Gives the key of the new request. */
  submit(): string;
  say(key: string, text: string): void;
}

export async function customer(company: string, secret = hex(32)): Promise<Customer> {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/desks/${company}/socket`);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const welcomed = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  socket.send(JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret, device: { userAgent: '', platform: '', touchPoints: 0 }, lanes: [] }));
  await welcomed;
  const lane = hex(16);
  let n = 0;
  const tell = (command: object): void => {
    n += 1;
    socket.send(JSON.stringify({ type: 'command', lane, n, command }));
  };
  return {
    submit() {
      const key = hex(16);
      tell({ type: 'submit', key, name: `Newcomer ${key.slice(0, 6)}`, email: 'new@example.com', description: 'It has just begun.', metadata: {} });
      return key;
    },
    say(key, text) {
      tell({ type: 'message', key, text });
    },
  };
}
