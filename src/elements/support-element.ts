import { LitElement, type CSSResultGroup, type PropertyValues } from 'lit';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { enclosing, outwards } from './ancestors.ts';
import { Announcer } from './announcer.ts';
import type { Token } from '../client/credentials.ts';
import type { StorageChoice } from '../client/environment.ts';
import type { AnyClient } from './context.ts';
import type { TermsController } from './controllers/terms-controller.ts';
import type { Area } from '../locales/languages.ts';
import { property } from './decorators.ts';
import { SupportReadyEvent } from './events.ts';

const schemes = ['light', 'dark'] as const;
const storages: readonly StorageChoice[] = ['local', 'session', 'none'];

/**
 * What all elements have in common: the attributes that say whose desk to talk to, the language around them, one
 * announcer per outermost element, and text fields whose keys stay inside.
 *
 * @attr {string} lang - The language; else the nearest `lang` around the element, else the browser's.
 */
export abstract class SupportElement extends LitElement {
  /** The public tag of the class. */
  static readonly tag: string;

  /** Its looks: the tokens and what all elements share, then what is its own. */
  static override styles: CSSResultGroup = [tokens, base];

  /** The address of the server, such as `https://desk.example`. */
  @property() server = '';

  /** The company's id; for technicians several, separated by blanks. */
  @property() company = '';

  /** `light` or `dark`; without it, what the page has. */
  @property({ attribute: 'color-scheme', reflect: true }) colorScheme: (typeof schemes)[number] | '' = '';

  /** What may be kept in this browser: `local`, `session` (this tab only) or `none` (memory). */
  @property() storage: StorageChoice = 'local';

  /** A client to use instead of `server` and `company`. */
  @property({ attribute: false }) client: AnyClient | undefined;

  /** A signed token, or how to get one: a technician's, or that of a customer whom the page knows. Null: no customer is signed in. */
  @property({ attribute: false }) token: Token | null | undefined;

  #announcer: Announcer | undefined;
  #ready = false;

  /** Registers the element under its public tag, or another. A tag that is taken stays what it is. */
  static define(tag: string = this.tag, registry: CustomElementRegistry = customElements): void {
    if (registry.get(tag)) return;
    const Base = this as unknown as CustomElementConstructor;
    registry.define(tag, class extends Base {});
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.shadowRoot && !this.#announcer && !outerSupportElement(this)) this.#announcer = new Announcer(this.shadowRoot);
  }

  /** Says something to assistive technology, through the outermost element around this one. */
  announce(text: string, politeness: 'polite' | 'assertive' = 'polite'): void {
    const outer = outerSupportElement(this);
    if (outer) outer.announce(text, politeness);
    else this.#announcer?.say(text, politeness);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    for (const type of ['keydown', 'keyup', 'keypress'] as const) {
      root.addEventListener(type, (event) => {
        if (event instanceof KeyboardEvent && staysInside(event)) event.stopPropagation();
      });
    }
    return root;
  }

  /** The controllers whose words must be there before the first rendering. */
  protected get words(): readonly TermsController<Area>[] {
    return [];
  }

  /** Waits with the first rendering until the words are there: no flash of another language. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const loading = this.words.flatMap((terms) => terms.loading ?? []);
    if (loading.length === 0) return super.scheduleUpdate();
    return Promise.all(loading).then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('colorScheme')) this.allow('color-scheme', this.colorScheme, ['', ...schemes]);
    if (changed.has('storage')) this.allow('storage', this.storage, storages);
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    if (this.#ready) return;
    this.#ready = true;
    this.dispatchEvent(new SupportReadyEvent());
  }

  /** One warning for a value that is not among the allowed ones; nothing is thrown. */
  protected allow(attribute: string, value: string, allowed: readonly string[]): void {
    if (allowed.includes(value)) return;
    console.warn(`<${this.localName}> ${attribute}="${value}": allowed are ${allowed.filter(Boolean).join(', ')}.`);
  }
}

function outerSupportElement(element: Element): SupportElement | null {
  const outer = outwards(enclosing(element), (candidate) => candidate instanceof SupportElement && candidate.shadowRoot !== null);
  return outer instanceof SupportElement ? outer : null;
}

/** Plain typing in a text field is nobody else's business: a host page's hotkeys must not fire. */
function staysInside(event: KeyboardEvent): boolean {
  if (event.key === 'Escape' || event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.composedPath()[0];
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'button');
}
