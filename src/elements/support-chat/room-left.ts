import { html, nothing, type TemplateResult } from 'lit';
import { messageRoom } from '../../domain/text-rules.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import { en } from '../../locales/en/conversation.ts';
import type { Formats } from '../../locales/formats.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import type { SupportElement } from '../support-element.ts';

/** At so many characters that are left it is said how many, and at none of those between. */
const steps = [0, 20, 50, 100, 200, 500] as const;

/** From here on they are shown. */
const near = 500;

/** How much room a message has left, near its end. Loaded for the few that are so long. */
export class RoomLeft {
  readonly #host: SupportElement;
  readonly #terms: TermsController<'conversation'>;
  #step: number = Infinity;

  constructor(host: SupportElement) {
    this.#host = host;
    this.#terms = new TermsController(host, 'conversation', en);
  }

  /** Says what is left when a step is passed, towards the end or back from beyond it. */
  typed(text: string, terms: CommonTerms, formats: Formats): void {
    const left = messageRoom(text);
    const step = stepOf(left);
    if (step < this.#step || (this.#step < 0 && step >= 0)) this.#host.announce(this.#words(left, terms, formats));
    this.#step = step;
  }

  render(text: string, terms: CommonTerms, formats: Formats): TemplateResult | typeof nothing {
    const left = messageRoom(text);
    return left > near ? nothing : html`<p class="left">${this.#words(left, terms, formats)}</p>`;
  }

  #words(left: number, terms: CommonTerms, formats: Formats): string {
    return left < 0 ? this.#terms.words.charactersOver(-left, formats) : terms.charactersLeft(left, formats);
  }
}

/** The step that what is left has passed; below 0 beyond the end, Infinity far from it. */
export function stepOf(left: number): number {
  return left < 0 ? -1 : (steps.find((step) => left <= step) ?? Infinity);
}
