import Download from 'lucide/dist/esm/icons/download.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { UploadLine } from '../../client/client.ts';
import type { SharedFile } from '../../domain/request.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { fileIcon } from '../file-upload/file-icons.ts';
import { icon } from '../icon.ts';
import { around, plain } from '../named-text.ts';

interface Words {
  readonly terms: CommonTerms;
  readonly formats: Formats;
}

export interface FileDeeds {
  download(file: SharedFile): void;
}

/** A file that was shared; pressing it downloads it. */
export function fileCard(file: SharedFile, fetching: boolean, { terms, formats }: Words, deeds: FileDeeds): TemplateResult {
  // The label is split around the name, so that what is seen is part of what is heard, in any language.
  const { before, after } = around(terms.file.download, file.name);
  return html`<button
    type="button"
    class="card"
    tabindex="-1"
    aria-busy=${fetching ? 'true' : nothing}
    title=${file.name}
    @click=${() => {
      deeds.download(file);
    }}
  >
    <span class="sheet">${icon(fileIcon(file.name))}</span>
    <span class="what"><span><span class="hidden">${before}</span><bdi>${file.name}</bdi></span> <span class="size">${formats.size(file.size)}</span></span>
    <span class="hidden">${after}</span> ${icon(Download, 'get')}
  </button>`;
}

/** A file on its way up, or stopped on it. */
export function uploadCard(line: UploadLine, { terms, formats }: Words): TemplateResult {
  const cancel = plain(around(terms.file.cancel, line.name));
  const percent = formats.percent(line.fraction);
  const sending = line.progress === 'sending';
  return html`<div class="card">
    <span class="sheet">${icon(fileIcon(line.name))}</span>
    <span class="what">
      <bdi title=${line.name}>${line.name}</bdi>
      <span class="size">${formats.size(line.size)}${sending ? html` · ${percent}` : nothing}</span>
      ${sending ? html`<progress max="1" .value=${line.fraction} aria-label=${terms.file.uploading(percent)}></progress>` : nothing}
    </span>
    ${sending
      ? html`<button
          type="button"
          class="button plain icon-only"
          tabindex="-1"
          aria-label=${cancel}
          title=${cancel}
          @click=${() => {
            line.discard();
          }}
        >
          ${icon(X)}
        </button>`
      : nothing}
  </div>`;
}
