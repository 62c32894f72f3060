/** From when on a waiting customer is shown as waiting long, and too long. Milliseconds. */
export interface WaitThresholds {
  readonly long: number;
  readonly tooLong: number;
}

export const defaultWaits: WaitThresholds = { long: 180_000, tooLong: 600_000 };

export type Wait = 'short' | 'long' | 'too-long';

/** How a wait of so many milliseconds is to be shown. */
export function wait(ms: number, { long, tooLong }: WaitThresholds): Wait {
  if (ms >= tooLong) return 'too-long';
  return ms >= long ? 'long' : 'short';
}
