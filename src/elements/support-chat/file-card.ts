import Download from 'lucide/dist/esm/icons/download.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { SharedFile } from '../../domain/request.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import { fileIcon } from '../file-upload/file-icons.ts';
import { icon } from '../icon.ts';
import type { LazyPart } from '../lazy-part.ts';
import { around } from '../named-text.ts';
import type { Pictures } from './pictures.ts';

interface Words {
  readonly terms: ChatTerms;
  readonly formats: Formats;
  /** What shows pictures, loaded with the first of them. */
  readonly pictures: LazyPart<Pictures>;
}

export interface FileDeeds {
  download(file: SharedFile): void;
}

/** A file that was shared; pressing it downloads it, or shows it large if it is a picture. */
export function fileCard(file: SharedFile, fetching: boolean, { terms, formats, pictures }: Words, deeds: FileDeeds): TemplateResult {
  // The label is split around the name, so that what is seen is part of what is heard, in any language.
  if (file.type.startsWith('image/')) void pictures.want(false);
  const picture = pictures.value?.of(file);
  const [before, , after] = around(picture?.label ?? terms.download, file.name);
  return html`<button
    type="button"
    class="card"
    tabindex="-1"
    aria-busy=${fetching ? 'true' : nothing}
    title=${file.name}
    data-picture=${picture ? file.id : nothing}
    @click=${() => {
      if (picture) picture.open();
      else deeds.download(file);
    }}
  >
    <span class="sheet">${picture?.image ?? icon(fileIcon(file.name))}</span>
    <span class="what"><span><span class="hidden">${before}</span><bdi>${file.name}</bdi></span> <span class="size">${formats.size(file.size)}</span></span>
    <span class="hidden">${after}</span> ${picture ? nothing : icon(Download, 'get')}
  </button>`;
}
