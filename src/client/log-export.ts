import type { LogEntry } from '../domain/events.ts';
import type { RequestState } from '../domain/request.ts';
import type { PageFrame } from '../protocol/frames.ts';
import type { Conversation, ExportOptions, LogExport, LogWords } from './client.ts';
import type { Environment } from './environment.ts';

/** What an export needs of the desk. */
export interface LogDesk {
  ask(question: { readonly type: 'page'; readonly key: string; readonly after: number }, reply: 'page'): Promise<PageFrame>;
  readonly ports: { readonly environment: Pick<Environment, 'now' | 'after'> };
}

/** What it needs of the conversation it is made of. */
export type LogSource = Pick<Conversation, 'key' | '$state' | '$error'>;

// Loaded when somebody exports: it takes nothing from the modules that are there already, or all of them would be split around it.

/** Why it is worth to ask again, and after how many milliseconds. */
const passing: readonly unknown[] = ['offline', 'rate_limited', 'unavailable'];
const pause = 1_000;

/** A log as a file to keep: read page by page, so that memory does not grow with its length. */
export async function exportLog(source: LogSource, desk: LogDesk, options: ExportOptions): Promise<LogExport> {
  const state = await whenRead(source);
  const name = `${state.company}-${String(state.number)}`;
  const pages = logPages(state, desk, options);
  if (options.format === 'json') return { name: `${name}.json`, type: 'application/json', pieces: json(state, desk.ports.environment.now(), pages) };
  return { name: `${name}.txt`, type: 'text/plain;charset=utf-8', pieces: text(state, pages, options.words) };
}

/** The state as soon as it is there. */
function whenRead({ $state, $error }: LogSource): Promise<RequestState> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const settle = (): void => {
      const state = $state.get();
      const error = $error.get();
      if (!state && !error) return;
      for (const stop of stops) stop();
      if (state) resolve(state);
      else if (error) reject(error);
    };
    stops.push($state.listen(settle), $error.listen(settle));
    settle();
  });
}

/** All entries up to the head, oldest first, a page at a time. */
async function* logPages({ key, head }: RequestState, desk: LogDesk, { progress, signal }: ExportOptions): AsyncGenerator<readonly LogEntry[]> {
  for (let done = 0; done < head; ) {
    const entries = await readPage(desk, key, done, signal);
    const last = entries.at(-1)?.seq;
    // What the desk does not have any more, as one that was restored, is passed over.
    if (last === undefined) return;
    yield entries.filter(({ seq }) => seq <= head);
    done = last;
    progress?.(Math.min(1, done / head));
  }
}

async function readPage(desk: LogDesk, key: string, after: number, signal: AbortSignal | undefined): Promise<readonly LogEntry[]> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return (await desk.ask({ type: 'page', key, after }, 'page')).entries;
    } catch (error) {
      // Who has come so far waits for the network, or for their turn.
      if (after === 0 || !(error instanceof Error && 'code' in error && passing.includes(error.code))) throw error;
      await new Promise<void>((resolve) => desk.ports.environment.after(pause, resolve));
    }
  }
}

async function* json(state: RequestState, now: number, pages: AsyncIterable<readonly LogEntry[]>): AsyncGenerator<string> {
  const head = { format: 'deskside-conversation', version: 1, exportedAt: iso(now), request: described(state) };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": [`;
  let separator = '';
  for await (const entries of pages) {
    yield entries
      .map(({ seq, at, event }) => {
        const line = `${separator}\n    ${JSON.stringify({ seq, at: iso(at), event })}`;
        separator = ',';
        return line;
      })
      .join('');
  }
  yield '\n  ]\n}\n';
}

/** The request with its times as people and programs write them. */
function described({ head: _, updatedAt, submittedAt, assignedAt, waitingSince, completedAt, rating, ...state }: RequestState): object {
  return {
    ...state,
    rating: rating ? { ...rating, at: iso(rating.at) } : null,
    submittedAt: iso(submittedAt),
    assignedAt: maybe(assignedAt),
    waitingSince: maybe(waitingSince),
    completedAt: maybe(completedAt),
    updatedAt: iso(updatedAt),
  };
}

async function* text(state: RequestState, pages: AsyncIterable<readonly LogEntry[]>, words: LogWords): AsyncGenerator<string> {
  yield `${words.heading(state)}\n`;
  let day = '';
  for await (const entries of pages) {
    let piece = '';
    for (const entry of entries) {
      const line = words.entry(entry);
      if (line === null) continue;
      const today = words.day(entry.at);
      if (today !== day) piece += `\n${today}\n\n`;
      day = today;
      piece += `${line}\n`;
    }
    yield piece;
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function maybe(at: number | null): string | null {
  return at === null ? null : iso(at);
}
