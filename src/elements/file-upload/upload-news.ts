import type { UploadLine } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { FileTerms } from '../../locales/en/files.ts';
import type { Formats } from '../../locales/formats.ts';
import { isolated } from '../named-text.ts';
import type { SupportElement } from '../support-element.ts';
import { SupportUploadAbortEvent, SupportUploadErrorEvent, SupportUploadProgressEvent, SupportUploadStartEvent, SupportUploadSuccessEvent } from '../upload-events.ts';
import type { Turn, UploadBatch } from './upload-batch.ts';

/** Progress is read out in so many steps, of all files together. */
const steps = 4;

export interface NewsWords {
  readonly terms: CommonTerms;
  readonly files: FileTerms;
  readonly formats: Formats;
  why(line: UploadLine): string;
}

/** Tells the page by events, and a listener in words, how files get on: at every quarter, at their end, and what goes wrong. */
export class UploadNews {
  readonly #element: SupportElement;
  readonly #batch: UploadBatch;
  readonly #words: () => NewsWords;
  #step = 0;

  constructor(element: SupportElement, batch: UploadBatch, words: () => NewsWords) {
    this.#element = element;
    this.#batch = batch;
    this.#words = words;
  }

  tell(turns: readonly Turn[]): void {
    if (turns.length === 0) return;
    const said = [...turns.map((one) => this.#saidOf(one)), this.#saidOfAll()].filter(Boolean).join(' ');
    // Not in the middle of a rendering: whoever hears of it may change what is rendered.
    queueMicrotask(() => {
      for (const one of turns) this.#dispatch(one);
      if (said !== '') this.#element.announce(said);
    });
  }

  #saidOf({ kind, line }: Turn): string {
    const { files, why } = this.#words();
    if (kind === 'error') return why(line);
    if (kind === 'missing') return files.missingName(isolated(line.name));
    return kind === 'interrupted' ? files.interruptedName(isolated(line.name)) : '';
  }

  #saidOfAll(): string {
    const { files, formats } = this.#words();
    const { total, arrived, going } = this.#batch;
    if (!going) {
      this.#step = 0;
      this.#batch.end();
      return arrived > 0 ? files.arrived(arrived, formats) : '';
    }
    const step = Math.floor(total.fraction * steps);
    const further = step > this.#step && step < steps;
    this.#step = step;
    return further ? files.total(total.files, formats.percent(step / steps), formats) : '';
  }

  #dispatch({ kind, line }: Turn): void {
    switch (kind) {
      case 'start':
        this.#element.dispatchEvent(new SupportUploadStartEvent(line.file));
        break;
      case 'progress':
        this.#element.dispatchEvent(new SupportUploadProgressEvent(line.file, line.sent));
        break;
      case 'success':
        this.#element.dispatchEvent(new SupportUploadSuccessEvent(line.file));
        break;
      case 'error':
        this.#element.dispatchEvent(new SupportUploadErrorEvent(line.file, line.error ?? 'upload_failed', line.fault ?? null));
        break;
      case 'abort':
        this.#element.dispatchEvent(new SupportUploadAbortEvent(line.file));
        break;
      case 'missing':
      case 'interrupted':
        break;
    }
  }
}
