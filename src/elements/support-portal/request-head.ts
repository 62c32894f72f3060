import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { standing, type RequestState } from '../../domain/request.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { icon } from '../icon.ts';
import { named } from '../named-text.ts';
import { standingIcons } from '../standing-icons.ts';
import { statusLine } from './status-line.ts';

interface RequestHead {
  /** Null until the desk has sent it. */
  readonly request: RequestState | null;
  /** Whether a technician is there now. */
  readonly live: boolean;
  /** What was refused last. */
  readonly fault: ErrorCode | null;
  /** The way back to the list, if there is one. */
  readonly back: TemplateResult | typeof nothing;
  /** What can be done with it. */
  readonly menu: TemplateResult | typeof nothing;
  readonly words: PortalTerms;
  readonly common: CommonTerms;
}

/** The head of the request that is shown: its number, how it stands, and what can be done with it. */
export function requestHead({ request, live, fault, back, menu, words, common }: RequestHead): TemplateResult {
  const stands = request && standing(request);
  const line = request && statusLine(request, live, words);
  return html`
    <div class="top">
      ${back}
      <div class="titles">
        <h2 id="title" tabindex="-1">${request ? words.requestTitle(String(request.number)) : words.yourRequest}</h2>
        ${stands ? html`<p class="status" data-standing=${stands}>${icon(standingIcons[stands])}${common.standing[stands]}</p>` : nothing}
      </div>
      ${menu} ${line ? html`<p class="line">${named(line)}</p>` : nothing}
    </div>
    ${fault ? html`<p class="note bad banner">${icon(CircleAlert)}<span>${common.errors[fault]}</span></p>` : nothing}
  `;
}
