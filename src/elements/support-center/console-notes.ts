import CloudOff from 'lucide/dist/esm/icons/cloud-off.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { CompanyPresence } from '../../client/client.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { companyName } from '../company-names.ts';
import { icon } from '../icon.ts';
import { isolated } from '../named-text.ts';

/** Companies for which nobody was here, and how long one may be away from the first of them: milliseconds. */
export interface Idled {
  readonly companies: readonly string[];
  readonly after: number;
}

export function idledFor(ids: readonly string[], companies: readonly CompanyPresence[]): Idled {
  return { companies: ids, after: Math.min(...companies.flatMap(({ company, console: set }) => (ids.includes(company) ? (set?.idleAfter ?? []) : []))) };
}

/** Why one is Unavailable. */
export function idleWords({ companies: ids, after }: Idled, companies: readonly CompanyPresence[], words: ConsoleTerms, formats: Formats): string {
  const duration = formats.duration(after);
  const names = companies.filter(({ company }) => ids.includes(company)).map((one) => isolated(companyName(one)));
  return names.length === companies.length ? words.idled(duration) : words.idledFor(duration, formats.list(names));
}

interface ConsoleNotes {
  readonly words: ConsoleTerms;
  readonly formats: Formats;
  readonly companies: readonly CompanyPresence[];
  /** Which companies cannot be reached; empty if all can. */
  readonly lost: string;
  readonly idled: Idled | null;
  /** What could not be done; empty for nothing. */
  readonly problem: string;
  available(this: void, companies: readonly string[]): void;
}

/** What is said under the bar at the top. */
export function consoleNotes({ words, formats, companies, lost, idled, problem, available }: ConsoleNotes): TemplateResult {
  const away = idled?.companies.filter((id) => companies.some(({ company, me }) => company === id && me?.available === false)) ?? [];
  return html`${lost === '' ? nothing : html`<p class="note bad connection">${icon(CloudOff)}<span>${lost}</span></p>`}
  ${idled === null || away.length === 0
    ? nothing
    : html`<p class="note idle">
        ${icon(Clock)}<span>${idleWords(idled, companies, words, formats)}</span>
        <button
          type="button"
          class="button"
          @click=${() => {
            available(away);
          }}
        >
          ${words.becomeAvailable}
        </button>
      </p>`}
  ${problem ? html`<p class="note bad problem">${problem}</p>` : nothing}`;
}
