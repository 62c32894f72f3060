import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { narrowedTo, type FileRules } from './file-rules.ts';

/** What may be chosen, in words: "Pictures, PDF … Up to 25 MB each." */
export function limitsText(rules: FileRules, terms: CommonTerms, formats: Formats): string {
  return terms.file.limits(typesText(rules, terms, formats), formats.size(rules.largest).replaceAll(' ', '\u{a0}'));
}

/** The kinds in words where they are all or a known group, else by their extensions. */
export function typesText(rules: FileRules, terms: CommonTerms, formats: Formats): string {
  const kinds = narrowedTo(rules);
  if (kinds === null) return terms.file.allTypes;
  if (rules.accept === '' && rules.sender.role === 'customer' && rules.sender.os === 'ios') return terms.file.pictures;
  return formats.list(kinds.map((extension) => extension.toUpperCase()));
}
