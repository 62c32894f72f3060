import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host how large it is, at once and whenever that changes, in pixels; nothing while it is not to be seen. */
export class SizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #sized: (width: number, height: number) => void;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & Element, sized: (width: number, height: number) => void) {
    this.#host = host;
    this.#sized = sized;
    host.addController(this);
  }

  hostConnected(): void {
    // The first picture is the right one already.
    if (this.#host.clientWidth > 0) this.#sized(this.#host.clientWidth, this.#host.clientHeight);
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) this.#sized(entry.contentRect.width, entry.contentRect.height);
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
