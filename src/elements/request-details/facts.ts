import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { standing, type RequestState } from '../../domain/request.ts';
import type { Source } from '../../protocol/frames.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';

export interface FactWords {
  readonly common: CommonTerms;
  readonly console: ConsoleTerms;
  readonly formats: Formats;
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Takes the whole width, and keeps its lines. */
  readonly long?: boolean;
}

/** Details: what the request is, and what the host page has said about it. */
export function detailFacts(state: RequestState, company: string, { common, console: terms, formats }: FactWords): { readonly own: readonly Fact[]; readonly page: readonly Fact[] } {
  const own: Fact[] = [
    { name: terms.requestId, value: String(state.number) },
    { name: terms.customerEmail, value: state.customer.email },
    { name: terms.company, value: company },
    { name: terms.status, value: common.standing[standing(state)] },
    { name: terms.technician, value: state.technician?.name ?? terms.nobody },
    { name: terms.submitted, value: formats.full(state.submittedAt) },
    ...(state.outcome ? [{ name: terms.outcome, value: common.outcome[state.outcome] }] : []),
    { name: terms.description, value: state.description, long: true },
  ];
  return { own, page: Object.entries(state.metadata).map(([name, value]) => ({ name, value: String(value) })) };
}

/** Source Information: where the customer comes from. */
export function sourceFacts({ device }: RequestState, source: Source | null, { common, console: terms }: FactWords): readonly Fact[] {
  return [
    { name: terms.ipAddress, value: source?.ip ? source.ip : terms.unknown },
    { name: terms.deviceType, value: common.deviceType[device.type] },
    { name: terms.operatingSystem, value: common.os[device.os] },
    { name: terms.webBrowser, value: device.browser === '' ? terms.unknown : device.browser },
  ];
}

export function factList(facts: readonly Fact[]): TemplateResult {
  return html`<dl>${facts.map(({ name, value, long }) => html`<div class=${long ? 'fact long' : 'fact'}><dt><bdi>${name}</bdi></dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
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
