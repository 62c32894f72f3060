import type { BrowserContext, WebSocketRoute } from 'playwright-core';

/** The line between a browser and one company's desk, in the hand of a test. Lay it before the page is opened. */
export class Line {
  readonly #open = new Set<{ readonly page: WebSocketRoute; readonly desk: WebSocketRoute }>();
  #held: (() => void)[] | null = null;
  #cut = false;

  static async lay(context: BrowserContext, company: string): Promise<Line> {
    const line = new Line();
    await context.routeWebSocket(new RegExp(`/desks/${company}/socket$`), (page) => line.#connect(page));
    // Where no WebSocket comes through a page goes by HTTP: a line that is cut lets neither pass.
    await context.route(new RegExp(`/desks/${company}/frames$`), (route) => (line.#cut ? route.abort() : route.continue()));
    return line;
  }

  #connect(page: WebSocketRoute): void {
    if (this.#cut) {
      void page.close();
      return;
    }
    const desk = page.connectToServer();
    const pair = { page, desk };
    this.#open.add(pair);
    desk.onMessage((message) => {
      if (this.#held) this.#held.push(() => page.send(message));
      else page.send(message);
    });
    desk.onClose((code, reason) => {
      this.#open.delete(pair);
      void page.close({ ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) });
    });
  }

  /** What the desk says from now on stays on its way; what the page says arrives. */
  hold(): void {
    this.#held ??= [];
  }

  /** All that was held arrives, in its order. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const arrive of held) arrive();
  }

  /** Nothing goes either way, and no new connection comes about. */
  async cut(): Promise<void> {
    this.#cut = true;
    const open = [...this.#open];
    this.#open.clear();
    await Promise.all(open.flatMap(({ page, desk }) => [page.close(), desk.close()]));
  }

  mend(): void {
    this.#cut = false;
  }
}
