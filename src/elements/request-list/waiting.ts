import { html, nothing, svg, type TemplateResult } from 'lit';
import { standing, type ChatStatus, type RequestStatus } from '../../domain/request.ts';
import { defaultWaits, wait, type Wait as WaitLevel, type WaitThresholds } from '../../domain/waits.ts';

interface Waiting {
  readonly status: RequestStatus;
  readonly chat: ChatStatus;
  readonly waitingSince: number | null;
}

export interface Wait {
  /** Milliseconds. */
  readonly duration: number;
  /** How full the ring is, 0 to 1. */
  readonly fraction: number;
  readonly level: WaitLevel;
}

/** How long a customer has been waiting for an answer, or null. `waits` is what the company calls long. */
export function waitOf(row: Waiting, now: number, waits: WaitThresholds = defaultWaits): Wait | null {
  if (row.waitingSince === null || standing(row) === 'completed') return null;
  const duration = Math.max(0, now - row.waitingSince);
  return { duration, fraction: Math.min(1, duration / Math.max(1, waits.tooLong)), level: wait(duration, waits) };
}

/** The ring that fills while somebody waits for a chat. Its words stand beside it. */
export function waitingRing({ fraction, level }: Wait): TemplateResult {
  // The length of the circle is 100, so that a dash is a percentage; a little shows from the start.
  const filled = Math.round(Math.max(0.08, fraction) * 100);
  return html`<svg class="icon ring ${level}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<circle class="track" cx="12" cy="12" r="8" pathLength="100"></circle>`}
    ${filled > 0 ? svg`<circle class="fill" cx="12" cy="12" r="8" pathLength="100" stroke-dasharray=${`${filled} 100`} transform="rotate(-90 12 12)"></circle>` : nothing}
  </svg>`;
}
