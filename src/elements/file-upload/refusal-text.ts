import type { CommonTerms } from '../../locales/en/common.ts';
import type { FileTerms } from '../../locales/en/files.ts';
import type { Formats } from '../../locales/formats.ts';
import type { FileRefusal } from '../upload-events.ts';
import { around, type NamedText } from '../named-text.ts';
import type { FileRules } from './file-rules.ts';
import { kindsText } from './kinds-text.ts';

/** Why a file was refused, in words. */
export function refusalText(name: string, reason: FileRefusal, rules: FileRules, terms: CommonTerms & { readonly files: FileTerms }, formats: Formats): NamedText {
  const { faults } = terms.files;
  switch (reason) {
    case 'type_not_allowed':
      return around((file) => faults.type_not_allowed(file, kindsText(rules.sender, rules.accept, terms, formats)), name);
    case 'too_large':
      return around((file) => faults.too_large(file, formats.size(rules.largest)), name);
    case 'too_many':
      return around((file) => faults.too_many(file, formats.number(rules.most)), name);
    default:
      return around(faults[reason], name);
  }
}
