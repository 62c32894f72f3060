import type { CannedReply } from '../../domain/replies.ts';
import { foldWhole } from '../../domain/sort-key.ts';

/** The replies in which every word of a search is found, in name or text; those found by their name come first. */
export function matchingReplies(replies: readonly CannedReply[], search: string): readonly CannedReply[] {
  const words = foldWhole(search).split(' ').filter(Boolean);
  const ranked = replies.flatMap((reply) => {
    const name = foldWhole(reply.name);
    const all = `${name} ${foldWhole(reply.text)}`;
    if (!words.every((word) => all.includes(word))) return [];
    return { reply, rank: words.every((word) => name.startsWith(word)) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2 };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ reply }) => reply);
}

/** What is searched for by a text that begins with a slash, up to the cursor; null if it does not ask for replies. */
export function replySearch(text: string, cursor: number): string | null {
  const typed = text.slice(0, cursor);
  return typed.startsWith('/') && !typed.includes('\n') ? typed.slice(1) : null;
}
