/** What the watch needs of the world; the page's own unless a test brings another. */
export interface IdleWorld {
  now(): number;
  after(ms: number, callback: () => void): () => void;
  /** Signs of a person at this page: pointer, keys, a page that comes into view. */
  onSign(callback: () => void): () => void;
  /** Talks to the other pages of this browser. */
  channel(name: string, heard: (message: unknown) => void): { post(message: unknown): void; close(): void };
}

/** What one page tells the others: that somebody is here, or that nobody was, for these companies. */
type Message = { readonly type: 'here' } | { readonly type: 'idle'; readonly companies: readonly string[] };

/** Other pages need not hear of every movement. Milliseconds. */
const tellAtMostEvery = 5_000;
/** When a company could not be told, it is tried again. Milliseconds. */
const tryAgainAfter = 60_000;

/**
 * Says when nobody has touched any page of this browser for as long as a company allows. While nothing happens, one timer runs; a
 * movement of the pointer writes down one number.
 */
export class IdleWatch {
  readonly #world: IdleWorld;
  readonly #channel: ReturnType<IdleWorld['channel']>;
  readonly #stopSigns: () => void;
  readonly #idle: (companies: readonly string[]) => Promise<boolean>;
  readonly #told: (companies: readonly string[]) => void;
  #limits: ReadonlyMap<string, number> = new Map();
  #last: number;
  #posted = -Infinity;
  #stopTimer: (() => void) | undefined;
  #due = Infinity;

  /**
   * @param technician keeps apart whoever shares this browser.
   * @param idle takes the companies for which nobody is here any more; false if that could not be said to all of them.
   * @param told is called in every page, after `idle` was taken in one of them.
   */
  constructor(technician: string, idle: (companies: readonly string[]) => Promise<boolean>, told: (companies: readonly string[]) => void, world: IdleWorld = page) {
    this.#world = world;
    this.#idle = idle;
    this.#told = told;
    this.#last = world.now();
    this.#channel = world.channel(`deskside idle ${technician}`, (message) => {
      if (!isMessage(message)) return;
      if (message.type === 'here') this.#last = world.now();
      else told(message.companies);
    });
    this.#stopSigns = world.onSign(() => {
      this.#last = world.now();
      if (this.#last - this.#posted < tellAtMostEvery) return;
      this.#posted = this.#last;
      this.#post({ type: 'here' });
    });
  }

  /** Watches for these companies: those for which the technician is Available, with what each allows, in milliseconds. */
  watch(limits: ReadonlyMap<string, number>): void {
    // Whoever has just become Available is here.
    if ([...limits.keys()].some((company) => !this.#limits.has(company))) this.#last = this.#world.now();
    this.#limits = limits;
    this.#arm(Math.min(...limits.values()));
  }

  stop(): void {
    this.#arm(Infinity);
    this.#stopSigns();
    this.#channel.close();
  }

  #post(message: Message): void {
    this.#channel.post(message);
  }

  #arm(after: number): void {
    const due = this.#last + after;
    if (due === this.#due && this.#stopTimer) return;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#due = due;
    if (due !== Infinity) this.#stopTimer = this.#world.after(Math.max(0, due - this.#world.now()), this.#look);
  }

  readonly #look = (): void => {
    this.#stopTimer = undefined;
    const quiet = this.#world.now() - this.#last;
    const over = [...this.#limits].filter(([, limit]) => limit <= quiet).map(([company]) => company);
    const next = [...this.#limits.values()].filter((limit) => limit > quiet);
    this.#arm(next.length > 0 ? Math.min(...next) : Infinity);
    if (over.length > 0) void this.#say(over);
  };

  async #say(companies: readonly string[]): Promise<void> {
    if (await this.#idle(companies)) {
      this.#post({ type: 'idle', companies });
      this.#told(companies);
      return;
    }
    const due = this.#world.now() + tryAgainAfter - this.#last;
    if (companies.some((company) => this.#limits.has(company))) this.#arm(due);
  }
}

function isMessage(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'here') return true;
  return message.type === 'idle' && 'companies' in message && Array.isArray(message.companies) && message.companies.every((one) => typeof one === 'string');
}

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

const page: IdleWorld = {
  now: () => Date.now(),
  after(ms, callback) {
    // A timer cannot be longer than 2^31 - 1 ms, and is asked again anyway.
    const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
    return () => {
      clearTimeout(timer);
    };
  },
  onSign(callback) {
    const whenVisible = (): void => {
      if (document.visibilityState === 'visible') callback();
    };
    const options = { capture: true, passive: true } as const;
    for (const type of signs) document.addEventListener(type, callback, options);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      for (const type of signs) document.removeEventListener(type, callback, options);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  },
  channel(name, heard) {
    if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, close: () => undefined };
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      heard(data);
    };
    return {
      post: (message) => {
        channel.postMessage(message);
      },
      close: () => {
        channel.close();
      },
    };
  },
};
