import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { en as chatEnglish } from '../../locales/en/chat.ts';
import { en } from '../../locales/en/conversation.ts';
import { loadTerms } from '../../locales/languages.ts';
import { logWords } from '../../locales/log-words.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { icon } from '../icon.ts';
import type { SupportElement } from '../support-element.ts';
import { onTimer } from '../timer.ts';
import { download } from './download.ts';

export type LogFormat = 'text' | 'json';

type State = { readonly kind: 'saving'; readonly fraction: number } | { readonly kind: 'saved'; readonly name: string } | { readonly kind: 'failed'; readonly code: ErrorCode; again(): void };

/** The browser reads what it downloads for some time after it was told to. Milliseconds. */
const kept = 60_000;

/** How far it has got is said this often on the way. */
const steps = 4;

/** Has the browser download a conversation as a file, and says how that goes. */
export class LogSaving {
  readonly #host: SupportElement;
  readonly #failed: (error: unknown) => void;
  readonly #terms: TermsController<'conversation'>;
  readonly #common: TermsController<'chat'>;
  #state: State | null = null;
  #run = new AbortController();

  constructor(host: SupportElement, failed: (error: unknown) => void) {
    this.#host = host;
    this.#failed = failed;
    this.#terms = new TermsController(host, 'conversation', en);
    this.#common = new TermsController(host, 'chat', chatEnglish);
  }

  /** Whatever is under way is given up. */
  end(): void {
    this.#run.abort();
    this.#show(null);
  }

  async save(conversation: Conversation, format: LogFormat): Promise<void> {
    this.#run.abort();
    const run = (this.#run = new AbortController());
    const { signal } = run;
    const lang = this.#terms.formats.language;
    let said = 0;
    const progress = (fraction: number): void => {
      if (signal.aborted) return;
      this.#show({ kind: 'saving', fraction });
      const step = Math.floor(fraction * steps);
      if (step > said && step < steps) this.#host.announce(this.#saving(fraction));
      said = step;
    };
    progress(0);
    try {
      const [chat, words] = await Promise.all([loadTerms(lang, 'chat', chatEnglish), loadTerms(lang, 'conversation', en)]);
      const options = { progress, signal };
      const log = await conversation.export(format === 'json' ? { format, ...options } : { format, words: logWords({ lang, chat, conversation: words }), ...options });
      const pieces: string[] = [];
      for await (const piece of log.pieces) pieces.push(piece);
      if (signal.aborted) return;
      const address = URL.createObjectURL(new Blob(pieces, { type: log.type }));
      download(address, log.name, this.#host.ownerDocument);
      onTimer(kept, () => {
        URL.revokeObjectURL(address);
      });
      this.#show({ kind: 'saved', name: log.name });
      this.#host.announce(words.export.saved(log.name));
    } catch (error) {
      if (signal.aborted) return;
      const code = codeOf(error);
      this.#show({ kind: 'failed', code, again: () => void this.save(conversation, format) });
      this.#host.announce(this.#notSaved(code), 'assertive');
      this.#failed(error);
    }
  }

  #show(state: State | null): void {
    this.#state = state;
    this.#host.requestUpdate();
  }

  #saving(fraction: number): string {
    return this.#terms.words.export.saving(this.#terms.formats.percent(fraction));
  }

  #notSaved(code: ErrorCode): string {
    return this.#terms.words.export.notSaved(this.#common.words.errors[code]);
  }

  render(): TemplateResult | typeof nothing {
    const state = this.#state;
    const { export: words } = this.#terms.words;
    const end = (): void => {
      this.end();
      this.#host.focus();
    };
    switch (state?.kind) {
      case 'saving':
        return html`<div class="note refused">${icon(Download)}<p>${this.#saving(state.fraction)}</p><button type="button" class="link" @click=${end}>${words.cancel}</button></div>`;
      case 'saved':
        return html`<div class="note refused">${icon(CircleCheck)}<p>${words.saved(state.name)}</p>${this.#dismiss(end)}</div>`;
      case 'failed':
        return html`<div class="note bad refused">
          ${icon(CircleAlert)}
          <p>${this.#notSaved(state.code)}</p>
          <button type="button" class="link" @click=${state.again}>${this.#common.words.retry}</button>
          ${this.#dismiss(end)}
        </div>`;
      default:
        return nothing;
    }
  }

  #dismiss(end: () => void): TemplateResult {
    const { dismiss } = this.#common.words;
    return html`<button type="button" class="button plain icon-only" aria-label=${dismiss} title=${dismiss} @click=${end}>${icon(X)}</button>`;
  }
}
