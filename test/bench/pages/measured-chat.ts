import { customer, painted, type Customer } from './measured.ts';

/** What the bench drives in a page with one conversation: the element and the hand-written limit give the same. Times in milliseconds. */
export interface MeasuredChat {
  /** Connects as a technician, and as the customer who writes. */
  join(company: string, token: string, secret: string): Promise<void>;
  /** Shows a conversation; resolves with the time until its newest line was painted. */
  open(company: string, key: string, newest: string): Promise<number>;
  /** The customer says something; resolves with the time until it was painted. */
  live(key: string, text: string): Promise<number>;
  /** Goes up by so many pixels in each frame, so many frames long. */
  back(pixels: number, frames: number): Promise<Scrolled>;
  /** Elements in the page, those in shadow roots too. */
  elements(): number;
}

export interface Scrolled {
  /** Milliseconds from the beginning of each frame to the task after its painting. */
  readonly frames: readonly number[];
  /** Frames in which the middle of what is seen held no line. */
  readonly blank: number;
  /** The number with which the topmost line begins that is seen. */
  readonly reached: number;
}

declare global {
  interface Window {
    chat: MeasuredChat;
  }
}

/** What differs between the element and the limit. */
interface Shown {
  join(company: string, token: string): Promise<void>;
  show(company: string, key: string): void;
  scroller(): HTMLElement | null | undefined;
  /** The lines, ascending. */
  lines(): HTMLElement | null | undefined;
}

/** Drives a page. */
export function measuredChat({ join, show, scroller, lines }: Shown): MeasuredChat {
  let writer: Customer | undefined;
  const newest = (): string => lines()?.lastElementChild?.textContent ?? '';
  return {
    async join(company, token, secret) {
      await join(company, token);
      writer = await customer(company, secret);
    },
    open: (company, key, text) =>
      painted(
        () => {
          show(company, key);
        },
        () => newest().includes(text),
      ),
    live: (key, text) =>
      painted(
        () => writer?.say(key, text),
        () => newest().includes(text),
      ),
    async back(pixels, count) {
      const frames: number[] = [];
      let blank = 0;
      const view = scroller();
      if (!view) throw new Error('There is nothing to scroll');
      const box = view.getBoundingClientRect();
      for (let frame = 0; frame < count; frame++) {
        frames.push(
          await new Promise<number>((resolve) => {
            requestAnimationFrame(() => {
              const began = performance.now();
              view.scrollTop -= pixels;
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => {
                port1.close();
                resolve(performance.now() - began);
              };
              port2.postMessage(null);
            });
          }),
        );
        if (![0.25, 0.5, 0.75].some((part) => lineAt(box.left + box.width / 2, box.top + box.height * part))) blank += 1;
      }
      return { frames, blank, reached: Number.parseInt(/(\d+):/.exec(lineAt(box.left + box.width / 2, box.top + 40)?.textContent ?? '')?.[1] ?? 'NaN', 10) };
    },
    elements: () => countOf(document),
  };

  /** The line at a place, with its margins. */
  function lineAt(x: number, y: number): Element | undefined {
    const root = lines()?.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
    for (const offset of [0, 8, 16, 24]) {
      const found = root.elementFromPoint(x, y + offset)?.closest('li, .line');
      if (found) return found;
    }
    return undefined;
  }
}

function countOf(root: ParentNode): number {
  let count = 0;
  for (const element of root.querySelectorAll('*')) count += 1 + (element.shadowRoot ? countOf(element.shadowRoot) : 0);
  return count;
}
