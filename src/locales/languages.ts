import type { ChatTerms } from './en/chat.ts';
import type { CommonTerms } from './en/common.ts';
import type { ConsoleTerms } from './en/console.ts';
import type { ConversationTerms } from './en/conversation.ts';
import type { DetailsTerms } from './en/details.ts';
import type { FileTerms } from './en/files.ts';
import type { PortalTerms } from './en/portal.ts';
import type { SettingsTerms } from './en/settings.ts';

/** The areas into which a language is split, so that a customer's page never loads the console's words. */
export interface Areas {
  /** What both sides read before there is a chat: status, files, errors. */
  readonly common: CommonTerms;
  /** What both sides read around one: terms of its own, and all those of `common`. */
  readonly chat: ChatTerms;
  /** What a chat loads when it is wanted: rating, search, export. */
  readonly conversation: ConversationTerms;
  readonly portal: PortalTerms;
  readonly console: ConsoleTerms;
  /** What request-details says beyond that. */
  readonly details: DetailsTerms;
  /** The console's dialogs: each is loaded when it is opened. */
  readonly settings: SettingsTerms;
  /** What is said of files once some are chosen. */
  readonly files: FileTerms;
}
export type Area = keyof Areas;

/** A language, or changes to one: whole areas or single terms. */
export type Locale = { readonly lang: string } & { readonly [Name in Area]?: Partial<Areas[Name]> };

type Loaders = { readonly [Name in Area]: () => Promise<Areas[Name]> };

/** The languages in the package. English is in the elements themselves; the others load when they are needed. */
const packaged: Readonly<Record<string, Loaders>> = {
  de: {
    common: async () => (await import('./de/common.ts')).de,
    chat: async () => (await import('./de/chat.ts')).de,
    conversation: async () => (await import('./de/conversation.ts')).de,
    portal: async () => (await import('./de/portal.ts')).de,
    console: async () => (await import('./de/console.ts')).de,
    details: async () => (await import('./de/details.ts')).de,
    settings: async () => (await import('./de/settings.ts')).de,
    files: async () => (await import('./de/files.ts')).de,
  },
};

const loaded = new Map<string, unknown>();
const registered = new Map<string, object>();

/** `de-AT` and `de` are one set of words. */
function base(language: string): string {
  return (language.split('-')[0] ?? language).toLowerCase();
}

/**
 * Adds a language to this page, or changes terms of one. Elements that are already shown take it up the next time they
 * look for their words: call it before they are defined.
 */
export function registerLocale(locale: Locale): void {
  for (const area of ['common', 'chat', 'conversation', 'portal', 'console', 'details', 'settings', 'files'] as const) {
    // A chat says what is common, too, and in the same words.
    const terms = area === 'chat' ? { ...locale.common, ...locale.chat } : locale[area];
    if (!terms) continue;
    const key = `${base(locale.lang)}/${area}`;
    registered.set(key, { ...registered.get(key), ...terms });
    loaded.delete(key);
  }
}

/** The words of an area if they are there already, else null. English stands in for what no language has. */
export function termsNow<Name extends Area>(language: string, area: Name, english: Areas[Name]): Areas[Name] | null {
  const code = base(language);
  const key = `${code}/${area}`;
  const known = loaded.get(key) as Areas[Name] | undefined;
  if (known) return known;
  if (packaged[code]) return null;
  return keep(key, english);
}

export async function loadTerms<Name extends Area>(language: string, area: Name, english: Areas[Name]): Promise<Areas[Name]> {
  const code = base(language);
  const key = `${code}/${area}`;
  try {
    return keep(key, (await packaged[code]?.[area]()) ?? english);
  } catch {
    return english; // the chunk could not be fetched: readable beats absent
  }
}

/** Has the words of an area fetched, for whoever is about to look for them. Never rejects. */
export async function prefetchTerms(language: string, area: Area): Promise<void> {
  try {
    await packaged[base(language)]?.[area]();
  } catch {
    // Whoever looks for them tries again.
  }
}

function keep<Terms extends object>(key: string, terms: Terms): Terms {
  const whole = { ...terms, ...registered.get(key) };
  loaded.set(key, whole);
  return whole;
}

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function direction(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(base(language)) ? 'rtl' : 'ltr';
}
