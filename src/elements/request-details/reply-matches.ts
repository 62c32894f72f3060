import type { CannedReply } from '../../domain/replies.ts';
import { searchTerms } from '../../domain/search.ts';
import { foldWhole } from '../../domain/sort-key.ts';

/** The replies in which every word of a search is found, in name or text; those found by their name come first. */
export function matchingReplies(replies: readonly CannedReply[], search: string): readonly CannedReply[] {
  const terms = searchTerms(search);
  const ranked = replies.flatMap((reply) => {
    const name = foldWhole(reply.name);
    const all = `${name} ${foldWhole(reply.text)}`;
    if (!terms.every((term) => all.includes(term))) return [];
    return { reply, rank: terms.every((term) => name.startsWith(term)) ? 0 : terms.every((term) => name.includes(term)) ? 1 : 2 };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ reply }) => reply);
}

/** What is searched for by a text that begins with a slash, up to the cursor; null if it does not ask for replies. */
export function replySearch(text: string, cursor: number): string | null {
  const typed = text.slice(0, cursor);
  return typed.startsWith('/') && !typed.includes('\n') ? typed.slice(1) : null;
}
