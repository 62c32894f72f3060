import type { ReactiveController } from 'lit';
import { direction, loadTerms, termsNow, type Area, type Areas } from '../../locales/languages.ts';
import { Formats } from '../../locales/formats.ts';
import { outwards, rootsOf } from '../ancestors.ts';
import type { SupportElement } from '../support-element.ts';

/**
 * The words of an element in the language around it: the nearest `lang`, across shadow roots, else the browser's, else
 * English. Follows every change of a `lang` attribute around the element.
 */
export class TermsController<Name extends Area> implements ReactiveController {
  readonly #host: SupportElement;
  readonly #area: Name;
  readonly #english: Areas[Name];
  #observer: MutationObserver | undefined;
  #formats = new Formats('en');
  #terms: Areas[Name];
  /** Resolves once the words of the present language are there; null if they are. */
  loading: Promise<void> | null = null;

  constructor(host: SupportElement, area: Name, english: Areas[Name]) {
    this.#host = host;
    this.#area = area;
    this.#english = english;
    this.#terms = english;
    host.addController(this);
  }

  get words(): Areas[Name] {
    return this.#terms;
  }

  /** Numbers, dates and sizes as the language writes them. */
  get formats(): Formats {
    return this.#formats;
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => {
      this.#follow();
    });
    for (const root of rootsOf(this.#host)) this.#observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #follow(): void {
    const language = languageAround(this.#host);
    if (language !== this.#formats.language) {
      this.#formats = new Formats(language);
      this.#host.style.setProperty('direction', direction(language));
    }
    const now = termsNow(language, this.#area, this.#english);
    if (now) {
      this.#take(now);
      return;
    }
    const loading = loadTerms(language, this.#area, this.#english).then((terms) => {
      if (this.loading !== loading) return; // the language has changed again meanwhile
      this.loading = null;
      this.#take(terms);
    });
    this.loading = loading;
    this.#host.requestUpdate();
  }

  #take(terms: Areas[Name]): void {
    if (terms !== this.#terms) this.#terms = terms;
    this.#host.requestUpdate();
  }
}

function languageAround(element: Element): string {
  const holder = outwards(element, (candidate) => candidate.hasAttribute('lang') && candidate.getAttribute('lang') !== '');
  return holder?.getAttribute('lang') ?? navigator.language;
}
