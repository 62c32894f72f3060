import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import type { FileRefusal } from '../events.ts';
import { around, type NamedText } from '../named-text.ts';
import { narrowedTo, type FileRules } from './file-rules.ts';

/** What may be chosen, in words: "Pictures, PDF … Up to 25 MB each." */
export function limitsText(rules: FileRules, terms: CommonTerms, formats: Formats): string {
  return terms.file.limits(typesText(rules, terms, formats), formats.size(rules.largest).replaceAll(' ', '\u{a0}'));
}

/** The kinds in words where they are all or a known group, else by their extensions. */
function typesText(rules: FileRules, terms: CommonTerms, formats: Formats): string {
  const kinds = narrowedTo(rules);
  if (kinds === null) return terms.file.allTypes;
  if (rules.accept === '' && rules.sender.role === 'customer' && rules.sender.os === 'ios') return terms.file.pictures;
  return formats.list(kinds.map((extension) => extension.toUpperCase()));
}

/** Why a file was refused, in words. */
export function refusalText(name: string, reason: FileRefusal, rules: FileRules & { readonly most: number }, terms: CommonTerms, formats: Formats): NamedText {
  const { faults } = terms.file;
  switch (reason) {
    case 'type_not_allowed':
      return around((file) => faults.type_not_allowed(file, typesText(rules, terms, formats)), name);
    case 'too_large':
      return around((file) => faults.too_large(file, formats.size(rules.largest)), name);
    case 'too_many':
      return around((file) => faults.too_many(file, formats.number(rules.most)), name);
    case 'empty':
    case 'content_mismatch':
    case 'bad_name':
      return around(faults[reason], name);
  }
}
