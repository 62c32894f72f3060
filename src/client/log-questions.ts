import { searchLength } from '../domain/search.ts';
import type { Found, PageFrame } from '../protocol/frames.ts';
import { pageHits } from '../protocol/limits.ts';
import type { ExportOptions, FileRange, FindOptions, LogExport } from './client.ts';
import type { CompanyDesk } from './company-desk.ts';
import { SupportError } from './errors.ts';
import type { LogSource } from './log-export.ts';
import type { Paging } from './paging.ts';

/** What is asked of a request's log beside the lines that are shown. */
export abstract class LogQuestions {
  protected abstract readonly desk: CompanyDesk;

  /** The request's key. @throws SupportError while it has none. */
  protected abstract known(): string;

  /** What moves the window that is held of the log. */
  protected abstract paging(): Promise<Paging>;

  /** The stream that is open here, and its last entry. */
  abstract stream(): { readonly key: string; readonly last: number } | null;

  async loadEarlier(): Promise<void> {
    await (await this.paging()).earlier();
  }

  async loadLater(): Promise<void> {
    await (await this.paging()).later();
  }

  async goTo(seq: number): Promise<void> {
    if (!((this.stream()?.last ?? 0) >= seq && seq > 0)) throw new SupportError('not_found');
    await (await this.paging()).goTo(seq);
  }

  async goToEnd(): Promise<void> {
    await (await this.paging()).goToEnd();
  }

  async ticket(file: string): Promise<string> {
    return (await this.desk.ask({ type: 'ticket', key: this.known(), file }, 'ticket')).url;
  }

  files(range: FileRange): Promise<Pick<PageFrame, 'entries' | 'more'>> {
    return this.desk.ask({ type: 'page', key: this.known(), only: 'files', ...range }, 'page');
  }

  async find(text: string, { limit = pageHits, ...from }: FindOptions = {}): Promise<Pick<Found, 'hits' | 'before'>> {
    // More would end the connection [R1].
    if (text.length > searchLength) throw new SupportError('invalid');
    return this.desk.ask({ type: 'find', key: this.known(), text, limit: Math.min(limit, pageHits), ...from }, 'found');
  }

  async export(this: this & LogSource, options: ExportOptions): Promise<LogExport> {
    return (await import('./log-export.ts')).exportLog(this, this.desk, options);
  }
}
