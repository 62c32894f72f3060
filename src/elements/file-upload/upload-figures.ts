import type { FileTerms } from '../../locales/en/files.ts';
import type { Formats } from '../../locales/formats.ts';

const seconds = new Map<string, Intl.NumberFormat>();

/** How long it will take, in one unit: seconds in steps of five, so that it can be read, then minutes and more. */
export function remainingText(ms: number, terms: FileTerms, formats: Formats): string {
  const time = ms < 55_000 ? secondsText(Math.max(5, Math.ceil(ms / 5_000) * 5), formats.language) : formats.duration(Math.max(60_000, ms + 30_000));
  return together(terms.left(time));
}

/** How far, how fast and how long still, as far as it is known. */
export function figures({ sent, size, speed, remaining }: { readonly sent: number; readonly size: number; readonly speed: number | null; readonly remaining: number | null }, terms: FileTerms, formats: Formats): string {
  const parts = [together(terms.sentOf(formats.size(sent), formats.size(size)))];
  if (speed !== null) parts.push(terms.rate(formats.size(speed)));
  if (remaining !== null) parts.push(remainingText(remaining, terms, formats));
  return parts.join(' · ');
}

/** A figure and its unit stand in one line. */
function together(text: string): string {
  return text.replaceAll(' ', '\u{a0}');
}

function secondsText(value: number, language: string): string {
  const format = seconds.get(language) ?? new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'short' });
  seconds.set(language, format);
  return format.format(value);
}
