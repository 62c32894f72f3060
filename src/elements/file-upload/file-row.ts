import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import RotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { UploadLine } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';
import { around, named, plain, type NamedText } from '../named-text.ts';
import type { ChosenFile } from './chosen-files.ts';
import { fileIcon } from './file-icons.ts';

interface Words {
  readonly terms: CommonTerms;
  readonly formats: Formats;
}

/** A file that waits in a form, or was refused for what `fault` says. */
export function chosenRow({ file, state }: ChosenFile, fault: NamedText | null, remove: () => void, { terms, formats }: Words): TemplateResult {
  const name = plain(around(terms.file.remove, file.name));
  return html`<li class=${fault ? 'file refused' : 'file'} aria-busy=${state === 'checking' ? 'true' : nothing}>
    ${icon(fault ? CircleAlert : fileIcon(file.name))}
    <p class="what">${fault ? named(fault) : html`<bdi class="name" title=${file.name}>${file.name}</bdi> <span class="size">${formats.size(file.size)}</span>`}</p>
    <button type="button" class="button plain icon-only" aria-label=${name} title=${name} @click=${remove}>${icon(X)}</button>
  </li>`;
}

/** A file on its way up. */
export function uploadRow(line: UploadLine, remove: () => void, { terms, formats }: Words): TemplateResult {
  const failed = line.progress === 'failed';
  const percent = formats.percent(line.fraction);
  const label = plain(around(failed ? terms.file.remove : terms.file.cancel, line.name));
  return html`<li class=${failed ? 'file refused' : 'file'}>
    ${icon(failed ? CircleAlert : fileIcon(line.name))}
    <div class="what">
      <bdi class="name" title=${line.name}>${line.name}</bdi> <span class="size">${formats.size(line.size)}</span>
      ${failed
        ? html`<p class="why">${terms.errors[line.error ?? 'upload_failed']}</p>`
        : html`<progress max="1" .value=${line.fraction} aria-label=${terms.file.uploading(percent)}></progress>`}
    </div>
    ${failed
      ? html`<button
          type="button"
          class="button plain icon-only"
          aria-label=${terms.retry}
          title=${terms.retry}
          @click=${() => {
            line.retry();
          }}
        >
          ${icon(RotateCw)}
        </button>`
      : nothing}
    <button type="button" class="button plain icon-only" aria-label=${label} title=${label} @click=${remove}>${icon(X)}</button>
  </li>`;
}
