import { html, nothing, svg, type TemplateResult } from 'lit';
import { standing, type ChatStatus, type RequestStatus } from '../../domain/request.ts';

const minute = 60_000;

/** When a waiting customer begins to draw the eye, and when the ring is full. Milliseconds. */
export const waitingThresholds = { attention: 3 * minute, late: 10 * minute } as const;

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
  readonly level: 'fresh' | 'attention' | 'late';
}

/** How long a customer has been waiting for somebody to come, or null. A wait inside a chat is told by what is unread. */
export function waitOf(row: Waiting, now: number): Wait | null {
  if (row.waitingSince === null) return null;
  const stands = standing(row);
  if (stands !== 'waiting' && stands !== 'new') return null;
  const duration = Math.max(0, now - row.waitingSince);
  const { attention, late } = waitingThresholds;
  return { duration, fraction: Math.min(1, duration / late), level: duration >= late ? 'late' : duration >= attention ? 'attention' : 'fresh' };
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
