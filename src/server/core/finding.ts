import { excerptAround, standsIn, writtenIn } from '../../domain/finding.ts';
import { searchLength, searchTerms } from '../../domain/search.ts';
import type { Find, Found, Hit } from '../../protocol/frames.ts';
import { excerptLength, frameBytes, pageEntries } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import type { DeskStore } from './store.ts';

/** What one question looks at, at most: then it says where to go on. Each is a few milliseconds' work [R97]. */
const most = { entries: 1_000, characters: 64 * 1024 } as const;

/** What a `found` frame needs besides its hits. */
const envelopeBytes = 256;

/** Looks through a log from its newest entry on [R96]. Null if there is nothing that could be looked for. */
export function findIn(store: DeskStore, { ask, key, text, before = Infinity, limit }: Find): Found | null {
  const terms = searchTerms(text);
  if (text.length > searchLength || terms.length === 0) return null;
  const hits: Hit[] = [];
  const looked = { entries: 0, characters: 0 };
  let end = before;
  const enough = (): boolean => hits.length >= limit || looked.entries >= most.entries || looked.characters >= most.characters;
  while (end > 1 && !enough()) {
    const page = store.entries(key, { ...(end !== Infinity && { before: end }), limit: pageEntries, newest: true });
    if (page.length === 0) break;
    for (const { seq, at, event } of page.toReversed()) {
      const said = writtenIn(event) ?? '';
      if (said !== '' && standsIn(said, terms)) hits.push({ seq, at, excerpt: excerptAround(said, terms, excerptLength) });
      looked.entries += 1;
      looked.characters += said.length;
      end = seq;
      if (enough()) break;
    }
  }
  const shown = fill(hits, frameBytes - envelopeBytes);
  const reached = shown.length < hits.length ? (shown.at(-1)?.seq ?? end) : end;
  return { type: 'found', ask, key, hits: shown, before: Number.isFinite(reached) && reached > 1 ? reached : null };
}
