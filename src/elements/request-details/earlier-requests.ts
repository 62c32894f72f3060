import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TechnicianConversation } from '../../client/client.ts';
import { standing } from '../../domain/request.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import type { Row } from '../../protocol/frames.ts';
import { icon } from '../icon.ts';
import type { StandingWords } from '../request-list/standing.ts';
import { standingIcons } from '../standing-icons.ts';
import type { SupportElement } from '../support-element.ts';
import { timeTip } from '../time-tip.ts';

interface Earlier {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

/** Other requests of the customer, read once for each request that is shown, and again whenever they are opened. */
export class EarlierRequests implements ReactiveController {
  readonly #host: SupportElement;
  readonly #find: () => TechnicianConversation | undefined;
  readonly #connected: () => boolean;
  #conversation: TechnicianConversation | undefined;
  #earlier: Earlier | null = null;
  #asked = false;

  constructor(host: SupportElement, find: () => TechnicianConversation | undefined, connected: () => boolean) {
    this.#host = host;
    this.#find = find;
    this.#connected = connected;
    host.addController(this);
  }

  /** Null until they are known, and for who has none. */
  get shown(): Earlier | null {
    return this.#earlier && this.#earlier.rows.length > 0 ? this.#earlier : null;
  }

  hostUpdate(): void {
    const conversation = this.#find();
    if (conversation !== this.#conversation) {
      this.#conversation = conversation;
      this.#earlier = null;
      this.#asked = false;
    }
    if (!this.#asked && conversation?.$state.get() && this.#connected()) void this.read();
  }

  async read(): Promise<void> {
    const conversation = this.#conversation;
    if (!conversation) return;
    this.#asked = true;
    try {
      const earlier = await conversation.earlier();
      if (this.#conversation !== conversation) return;
      this.#earlier = earlier;
      this.#host.requestUpdate();
    } catch {
      // Nothing to tell: what is known of the request itself stands there. The next connection tries again.
      if (this.#conversation === conversation) this.#asked = false;
    }
  }
}

/** The requests as a list of buttons that lead there. */
export function earlierList({ rows, more }: Earlier, { common, formats, details, now }: StandingWords & { readonly details: DetailsTerms; readonly now: number }, select: (row: Row) => void): TemplateResult {
  return html`<ul class="earlier" role="list">
      ${repeat(
        rows,
        ({ key }) => key,
        (row) => {
          const stands = standing(row);
          return html`<li>
            <button
              type="button"
              class="earlier-one"
              @click=${() => {
                select(row);
              }}
            >
              <span class="earlier-top"><span class="number">#${String(row.number)}</span><time datetime=${new Date(row.submittedAt).toISOString()} @pointerover=${timeTip(formats)}>${formats.moment(row.submittedAt, now)}</time>
                <span class="status" data-standing=${stands}>${icon(standingIcons[stands])}<span>${common.standing[stands]}</span></span></span>
              <bdi class="excerpt">${row.excerpt}</bdi>
            </button>
          </li>`;
        },
      )}
    </ul>
    ${more ? html`<p class="hint">${details.moreEarlier}</p>` : nothing}`;
}
