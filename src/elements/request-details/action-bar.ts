import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatTerms } from '../../locales/en/chat.ts';
import { icon } from '../icon.ts';
import type { KeyHint } from '../key-hint.ts';
import { actionIcons } from './action-icons.ts';
import type { Offer, OfferedAction } from './offered.ts';

export type KeyHints = Readonly<Partial<Record<OfferedAction | 'reply' | 'note', KeyHint>>>;

/** Whoever gives hints makes them anew each time: only another text is news. */
export const otherHints = (now: unknown, before: unknown): boolean => JSON.stringify(now) !== JSON.stringify(before);

export interface BarLook {
  readonly offers: readonly Offer[];
  /** What is being done. */
  readonly busy: OfferedAction | null;
  readonly keys: KeyHints;
}

/** The deeds of every day as buttons. What is not allowed stays in its place, and says why. */
export function barButtons({ offers, busy, keys }: BarLook, common: ChatTerms, press: (offer: Offer) => void): unknown {
  return repeat(
    offers,
    ({ action }) => action,
    (offer) => button(offer, busy, keys[offer.action], common, press),
  );
}

function button(offer: Offer, busy: OfferedAction | null, keys: KeyHint | undefined, { actions, reasons }: ChatTerms, press: (offer: Offer) => void): TemplateResult {
  const { action, verdict, place } = offer;
  const refused = verdict === true ? null : reasons[verdict];
  const tip = `why-${action}`;
  return html`<button
      type="button"
      class=${`button ${place === 'main' ? 'primary' : 'quiet'}`}
      data-action=${action}
      data-tip=${refused === null ? nothing : tip}
      title=${keys && refused === null ? `${actions[action]} (${keys.title})` : nothing}
      aria-keyshortcuts=${keys?.aria ?? nothing}
      aria-haspopup=${asks(action) ? 'dialog' : nothing}
      aria-disabled=${refused === null ? nothing : 'true'}
      aria-describedby=${refused === null ? nothing : tip}
      aria-busy=${busy === action ? 'true' : nothing}
      @click=${({ detail }: MouseEvent) => {
        // The second click of two was meant for the button that stood here before.
        if (detail < 2) press(offer);
      }}
    >${icon(actionIcons[action])}<span>${actions[action]}</span></button>${refused === null ? nothing : html`<span class="tip" id=${tip} popover="manual">${refused}</span>`}`;
}

/** Deeds that ask for something first. */
export type AskedAction = Extract<OfferedAction, 'close' | 'transfer' | 'invite'>;

export function asks(action: OfferedAction): action is AskedAction {
  return action === 'close' || action === 'transfer' || action === 'invite';
}
