import { randomBytes } from 'node:crypto';

/** A frame as it came, unparsed by any code of ours. */
export type RawFrame = Readonly<Record<string, unknown>> & { readonly type: string };

/** A WebSocket client made by hand: it says what it wants, true or not, and keeps all it hears. */
export interface RawDesk {
  readonly heard: readonly RawFrame[];
  send(frame: object | string): void;
  /** The next frame, from now on or among those heard since the last call, for which `is` holds. */
  hear(is: (frame: RawFrame) => boolean): Promise<RawFrame>;
  /** The close code. */
  readonly closed: Promise<number>;
  close(): void;
}

export const device = { userAgent: 'by hand', platform: '', touchPoints: 0 };

export function hello(who: { secret: string } | { token: string }): object {
  const role = 'token' in who ? 'technician' : 'customer';
  return { type: 'hello', version: 'desk/1', role, ...who, device, lanes: [] };
}

export const newSecret = (): string => randomBytes(32).toString('hex');
export const newKey = (): string => randomBytes(16).toString('hex');

/** @param origin `http://localhost:…` of the server. */
export async function openRaw(origin: string, company: string, first?: object): Promise<RawDesk> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/desks/${company}/socket`);
  const heard: RawFrame[] = [];
  let taken = 0;
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.code));
  });
  socket.addEventListener('message', (event) => {
    const text = String(event.data);
    if (text === 'pong') return;
    heard.push(JSON.parse(text) as RawFrame);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => resolve());
  });
  if (first && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(first));
  return {
    heard,
    closed,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    hear: (is) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => done(() => reject(new Error(`Not heard within 10 s; heard ${heard.map(({ type }) => type).join(', ') || 'nothing'}`))), 10_000);
        const done = (then: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          then();
        };
        const look = () => {
          const at = heard.findIndex((frame, index) => index >= taken && is(frame));
          const found = heard[at];
          if (!found) return;
          taken = at + 1;
          done(() => resolve(found));
        };
        waiting.add(look);
        void closed.then((code) => done(() => reject(new Error(`Closed with ${String(code)}`))));
        look();
      }),
    close: () => socket.close(),
  };
}

/** All texts of a request's log, oldest first, as a technician of the company can read them page by page. */
export async function readLog(desk: RawDesk, request: number): Promise<readonly { readonly seq: number; readonly text: string | null }[]> {
  desk.send({ type: 'open', ask: 1, request, after: 0 });
  const opened = await desk.hear((frame) => frame.type === 'opened' || frame.type === 'error');
  const key = String(opened['key']);
  let entries = opened['entries'] as readonly RawEntry[];
  for (let ask = 2; (entries[0]?.seq ?? 1) > 1; ask++) {
    desk.send({ type: 'page', ask, key, before: entries[0]?.seq });
    const page = await desk.hear((frame) => (frame.type === 'page' || frame.type === 'error') && frame['ask'] === ask);
    entries = [...(page['entries'] as readonly RawEntry[]), ...entries];
  }
  return entries.map(({ seq, event }) => ({ seq, text: event.type === 'message' ? (event.text ?? '') : null }));
}

interface RawEntry {
  readonly seq: number;
  readonly event: { readonly type: string; readonly text?: string };
}
