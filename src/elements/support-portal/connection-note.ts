import { html, nothing, type TemplateResult } from 'lit';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import HardDrive from 'lucide/dist/esm/icons/hard-drive.mjs';
import WifiOff from 'lucide/dist/esm/icons/wifi-off.mjs';
import type { ConnectionState } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import { icon } from '../icon.ts';

/** What the reader has to know of the connection, or nothing: a line above everything. */
export function connectionNote(connection: ConnectionState | undefined, forgetful: boolean, { connection: words, errors }: CommonTerms): TemplateResult | typeof nothing {
  switch (connection?.status) {
    case 'reconnecting':
      return html`<p class="note banner">${icon(WifiOff)}<span>${words.reconnecting}</span></p>`;
    case 'offline':
      return html`<p class="note banner">${icon(WifiOff)}<span>${connection.error === 'no_token' ? errors.no_token : words.offline}</span></p>`;
    case 'refused':
      return html`<p class="note bad banner" role="alert">${icon(CircleAlert)}<span>${words.refused}${connection.error ? ` ${errors[connection.error]}` : ''}</span></p>`;
    default:
      return forgetful ? html`<p class="note banner">${icon(HardDrive)}<span>${words.memory}</span></p>` : nothing;
  }
}
