import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onTimer } from '../timer.ts';
import { Draft } from './draft.ts';

/** A draft that goes with an element: it is kept when the page may be about to go, and looked at when somebody comes back to it. */
export class DraftController extends Draft implements ReactiveController {
  constructor(host: ReactiveControllerHost, found: (text: string) => void) {
    super(onTimer, found);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#keep);
    document.addEventListener('visibilitychange', this.#turned);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#keep);
    document.removeEventListener('visibilitychange', this.#turned);
    this.flush();
  }

  readonly #keep = (): void => {
    this.flush();
  };

  /** A page that is hidden may be gone without another word. What is read as it goes would keep what is written waiting. */
  readonly #turned = (): void => {
    this.flush();
    if (!document.hidden) void this.look();
  };
}
