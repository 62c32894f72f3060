import { html, nothing, type TemplateResult } from 'lit';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import type { FormFault, FormField } from '../../domain/text-rules.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';

interface Summary {
  /** Those of the last try. */
  readonly faults: readonly FormFault[];
  /** Whether one is not mended yet. */
  stands(fault: FormFault): boolean;
  say(fault: FormFault): string;
  readonly words: PortalTerms;
  readonly formats: Formats;
}

/** What was wrong with the last try, each with the way to its field. */
export function faultSummary({ faults, stands, say, words, formats }: Summary, go: (field: FormField) => void): TemplateResult | typeof nothing {
  if (faults.length === 0) return nothing;
  // What is mended keeps its line: nothing below may move while someone types or reaches for the button.
  const left = faults.filter(stands).length;
  return html`
    <div class="note ${left > 0 ? 'bad' : ''}" id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
      ${icon(left > 0 ? CircleAlert : CircleCheck)}
      <div class="summary">
        <p id="summary-title">${left > 0 ? words.faultSummary(left, formats) : words.faultsMended}</p>
        <ul>
          ${faults.map(
            (fault) => html`<li class=${stands(fault) ? '' : 'mended'}>
              <button
                type="button"
                class="link"
                @click=${() => {
                  go(fault.field);
                }}
              >
                ${say(fault)}
              </button>
            </li>`,
          )}
        </ul>
      </div>
    </div>
  `;
}
