import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { standing, starValues, type RequestState, type Stars } from '../../domain/request.ts';
import type { Source } from '../../protocol/frames.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';

export interface FactWords {
  readonly common: CommonTerms;
  readonly console: ConsoleTerms;
  readonly details: DetailsTerms;
  readonly formats: Formats;
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Takes the whole width, and keeps its lines. */
  readonly long?: boolean;
  /** Of five, in front of the value that says so. */
  readonly stars?: Stars;
}

/** Details: what the request is, and what the host page has said about it. */
export function detailFacts(state: RequestState, company: string, { common, console, details: terms, formats }: FactWords): { readonly own: readonly Fact[]; readonly page: readonly Fact[] } {
  const own: Fact[] = [
    { name: terms.requestId, value: String(state.number) },
    { name: terms.customerEmail, value: state.customer.email },
    { name: terms.company, value: company },
    { name: terms.status, value: common.standing[standing(state)] },
    { name: terms.technician, value: state.technician?.name ?? console.nobody },
    { name: terms.submitted, value: formats.full(state.submittedAt) },
    ...ratingFacts(state, terms, formats),
    ...(state.outcome ? [{ name: terms.outcome, value: terms.outcomes[state.outcome] }] : []),
    { name: terms.description, value: state.description, long: true },
  ];
  return { own, page: Object.entries(state.metadata).map(([name, value]) => ({ name, value: String(value) })) };
}

/** What the customer thinks of the help. */
function ratingFacts({ rating }: RequestState, terms: DetailsTerms, formats: Formats): readonly Fact[] {
  if (!rating) return [];
  const { stars, comment } = rating;
  return [{ name: terms.rating, value: terms.stars(formats.number(stars), formats.number(starValues.length)), stars }, ...(comment === '' ? [] : [{ name: terms.ratingComment, value: comment, long: true }])];
}

/** Source Information: where the customer comes from. */
export function sourceFacts({ device }: RequestState, source: Source | null, { details: terms }: FactWords): readonly Fact[] {
  const { identity } = source ?? {};
  return [
    ...(identity
      ? [
          { name: terms.identity, value: terms.identityConfirmed },
          { name: terms.identityId, value: identity.id },
          ...(identity.issuer === undefined ? [] : [{ name: terms.identityIssuer, value: identity.issuer }]),
        ]
      : []),
    { name: terms.ipAddress, value: source?.ip ? source.ip : terms.unknown },
    { name: terms.deviceType, value: terms.deviceTypes[device.type] },
    { name: terms.operatingSystem, value: terms.systems[device.os] },
    { name: terms.webBrowser, value: device.browser === '' ? terms.unknown : device.browser },
  ];
}

export function factList(facts: readonly Fact[]): TemplateResult {
  return html`<dl>${facts.map(({ name, value, long, stars }) => html`<div class=${long ? 'fact long' : 'fact'}><dt><bdi>${name}</bdi></dt><dd>${stars ? html`<span aria-hidden="true">${starValues.map((star) => (star <= stars ? '★' : '☆'))}</span> ` : nothing}<bdi>${value}</bdi></dd></div>`)}</dl>`;
}

/** A section that opens and closes. */
interface Disclosure {
  readonly section: string;
  readonly title: string;
  /** Level of its heading. */
  readonly level: number;
  /** The most telling of what is in it, shown while it is closed. */
  readonly glance: string;
  readonly open: boolean;
  readonly content: TemplateResult;
  toggled(this: void, event: Event): void;
}

export function disclosure({ section, title, level, glance, open, content, toggled }: Disclosure): TemplateResult {
  return html`<details class="section" part=${section} data-section=${section} ?open=${open} @toggle=${toggled}>
    <summary>${icon(ChevronRight, 'chevron')}<h4 aria-level=${level}>${title}</h4>${open ? nothing : html`<span class="glance"><bdi>${glance}</bdi></span>`}</summary>
    <div class="content">${content}</div>
  </details>`;
}
