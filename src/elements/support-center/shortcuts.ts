import type { KeyHint } from '../key-hint.ts';

/** What a key can do in the console, and which key does it. */

export const shortcutActions = ['next', 'previous', 'search', 'all', 'new', 'active', 'completed', 'assign', 'join-chat', 'reply', 'note', 'availability', 'help'] as const;
export type ShortcutAction = (typeof shortcutActions)[number];

/**
 * Two keys for each action. A `chord` is pressed together with Alt and Shift, works in text fields too, and is taken by no browser and
 * no screen reader. A `letter` is pressed alone, works outside of text fields, and only where the technician has switched letters on.
 */
export const keyKinds = ['chord', 'letter'] as const;
export type KeyKind = (typeof keyKinds)[number];

export type ShortcutKeys = Readonly<Record<ShortcutAction, Readonly<Record<KeyKind, string>>>>;

export const defaultKeys: ShortcutKeys = {
  next: { chord: 'N', letter: 'j' },
  previous: { chord: 'P', letter: 'k' },
  search: { chord: 'F', letter: '/' },
  all: { chord: '1', letter: '1' },
  new: { chord: '2', letter: '2' },
  active: { chord: '3', letter: '3' },
  completed: { chord: '4', letter: '4' },
  assign: { chord: 'M', letter: 'm' },
  'join-chat': { chord: 'J', letter: 'c' },
  reply: { chord: 'R', letter: 'r' },
  note: { chord: 'O', letter: 'n' },
  availability: { chord: 'V', letter: 'v' },
  help: { chord: 'H', letter: '?' },
};

/** Chords that browsers keep for themselves: with Alt and Shift, Chromium opens or focuses something of its own. */
const reserved = new Set(['A', 'B', 'I', 'T']);

/** The keys as they are now: `given` holds those that were changed, by `action chord` or `action letter`; empty for no key. */
export function keysWith(given: Readonly<Record<string, string>>): ShortcutKeys {
  const of = (action: ShortcutAction, kind: KeyKind) => given[`${action} ${kind}`] ?? defaultKeys[action][kind];
  return Object.fromEntries(shortcutActions.map((action) => [action, { chord: of(action, 'chord'), letter: of(action, 'letter') }])) as unknown as ShortcutKeys;
}

/** What a key event needs to be for this; a KeyboardEvent is. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The key of an event, as the table names it, or null for one that can be no shortcut. */
export function keyOf({ key, code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): { readonly kind: KeyKind; readonly key: string } | null {
  if (ctrlKey || metaKey) return null;
  if (!altKey) return [...key].length === 1 && key.trim() !== '' ? { kind: 'letter', key: key.toLowerCase() } : null;
  if (!shiftKey) return null;
  // With Alt a Mac types another sign: then the place of the key counts.
  const sign = /^[a-z]$/i.test(key) ? key : (/^(?:Key|Digit)([A-Z\d])$/.exec(code)?.[1] ?? '');
  return sign === '' ? null : { kind: 'chord', key: sign.toUpperCase() };
}

/**
 * What a key does now, or null.
 * @param letters whether letters are switched on.
 * @param inField whether a text field has the focus: there nothing may happen that would also have typed something.
 */
export function actionOf(pressed: Pressed, keys: ShortcutKeys, letters: boolean, inField: boolean): ShortcutAction | null {
  const found = keyOf(pressed);
  if (!found) return null;
  if (found.kind === 'letter' && (!letters || inField)) return null;
  if (found.kind === 'chord' && inField && pressed.key.toUpperCase() !== found.key) return null;
  return shortcutActions.find((action) => keys[action][found.kind] === found.key) ?? null;
}

/** Why a key cannot be given to an action: the action that has it, or `reserved`; null if it can. */
export function keyFault(keys: ShortcutKeys, action: ShortcutAction, kind: KeyKind, key: string): ShortcutAction | 'reserved' | null {
  if (kind === 'chord' && reserved.has(key)) return 'reserved';
  return shortcutActions.find((other) => other !== action && keys[other][kind] === key) ?? null;
}

/** For `aria-keyshortcuts`: in English, as the attribute wants it. */
export function ariaKeys({ chord, letter }: Readonly<Record<KeyKind, string>>, letters: boolean): string {
  return [chord && `Alt+Shift+${chord}`, letters && letter].filter(Boolean).join(' ');
}

/** How keys are shown; undefined if there is no key. */
export function keyHint(
  keys: Readonly<Record<KeyKind, string>>,
  letters: boolean,
  words: { readonly alt: string; readonly shift: string },
): KeyHint | undefined {
  const aria = ariaKeys(keys, letters);
  if (aria === '') return undefined;
  return { title: [keys.chord && chordWords(keys.chord, words), letters && keys.letter].filter(Boolean).join(', '), aria };
}

/** `Alt+Shift+N`, in the reader's language. */
export function chordWords(chord: string, { alt, shift }: { readonly alt: string; readonly shift: string }): string {
  return `${alt}+${shift}+${chord}`;
}
