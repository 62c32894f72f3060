import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { standing } from '../../domain/request.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { Formats } from '../../locales/formats.ts';
import type { Row } from '../../protocol/frames.ts';
import { icon } from '../icon.ts';
import { standingIcons } from '../standing-icons.ts';
import { timeTip } from '../time-tip.ts';

export interface OwnRequestsLook {
  readonly rows: readonly Row[];
  /** The key of the one that is shown, or nothing. */
  readonly shown: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly words: PortalTerms;
  readonly common: CommonTerms;
  readonly formats: Formats;
}

export interface OwnRequestsDeeds {
  show(row: Row): void;
  begin(): void;
}

/** The customer's own requests: the open ones, then the earlier ones. */
export function ownRequests(look: OwnRequestsLook, deeds: OwnRequestsDeeds): TemplateResult {
  const { rows, words } = look;
  const open = rows.filter(({ status }) => status !== 'completed');
  const earlier = rows.filter(({ status }) => status === 'completed');
  return html`
    <nav class="list" part="list" aria-labelledby="list-title">
      <div class="list-top">
        <h2 id="list-title" tabindex="-1">${words.myRequests}</h2>
        <button type="button" class="button" @click=${deeds.begin}>${icon(Plus)}${words.newRequest}</button>
      </div>
      ${group('open', words.open, open, look, deeds)} ${group('earlier', words.earlierRequests, earlier, look, deeds)}
    </nav>
  `;
}

function group(id: string, heading: string, rows: readonly Row[], look: OwnRequestsLook, deeds: OwnRequestsDeeds): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`
    <h3 id=${id}>${heading}</h3>
    <ul aria-labelledby=${id}>
      ${repeat(
        rows,
        ({ key }) => key,
        (row) => html`<li>${item(row, look, deeds)}</li>`,
      )}
    </ul>
  `;
}

function item(row: Row, { shown, now, words, common, formats }: OwnRequestsLook, deeds: OwnRequestsDeeds): TemplateResult {
  const stands = standing(row);
  const unread = row.key === shown ? 0 : row.unread;
  return html`
    <button
      type="button"
      class="item"
      data-key=${row.key}
      aria-current=${row.key === shown ? 'true' : nothing}
      @click=${() => {
        deeds.show(row);
      }}
    >
      <span class="item-top">
        <bdi class="excerpt">${row.excerpt}</bdi>
        ${unread > 0 ? html`<span class="badge" aria-hidden="true">${formats.number(unread)}</span><span class="hidden">${words.unread(unread, formats)}</span>` : nothing}
      </span>
      <span class="item-bottom">
        <span class="status" data-standing=${stands}>${icon(standingIcons[stands])}${common.standing[stands]}</span>
        <span class="facts"><span>#${row.number}</span><time datetime=${new Date(row.submittedAt).toISOString()} @pointerover=${timeTip(formats)}>${formats.moment(row.submittedAt, now)}</time></span>
      </span>
    </button>
  `;
}
