import { extensionsFor, onlyPictures, type Sender } from '../../domain/file-extensions.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { accepts } from './file-rules.ts';

/** The kinds that can be chosen, in words where they are all or a known group, else by their extensions. */
export function kindsText(sender: Sender, accept: string, terms: CommonTerms, formats: Formats): string {
  const all = extensionsFor(sender);
  const chosen = all.filter((extension) => accepts(accept, `x.${extension}`));
  if (chosen.length === all.length) return onlyPictures(sender) ? terms.file.pictures : terms.file.allTypes;
  return formats.list(chosen.map((extension) => extension.toUpperCase()));
}
