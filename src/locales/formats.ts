const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Intl objects take long to make: those of a language are shared by all who speak it. */
const shared = new Map<string, Map<string, unknown>>();

/** Numbers, dates and sizes in one language, in the reader's zone. Each Intl object is made once, when first needed. */
export class Formats {
  readonly language: string;
  readonly #made: Map<string, unknown>;

  constructor(language: string) {
    this.language = language;
    this.#made = shared.get(language) ?? new Map<string, unknown>();
    shared.set(language, this.#made);
  }

  /** 10:02 */
  time(at: number): string {
    return this.#date('time', { hour: 'numeric', minute: '2-digit' }).format(at);
  }

  /** The day of a separator: Today, Yesterday, else the date. */
  day(at: number, now: number): string {
    const days = Math.round((startOfDay(at) - startOfDay(now)) / day);
    if (days === 0 || days === -1) return capital(this.#relative('auto').format(days, 'day'), this.language);
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return sameYear
      ? this.#date('day', { weekday: 'long', day: 'numeric', month: 'long' }).format(at)
      : this.#date('day-year', { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
  }

  /** For a column: the time today, else day and month. */
  moment(at: number, now: number): string {
    if (startOfDay(at) === startOfDay(now)) return this.time(at);
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return this.#date(sameYear ? 'short' : 'short-year', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' as const }) }).format(at);
  }

  /** Saturday, 21 November 2026: a day by itself, for whoever reads it another year. */
  date(at: number): string {
    return this.#date('date', { dateStyle: 'full' }).format(at);
  }

  /** The whole date and time, for a tooltip. */
  full(at: number): string {
    return this.#date('full', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  }

  /** 4 min, 2 hr, 3 days: how long, in one unit. */
  duration(ms: number): string {
    const [value, unit] = ms < hour ? [Math.max(0, Math.floor(ms / minute)), 'minute'] : ms < day ? [Math.floor(ms / hour), 'hour'] : [Math.floor(ms / day), 'day'];
    return this.#number(unit, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  }

  number(value: number): string {
    return this.#number('plain', {}).format(value);
  }

  percent(fraction: number): string {
    return this.#number('percent', { style: 'percent' }).format(fraction);
  }

  /** 312 kB, 1.4 MB: decimal units, as file managers count. */
  size(bytes: number): string {
    const [value, unit] = bytes < 1e3 ? [bytes, 'byte'] : bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
    return this.#number(`size-${unit}`, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  }

  /** one, few, other…: for terms that count. */
  plural(count: number): Intl.LDMLPluralRule {
    return this.#make('plural', () => new Intl.PluralRules(this.language)).select(count);
  }

  /** "a, b and c" */
  list(parts: readonly string[]): string {
    return this.#make('list', () => new Intl.ListFormat(this.language, { type: 'conjunction' })).format(parts);
  }

  #date(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.#make(`date-${name}`, () => new Intl.DateTimeFormat(this.language, options));
  }

  #number(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.#make(`number-${name}-${options.maximumFractionDigits ?? ''}`, () => new Intl.NumberFormat(this.language, options));
  }

  #relative(numeric: 'auto' | 'always'): Intl.RelativeTimeFormat {
    return this.#make(`relative-${numeric}`, () => new Intl.RelativeTimeFormat(this.language, { numeric }));
  }

  #make<Made>(name: string, make: () => Made): Made {
    const known = this.#made.get(name) as Made | undefined;
    if (known) return known;
    const made = make();
    this.#made.set(name, made);
    return made;
  }
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capital(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
