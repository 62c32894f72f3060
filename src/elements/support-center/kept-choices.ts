import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TechnicianClient } from '../../client/client.ts';
import { columns, type Column, type Direction } from '../../domain/sort-key.ts';
import { views, type View } from '../../domain/views.ts';
import type { KeyHint } from '../key-hint.ts';
import { whenIdle } from '../when-idle.ts';
import { keyHint, keysWith, type ShortcutAction, type ShortcutKeys } from './shortcuts.ts';

/** What a technician has chosen in a console, as their browser keeps it. */
export interface Kept {
  readonly view?: View | undefined;
  readonly request?: string | undefined;
  /** The order of My Support Requests, and of Support Requests. */
  readonly mine?: KeptOrder | undefined;
  readonly all?: KeptOrder | undefined;
  /** Ids of the companies that are shown; not there for all. */
  readonly companies?: readonly string[] | undefined;
  /** Where the lists end and the details begin, and where the first list ends: percent. */
  readonly across?: number | undefined;
  readonly down?: number | undefined;
  /** Whether single letters are shortcuts. */
  readonly letters?: boolean | undefined;
  /** Keys that were given to actions, by action and kind. */
  readonly keys?: Readonly<Record<string, string>> | undefined;
}

export interface KeptOrder {
  readonly sort: Column;
  readonly direction: Direction;
}

const name = 'console';

/** Reads what was kept, which an older version may have written: what it cannot use is left out. */
export function parseKept(text: string | null): Kept {
  const kept = record(json(text));
  const { request, companies, letters } = kept;
  return {
    view: views.find((view) => view === kept['view']),
    request: typeof request === 'string' ? request : undefined,
    mine: order(kept['mine']),
    all: order(kept['all']),
    companies: Array.isArray(companies) ? companies.filter((one) => typeof one === 'string') : undefined,
    across: percent(kept['across']),
    down: percent(kept['down']),
    letters: letters === true,
    keys: Object.fromEntries(Object.entries(record(kept['keys'])).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  };
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function order(value: unknown): KeptOrder | undefined {
  const { sort, direction } = record(value);
  const column = columns.find((one) => one === sort);
  return column && (direction === 'ascending' || direction === 'descending') ? { sort: column, direction } : undefined;
}

function percent(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && value < 100 ? value : undefined;
}

/** Reads what was chosen before anything is shown, and keeps what is chosen from then on. */
export class KeptChoices implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => TechnicianClient | undefined;
  readonly #read: (kept: Kept) => void;
  readonly #later: (write: () => void) => void;
  #from: TechnicianClient | undefined;
  #kept: Kept | null = null;
  /** Choices that are not written down yet. */
  #unwritten: Kept | null = null;
  #keys: { readonly given: unknown; readonly keys: ShortcutKeys } | undefined;

  /**
   * @param read called once for each client, with what was kept.
   * @param later when to write: once nothing else is to do, unless given.
   */
  constructor(host: ReactiveControllerHost, client: () => TechnicianClient | undefined, read: (kept: Kept) => void, later: (write: () => void) => void = whenIdle) {
    this.#later = later;
    this.#host = host;
    this.#client = client;
    this.#read = read;
    host.addController(this);
  }

  /** Null until it has been read. */
  get value(): Kept | null {
    return this.#kept;
  }

  /** The keys of the shortcuts. */
  get keys(): ShortcutKeys {
    const given = this.#kept?.keys;
    if (!this.#keys || this.#keys.given !== given) this.#keys = { given, keys: keysWith(given ?? {}) };
    return this.#keys.keys;
  }

  /** Whether single letters are shortcuts, too. */
  get letters(): boolean {
    return this.#kept?.letters === true;
  }

  /** The key of an action as a button shows it. */
  hint(action: ShortcutAction, words: { readonly alt: string; readonly shift: string }): KeyHint | undefined {
    return keyHint(this.keys[action], this.letters, words);
  }

  /** Those of the companies that are shown; undefined for all of them. */
  shown(all: readonly { readonly company: string }[]): readonly string[] | undefined {
    const shown = this.#kept?.companies?.filter((id) => all.some(({ company }) => company === id)) ?? [];
    return shown.length === 0 || shown.length === all.length ? undefined : shown;
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#hurry);
  }

  hostDisconnected(): void {
    this.#hurry();
    removeEventListener('pagehide', this.#hurry);
  }

  hostUpdate(): void {
    const client = this.#client();
    if (!client || client === this.#from) return;
    this.#hurry();
    this.#from = client;
    this.#kept = null;
    void this.#load(client);
  }

  async #load(client: TechnicianClient): Promise<void> {
    // A browser that keeps nothing is no reason to show nothing.
    const text = await client.preference(name).catch(() => null);
    if (client !== this.#from) return;
    this.#kept = parseKept(text);
    this.#read(this.#kept);
    this.#host.requestUpdate();
  }

  /** Keeps these; what another page has kept meanwhile stays. */
  save(changes: Kept): void {
    if (!this.#from || !this.#kept) return;
    this.#kept = { ...this.#kept, ...changes };
    this.#host.requestUpdate();
    const waits = this.#unwritten !== null;
    this.#unwritten = { ...this.#unwritten, ...changes };
    // The rows that the choice brings come first.
    if (!waits) this.#later(() => void this.#write());
  }

  async #write(): Promise<void> {
    const client = this.#from;
    const changes = this.#unwritten;
    if (!client || !changes) return;
    const before = parseKept(await client.preference(name).catch(() => null));
    // Written meanwhile, because the page went; or there is more to write, which is done with it.
    const now = this.#unwritten;
    if (client !== this.#from || !now) return;
    this.#unwritten = null;
    await client.savePreference(name, JSON.stringify({ ...before, ...now })).catch(() => undefined);
  }

  /** The page goes: there is no time to look what another one has kept. */
  readonly #hurry = (): void => {
    if (!this.#unwritten || !this.#kept) return;
    this.#unwritten = null;
    void this.#from?.savePreference(name, JSON.stringify(this.#kept)).catch(() => undefined);
  };
}
