import type { DeskStore } from '../../src/server/core/store.ts';

/** The words in a frame: `anna0#7`, and `anna0#7~9` once it has been edited. */
export function wordsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/"(\w+#\d+(?:~\d+)?)"/g), ([, word = '']) => word);
}

/**
 * Watches a store for words that their author puts an end to, by editing or deleting the message. Gives those in a text that no frame may
 * hold any more [R92]. An end counts from the commit that keeps it: what was tried in a transaction that failed has ended nothing.
 */
export function watchEndedWords(store: DeskStore, now: () => number): (text: string) => readonly string[] {
  const endedAt = new Map<string, number>();
  let ending: string[] = [];
  const transaction = store.transaction.bind(store);
  const amend = store.amend.bind(store);
  store.transaction = <T>(work: () => T): T => {
    ending = [];
    const result = transaction(work);
    for (const word of ending) endedAt.set(word, now());
    return result;
  };
  store.amend = (key, seq, event) => {
    const [entry] = store.entries(key, { after: seq - 1, before: seq + 1, limit: 1 });
    if (entry?.event.type === 'message') ending.push(entry.event.text);
    amend(key, seq, event);
  };
  // What was asked before the edit and taken in the same step has been answered before it, and leaves with it.
  return (text) => (endedAt.size === 0 ? [] : wordsIn(text)).filter((word) => (endedAt.get(word) ?? now()) !== now());
}
