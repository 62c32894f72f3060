import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import type { Row } from '../../protocol/frames.ts';
import type { Arrival } from './arrival-signals.ts';

/** More at once than this are one notification. */
const most = 3;

interface ArrivalPorts {
  readonly words: ConsoleTerms;
  readonly formats: Formats;
  company(this: void, id: string): string;
  choose(this: void, row: Row): void;
  showNew(this: void): void;
}

/** What the browser's notifications say of new requests, and what a press on them does. */
export function arrivalsOf(rows: readonly Row[], { words, formats, company, choose, showNew }: ArrivalPorts): readonly Arrival[] {
  if (rows.length > most) return [{ tag: 'deskside', title: words.newRequests(rows.length, formats), body: words.supportCenter, chosen: showNew }];
  return rows.map((row) => ({
    tag: row.key,
    title: words.newRequest(row.customer.name, company(row.company)),
    body: row.excerpt,
    chosen: () => {
      choose(row);
    },
  }));
}
