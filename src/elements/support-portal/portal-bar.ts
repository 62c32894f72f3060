import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState } from '../../client/client.ts';
import type { Formats } from '../../locales/formats.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { CompanySettings, Row } from '../../protocol/frames.ts';

interface Bar {
  readonly settings: CompanySettings | null | undefined;
  readonly connection: ConnectionState | undefined;
  /** Opens the customer's own requests, if there is a way from here. */
  readonly toList: (() => void) | null;
  readonly unread: TemplateResult | typeof nothing;
  readonly words: PortalTerms;
}

/** The bar with the company's name. */
export function portalBar({ settings, connection, toList, unread, words }: Bar): TemplateResult {
  const name = settings?.name ?? '';
  return html`
    <header class="bar" part="header">
      <slot name="logo">${name ? html`<span class="mark" aria-hidden="true">${initial(name)}</span>` : nothing}</slot>
      <p class="company"><slot name="heading"><bdi>${name}</bdi></slot></p>
      ${live(settings?.live, connection, words)}
      ${toList ? html`<button type="button" class="button plain mine" @click=${toList}>${words.myRequests}${unread}</button>` : nothing}
    </header>
  `;
}

/** What waits in these requests. */
export function unreadIn(rows: readonly Row[], words: PortalTerms, formats: Formats): TemplateResult | typeof nothing {
  const unread = rows.reduce((sum, row) => sum + row.unread, 0);
  return unread > 0 ? html`<span class="badge" aria-hidden="true">${formats.number(unread)}</span><span class="hidden">${words.unread(unread, formats)}</span>` : nothing;
}

function live(is: boolean | undefined, connection: ConnectionState | undefined, words: PortalTerms): TemplateResult | typeof nothing {
  // Without a connection nobody can tell.
  if (is === undefined || connection?.status !== 'connected') return nothing;
  return html`<p class="status live" data-standing=${is ? 'live' : 'away'}><span class="dot"></span>${is ? words.live : words.away}</p>`;
}

function initial(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '';
}
