import { isShort, searchLength, searchTerms } from '../../domain/search.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { isolated } from '../named-text.ts';

/** What a list searches for, and what of it has been said. */
export class ListSearch {
  #text = '';
  #terms: readonly string[] = [];
  #told = '';
  #tooLong = false;

  /** The last search that can be done. */
  get text(): string {
    return this.#text;
  }

  /** Its terms as they are marked in the rows. */
  get terms(): readonly string[] {
    return this.#terms;
  }

  get tooLong(): boolean {
    return this.#tooLong;
  }

  /** A search that is too long leaves the rows as they were. */
  take(search: string): void {
    const text = search.trim();
    this.#tooLong = text.length > searchLength;
    if (this.#tooLong) return;
    const terms = searchTerms(text);
    this.#text = text;
    // Short terms alone have been compared with numbers: nothing in a name is found by them.
    this.#terms = terms.every(isShort) ? [] : terms;
    if (text === '') this.#told = '';
  }

  /** What a search has brought, once for each; null if there is nothing to say. */
  tell(found: number, more: boolean, words: ConsoleTerms, formats: Formats): string | null {
    if (this.#text === '' || this.#text === this.#told) return null;
    this.#told = this.#text;
    return found === 0 ? words.nothingFound(isolated(this.#text)) : words.found(found, more, formats);
  }
}
