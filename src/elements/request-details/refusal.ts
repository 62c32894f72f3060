import type { NamedText } from '../named-text.ts';
import type { Offer, OfferedAction } from './offered.ts';

/** A deed that was refused, and what is said of it. */
export interface Refusal {
  readonly action: OfferedAction;
  readonly text: NamedText;
  /** The rules have said no, too, then or since; they have nothing against what only a lost connection has stopped. */
  readonly ruled: boolean;
}

/** What is left of a refusal after a change of what is allowed: nothing once the deed is allowed after all, or has no button any more. */
export function stillRefused(refusal: Refusal, offers: readonly Offer[]): Refusal | null {
  const offer = offers.find(({ action }) => action === refusal.action);
  if (!offer) return null;
  if (offer.verdict === true) return refusal.ruled ? null : refusal;
  return refusal.ruled ? refusal : { ...refusal, ruled: true };
}
