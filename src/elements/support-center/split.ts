import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** How far a separator can go, and how far one key press takes it. Percent. */
export const splitRange = { least: 20, most: 80, step: 2 } as const;

/** Where a key takes a separator that is now at `at`; null for keys that are no business of it. */
export function splitAfterKey(key: string, at: number, upright: boolean, leftToRight: boolean): number | null {
  const { least, most, step } = splitRange;
  const [less, more] = upright ? (leftToRight ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']) : ['ArrowUp', 'ArrowDown'];
  if (key === less) return clamped(at - step);
  if (key === more) return clamped(at + step);
  if (key === 'Home') return least;
  return key === 'End' ? most : null;
}

export function clamped(percent: number): number {
  return Math.round(Math.min(splitRange.most, Math.max(splitRange.least, percent)) * 10) / 10;
}

export interface Split {
  readonly name: 'across' | 'down';
  readonly label: string;
  /** The id of what becomes larger and smaller. */
  readonly controls: string;
  /** Percent; undefined for the size it has by itself. */
  readonly at: number | undefined;
  /** Undefined: its own size again. `done` is false while the pointer still drags. */
  moved(this: void, at: number | undefined, done: boolean): void;
}

/** The line between two areas: dragged, moved by keys, and set back by a double click or Enter. It stands right after what it controls. */
export function separator({ name, label, controls, at, moved }: Split): TemplateResult {
  const upright = name === 'across';
  /** Percent of the whole that what is controlled takes now. */
  const measured = (line: HTMLElement): number => {
    const part = line.previousElementSibling?.getBoundingClientRect();
    const whole = line.parentElement?.getBoundingClientRect();
    return part && whole ? clamped(upright ? (part.width / whole.width) * 100 : (part.height / whole.height) * 100) : 50;
  };
  const pointed = (line: HTMLElement, { clientX, clientY }: PointerEvent): number => {
    const whole = line.parentElement?.getBoundingClientRect();
    if (!whole) return 50;
    if (!upright) return clamped(((clientY - whole.top) / whole.height) * 100);
    const fromStart = getComputedStyle(line).direction === 'rtl' ? whole.right - clientX : clientX - whole.left;
    return clamped((fromStart / whole.width) * 100);
  };
  const on = (take: (line: HTMLElement, event: Event) => void) => (event: Event) => {
    if (event.currentTarget instanceof HTMLElement) take(event.currentTarget, event);
  };
  return html`<div
    class="separator ${name}"
    role="separator"
    tabindex="0"
    aria-label=${label}
    aria-controls=${controls}
    aria-orientation=${upright ? 'vertical' : 'horizontal'}
    aria-valuemin=${splitRange.least}
    aria-valuemax=${splitRange.most}
    aria-valuenow=${Math.round(at ?? 50)}
    @focus=${on((line) => {
      line.setAttribute('aria-valuenow', String(Math.round(measured(line))));
    })}
    @keydown=${on((line, event) => {
      if (!(event instanceof KeyboardEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = event.key === 'Enter' ? undefined : splitAfterKey(event.key, measured(line), upright, getComputedStyle(line).direction !== 'rtl');
      if (to === null) return;
      event.preventDefault();
      moved(to, true);
      // An area has a least size of its own: what is said is what is seen.
      requestAnimationFrame(() => {
        line.setAttribute('aria-valuenow', String(Math.round(measured(line))));
      });
    })}
    @pointerdown=${on((line, event) => {
      if (event instanceof PointerEvent && event.button === 0) line.setPointerCapture(event.pointerId);
    })}
    @pointermove=${on((line, event) => {
      if (event instanceof PointerEvent && line.hasPointerCapture(event.pointerId)) moved(pointed(line, event), false);
    })}
    @pointerup=${on((line, event) => {
      if (event instanceof PointerEvent && line.hasPointerCapture(event.pointerId) && at !== undefined) moved(at, true);
    })}
    @dblclick=${() => {
      moved(undefined, true);
    }}
  ></div>`;
}

type Sizes = Readonly<Partial<Record<'across' | 'down', number | undefined>>>;

/** The sizes of the console's areas: what is dragged now, else what was kept. Puts them where the styles find them. */
export class SplitSizes implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #kept: { readonly value: Sizes | null; save(changes: Sizes): void };
  #dragged: Sizes = {};

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }, kept: { readonly value: Sizes | null; save(changes: Sizes): void }) {
    this.#host = host;
    this.#kept = kept;
    host.addController(this);
  }

  /** Percent; undefined for the size an area has by itself. */
  at(name: Split['name']): number | undefined {
    return name in this.#dragged ? this.#dragged[name] : this.#kept.value?.[name];
  }

  line(name: Split['name'], label: string, controls: string): TemplateResult {
    const moved = (at: number | undefined, done: boolean): void => {
      this.#dragged = done ? {} : { ...this.#dragged, [name]: at };
      if (done) this.#kept.save({ [name]: at });
      else this.#host.requestUpdate();
    };
    return separator({ name, label, controls, at: this.at(name), moved });
  }

  hostUpdated(): void {
    const areas = this.#host.renderRoot.querySelector<HTMLElement>('.areas');
    for (const name of ['across', 'down'] as const) {
      const at = this.at(name);
      if (at === undefined) areas?.style.removeProperty(`--_${name}`);
      else areas?.style.setProperty(`--_${name}`, `${String(at)}%`);
    }
  }
}
