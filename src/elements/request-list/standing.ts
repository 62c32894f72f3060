import { html, nothing, type TemplateResult } from 'lit';
import { standing, type ChatStatus, type RequestStatus } from '../../domain/request.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';
import { standingIcons } from '../standing-icons.ts';
import { waitingRing, waitOf } from './waiting.ts';

interface Standpoint {
  readonly status: RequestStatus;
  readonly chat: ChatStatus;
  readonly waitingSince: number | null;
}

export interface StandingWords {
  readonly common: CommonTerms;
  readonly console: ConsoleTerms;
  readonly formats: Formats;
}

/** The Status of a request: icon, word and, while somebody waits, for how long. */
export function standingMark(row: Standpoint, now: number, { common, console: terms, formats }: StandingWords): TemplateResult {
  const stands = standing(row);
  const wait = waitOf(row, now);
  const duration = wait && wait.duration >= 60_000 ? formats.duration(wait.duration) : null;
  return html`<span class="status" data-standing=${stands}>${wait && stands === 'waiting' ? waitingRing(wait) : icon(standingIcons[stands])}<span class="word">${common.standing[stands]}</span></span>${wait && duration
    ? html`<span class="wait ${wait.level}"><span aria-hidden="true">${duration}</span><span class="hidden">${terms.waitingFor(duration)}</span></span>`
    : nothing}`;
}
