import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import RotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { UploadLine } from '../../client/client.ts';
import type { UploadState } from '../../client/upload-states.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import { en } from '../../locales/en/files.ts';
import type { Formats } from '../../locales/formats.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { icon, type IconNode } from '../icon.ts';
import { around, named, plain, type NamedText } from '../named-text.ts';
import type { SupportElement } from '../support-element.ts';
import { fileIcon } from './file-icons.ts';
import { totalStyles } from './file-row.styles.ts';
import { UploadBatch } from './upload-batch.ts';
import { figures, remainingText } from './upload-figures.ts';
import { UploadNews } from './upload-news.ts';

/** The words of the element around them. */
type Words = () => { readonly terms: CommonTerms; readonly formats: Formats };

/** A button of an upload that is the same one in each of its states, so that whoever presses it stays on it. */
interface Turning {
  readonly shape: IconNode;
  readonly label: NamedText;
  press(): void;
}

/** Faults that lie in the file: the same file again would be refused again. */
const faulty: ReadonlySet<string> = new Set(['bad_name', 'type_not_allowed', 'empty', 'too_large', 'content_mismatch', 'mixed_content', 'damaged', 'macros', 'archive_entries', 'archive_ratio', 'archive_nested', 'infected']);

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unavailable', 'rate_limited', 'offline']);

/** Files on their way, as an element shows and tells them. Loaded with what takes files, or once there is one on its way. */
export class UploadRows {
  readonly #around: Words;
  readonly #terms: TermsController<'files'>;
  readonly #batch = new UploadBatch();
  readonly #news: UploadNews;

  constructor(element: SupportElement, words: Words) {
    this.#around = words;
    this.#terms = new TermsController(element, 'files', en);
    if (totalStyles.styleSheet) element.shadowRoot?.adoptedStyleSheets.push(totalStyles.styleSheet);
    this.#news = new UploadNews(element, this.#batch, () => ({ ...words(), files: this.#terms.words, why: (line) => plain(this.#why(line)) }));
  }

  /** Resolves once its words are there. */
  get worded(): Promise<void> {
    return this.#terms.loading ?? Promise.resolve();
  }

  get words(): TermsController<'files'>['words'] {
    return this.#terms.words;
  }

  /** Takes the uploads as they are now, and tells the page and who listens what is new about them. */
  take(lines: readonly UploadLine[]): void {
    this.#news.tell(this.#batch.take(lines));
  }

  /** All of them together; nothing for one. */
  total(): TemplateResult | typeof nothing {
    const { files, fraction, remaining } = this.#batch.total;
    if (files < 2 || !this.#batch.going) return nothing;
    const { formats } = this.#around();
    const text = this.words.total(files, formats.percent(fraction), formats);
    return html`<div class="total">
      <p>${text}${remaining === null ? nothing : ` · ${remainingText(remaining, this.words, formats)}`}</p>
      <progress max="1" .value=${fraction} aria-label=${text}></progress>
    </div>`;
  }

  /** In the list of a file field. @param remove stops it, or takes it away. */
  row(line: UploadLine, remove: () => void): TemplateResult {
    const refused = line.state === 'refused';
    return html`<li class=${refused ? 'file refused' : 'file'} data-state=${line.state}>${icon(refused ? CircleAlert : fileIcon(line.name))} ${this.#what(line)} ${this.#buttons(line, remove, 0)}</li>`;
  }

  /** In a transcript, where the lines are one stop for the tabulator. */
  card(line: UploadLine): TemplateResult {
    const refused = line.state === 'refused';
    return html`<div class="card" data-state=${line.state}>
      <span class="sheet">${icon(refused ? CircleAlert : fileIcon(line.name))}</span>
      ${this.#what(line)}
      <span class="deeds">${this.#buttons(line, line.discard, -1)}</span>
    </div>`;
  }

  #what(line: UploadLine): TemplateResult {
    const { formats } = this.#around();
    if (line.state === 'refused') return html`<div class="what"><p class="why">${named(this.#why(line))}</p></div>`;
    if (line.state === 'missing') return html`<div class="what"><bdi title=${line.name}>${line.name}</bdi> <p class="hint">${this.words.missing}</p></div>`;
    const percent = formats.percent(line.fraction);
    return html`<div class="what">
      <bdi title=${line.name}>${line.name}</bdi>
      <progress max="1" .value=${line.fraction} aria-label=${this.words.uploading(percent)}></progress>
      <span class="size">${this.#standing(line, percent)}</span>
    </div>`;
  }

  #standing(line: UploadLine, percent: string): string {
    const { formats } = this.#around();
    const words = this.words;
    switch (line.state) {
      case 'waiting':
        return `${words.waiting} · ${formats.size(line.size)}`;
      case 'paused':
        return `${words.paused} · ${percent}`;
      case 'interrupted':
        return words.interrupted;
      case 'sharing':
      case 'done':
        return words.sharing;
      default:
        return figures(line, words, formats);
    }
  }

  /** Why it was refused: the rule that it breaks, or what else was in the way. */
  #why({ name, fault, error }: UploadLine): NamedText {
    const { terms } = this.#around();
    // Of a rule that only a newer desk knows, it can be said no more than that it was refused.
    if (fault && fault !== 'type_not_allowed' && fault !== 'too_large' && Object.hasOwn(this.words.faults, fault)) return around(this.words.faults[fault], name);
    // What would be tried again by itself has been, often enough.
    const code = error && !passing.has(error) ? error : 'upload_failed';
    return around((file) => this.words.failed(file, terms.errors[code]), name);
  }

  #buttons(line: UploadLine, remove: () => void, tab: 0 | -1): TemplateResult {
    const turning = this.#turning(line);
    const label = plain(around(line.state === 'refused' ? this.words.remove : this.words.cancel, line.name));
    const given = line.state === 'sharing' || line.state === 'done';
    return html`${turning ? button(turning.shape, plain(turning.label), turning.press, tab) : nothing}${given ? nothing : button(X, label, remove, tab)}`;
  }

  #turning(line: UploadLine): Turning | null {
    const { pause, resume, retry } = this.words;
    const again: Turning = { shape: RotateCw, label: around(retry, line.name), press: line.retry };
    const all: Readonly<Partial<Record<UploadState, Turning | null>>> = {
      waiting: { shape: Pause, label: around(pause, line.name), press: line.pause },
      uploading: { shape: Pause, label: around(pause, line.name), press: line.pause },
      paused: { shape: Play, label: around(resume, line.name), press: line.resume },
      interrupted: again,
      refused: line.fault && faulty.has(line.fault) ? null : again,
    };
    return all[line.state] ?? null;
  }
}

function button(shape: IconNode, label: string, press: () => void, tab: 0 | -1): TemplateResult {
  return html`<button type="button" class="button plain icon-only" tabindex=${tab} aria-label=${label} title=${label} @click=${press}>${icon(shape)}</button>`;
}
