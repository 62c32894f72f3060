import { html, nothing, type TemplateResult } from 'lit';
import { standing, type ChatStatus, type RequestStatus } from '../../domain/request.ts';
import type { WaitThresholds } from '../../domain/waits.ts';
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

/** The Status of a request: icon, word and, while somebody waits, for how long, and whether that is too long. */
export function standingMark(row: Standpoint, now: number, { common, console: terms, formats }: StandingWords, waits?: WaitThresholds): TemplateResult {
  const stands = standing(row);
  const wait = waitOf(row, now, waits);
  const duration = wait && wait.duration >= 60_000 ? formats.duration(wait.duration) : null;
  return html`<span class="status" data-standing=${stands}>${wait && stands === 'waiting' ? waitingRing(wait) : icon(standingIcons[stands])}<span class="word">${common.standing[stands]}</span></span>${wait && duration
    ? html`<span class="wait ${wait.level}" role="img" aria-label=${terms.waits[wait.level](duration)} title=${terms.waits[wait.level](duration)}>${stands === 'waiting' ? nothing : icon(standingIcons.waiting)}${duration}</span>`
    : nothing}`;
}
