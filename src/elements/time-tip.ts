import type { Formats } from '../locales/formats.ts';

/**
 * For `pointerover` on a `<time>`: gives it the whole date and time as its tooltip. Made with each of many lines it took longer than
 * the time itself, and nobody points at most of them.
 */
export function timeTip(formats: Formats): (event: Event) => void {
  return ({ currentTarget: time }) => {
    if (time instanceof HTMLTimeElement && time.dateTime !== '') time.title = formats.full(Date.parse(time.dateTime));
  };
}
