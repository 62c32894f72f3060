import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { apply } from '../../src/domain/apply.ts';
import type { RequestEvent } from '../../src/domain/events.ts';
import { unknownDevice, type RequestState, type Technician } from '../../src/domain/request.ts';
import { SqlStore } from '../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../src/server/node/sqlite-database.ts';
import { seed } from '../bench/seeding.ts';

export const minute = 60_000;

/** A request as a desk has it before the server is there. */
export interface StoredStory {
  readonly name: string;
  readonly email: string;
  readonly description: string;
  /** Minutes before now. */
  readonly ago: number;
  /** Whether somebody was there when it was filed. */
  readonly live?: boolean;
  /** Who took it on, a minute after. */
  readonly technician?: Technician;
  readonly then?: readonly ('joined' | 'ended' | 'completed')[];
}

/** Writes requests into the data folder of a server that does not run yet, numbered as they come. */
export function storeRequests(data: string, company: string, stories: readonly StoredStory[], now = Date.now()): void {
  withStore(data, company, (store) => {
    store.transaction(() => {
      for (const story of stories) storeOne(store, company, story, now);
    });
  });
}

/** Fills a desk with so many requests that nobody would write them down. */
export function storeMany(data: string, company: string, count: number, now = Date.now()): void {
  withStore(data, company, (store) => seed(store, company, count, now));
}

function withStore(data: string, company: string, work: (store: SqlStore) => void): void {
  const folder = join(data, company);
  mkdirSync(folder, { recursive: true });
  const database = new SqliteDatabase(join(folder, 'desk.sqlite'));
  try {
    work(new SqlStore(database));
  } finally {
    database.close();
  }
}

function storeOne(store: SqlStore, company: string, story: StoredStory, now: number): void {
  const number = store.nextNumber();
  const key = createHash('md5').update(`${company} ${String(number)}`).digest('hex');
  const cause = { principal: `customer ${story.email}`, side: 'customer', lane: '', n: 0 } as const;
  let state: RequestState | null = null;
  for (const [place, event] of eventsOf(story, number).entries()) {
    const entry = { seq: place + 1, at: now - story.ago * minute + place, event };
    state = apply(state, entry, { key, company });
    store.append(key, entry, cause);
  }
  if (state) store.saveRequest({ state, owner: cause.principal, ip: '', told: false });
}

function eventsOf({ name, email, description, live = true, technician, then = [] }: StoredStory, number: number): readonly RequestEvent[] {
  const submitted: RequestEvent = { type: 'submitted', number, customer: { name, email }, description, metadata: {}, device: unknownDevice, chat: live ? 'waiting' : 'none' };
  if (!technician) return [submitted];
  const author = { role: 'technician', ...technician } as const;
  const made = { joined: { type: 'joined', technician }, ended: { type: 'ended', author }, completed: { type: 'completed', author, outcome: 'resolved' } } as const;
  return [submitted, { type: 'assigned', technician }, ...then.map((what) => made[what])];
}
