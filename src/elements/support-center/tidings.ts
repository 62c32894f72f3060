import type { ReactiveController } from 'lit';
import { SupportAvailabilityChangeEvent } from '../events.ts';
import type { SupportElement } from '../support-element.ts';

/** Says when companies are out of reach and when they are back, and tells the page when the technician's availability has changed. */
export class Tidings implements ReactiveController {
  readonly #host: SupportElement;
  readonly #available: () => boolean | null | undefined;
  readonly #lost: () => { readonly lost: string; readonly back: string };
  #wasAvailable: boolean | null = null;
  #wasReached = true;

  /** @param lost which companies cannot be reached, in words, empty if all can; and the words for when they can again. */
  constructor(host: SupportElement, available: () => boolean | null | undefined, lost: () => { readonly lost: string; readonly back: string }) {
    this.#host = host;
    this.#available = available;
    this.#lost = lost;
    host.addController(this);
  }

  hostUpdated(): void {
    const available = this.#available() ?? null;
    if (available !== null && this.#wasAvailable !== null && available !== this.#wasAvailable) this.#host.dispatchEvent(new SupportAvailabilityChangeEvent(available));
    this.#wasAvailable = available;
    const { lost, back } = this.#lost();
    const reached = lost === '';
    if (reached !== this.#wasReached) this.#host.announce(reached ? back : lost);
    this.#wasReached = reached;
  }
}
