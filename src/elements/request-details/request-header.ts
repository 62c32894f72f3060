import UserRoundCheck from 'lucide/dist/esm/icons/user-round-check.mjs';
import UserRoundPlus from 'lucide/dist/esm/icons/user-round-plus.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RequestState, Technician } from '../../domain/request.ts';
import type { WaitThresholds } from '../../domain/waits.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import { icon } from '../icon.ts';
import { around, isolated, named } from '../named-text.ts';
import { standingMark, type StandingWords } from '../request-list/standing.ts';
import { initials } from './initials.ts';

/** More faces than this are counted. */
const few = 3;

export interface RequestHeader {
  readonly shown: RequestState;
  /** The company's name. */
  readonly company: string;
  readonly viewers: readonly Technician[];
  /** Whether a token says who the customer is. */
  readonly confirmed: boolean;
  readonly now: number;
  /** From when on a wait is long, if the company has said. */
  readonly waits: WaitThresholds | undefined;
  readonly level: number;
}

/** Who it is, which request, whose, who else is there, and how it stands. */
export function requestHeader({ shown, company, viewers, confirmed, now, waits, level }: RequestHeader, words: StandingWords & { readonly details: DetailsTerms }): TemplateResult {
  const { details } = words;
  return html`<header part="header">
    <slot name="before"></slot>
    <div class="who">
      <h3 tabindex="-1" aria-level=${level}><bdi>${shown.customer.name}</bdi></h3>
      <p class="which"><span title=${details.requestId}>${`#${String(shown.number)}`}</span> <span class="dot" aria-hidden="true">·</span> <bdi>${company}</bdi> ${confirmed ? html`<span class="dot" aria-hidden="true">·</span> ${icon(UserRoundCheck, 'small')}<span class="confirmed">${details.identityConfirmed}</span>` : nothing} ${shown.technician
          ? html`<span class="dot" aria-hidden="true">·</span> ${icon(UserRoundPlus, 'small')}<span class="hidden">${details.technician}</span> <bdi>${shown.technician.name}</bdi> ${guests(shown, words)}`
          : nothing}</p>
    </div>
    <div class="side">
      ${viewersMark(viewers, words)}
      <p class="standing">${standingMark(shown, now, words, waits)}</p>
    </div>
  </header>`;
}

/** "with Ben": those who are there, and those who have only been asked. No template begins with a space: what makes them small takes it away. */
function guests({ guests: all }: RequestState, { details, formats }: StandingWords & { readonly details: DetailsTerms }): TemplateResult | typeof nothing {
  const names = (joined: boolean): string => formats.list(all.filter((guest) => guest.joined === joined).map(({ name }) => isolated(name)));
  const there = names(true);
  const asked = names(false);
  if (all.length === 0) return nothing;
  return html`<span class="guests">${[there && details.withGuests(there), asked && `(${details.invitedGuests(asked)})`].filter(Boolean).join(' ')}</span>`;
}

/** The colleagues who look at it, too: their initials, and the words where there is room for them. */
function viewersMark(viewers: readonly Technician[], { details, formats }: StandingWords & { readonly details: DetailsTerms }): TemplateResult | typeof nothing {
  const [first] = viewers;
  if (!first) return nothing;
  const rest = viewers.length - few;
  const text = viewers.length === 1 ? named(around((who) => details.viewing(1, who, formats), first.name)) : details.viewingMany(viewers.length, formats);
  const names = viewers.length === 1 ? nothing : html`<span class="hidden">: ${formats.list(viewers.map(({ name }) => isolated(name)))}</span>`;
  return html`<p class="viewers" part="viewers">
    <span class="faces" aria-hidden="true">${repeat(
      viewers.slice(0, few),
      ({ id }) => id,
      ({ name }) => html`<span class="face" title=${name}>${initials(name)}</span>`,
    )}${rest > 0 ? html`<span class="face">+${formats.number(rest)}</span>` : nothing}</span>
    <span class="viewing">${text}${names}</span>
  </p>`;
}
