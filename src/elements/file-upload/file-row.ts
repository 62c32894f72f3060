import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { FileTerms } from '../../locales/en/files.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';
import { around, named, plain, type NamedText } from '../named-text.ts';
import type { ChosenFile } from './chosen-files.ts';
import { fileIcon } from './file-icons.ts';

interface Words {
  readonly files: FileTerms;
  readonly formats: Formats;
}

/** A file that waits in a form, or was refused for what `fault` says. */
export function chosenRow({ file, state }: ChosenFile, fault: NamedText | null, remove: () => void, { files, formats }: Words): TemplateResult {
  const name = plain(around(files.remove, file.name));
  return html`<li class=${fault ? 'file refused' : 'file'} aria-busy=${state === 'checking' ? 'true' : nothing}>
    ${icon(fault ? CircleAlert : fileIcon(file.name))}
    <p class="what">${fault ? named(fault) : html`<bdi class="name" title=${file.name}>${file.name}</bdi> <span class="size">${formats.size(file.size)}</span>`}</p>
    <button type="button" class="button plain icon-only" aria-label=${name} title=${name} @click=${remove}>${icon(X)}</button>
  </li>`;
}
