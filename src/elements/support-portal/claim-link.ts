import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import MailCheck from 'lucide/dist/esm/icons/mail-check.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerClient, CustomerConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { icon } from '../icon.ts';

/** Where a claim link has got to: it opens its request or says why not, and then offers another email. */
type Claim =
  | { readonly is: 'opening' }
  | { readonly is: 'refused'; readonly code: ErrorCode }
  | { readonly is: 'renewing'; readonly code: ErrorCode }
  | { readonly is: 'renewed' }
  | { readonly is: 'not-renewed'; readonly why: ErrorCode };

interface ClaimHost {
  /** To be rendered again, with a word to whoever does not see it. */
  changed(): void;
  say(text: string): void;
  opened(request: CustomerConversation): void;
  failed(code: ErrorCode, cause: unknown): void;
  words(): PortalTerms;
  common(): CommonTerms;
}

/** The link in an email to a customer: it opens its request once, in the browser that comes with it. */
export class ClaimLink {
  readonly #client: CustomerClient;
  readonly #code: string;
  readonly #host: ClaimHost;
  #claim: Claim = { is: 'opening' };
  #dropped = false;

  constructor(client: CustomerClient, code: string, host: ClaimHost) {
    this.#client = client;
    this.#code = code;
    this.#host = host;
    void this.#open();
  }

  /** Nobody waits for it any more. */
  drop(): void {
    this.#dropped = true;
  }

  async #open(): Promise<void> {
    try {
      const request = await this.#client.claim(this.#code);
      if (this.#dropped) request.release();
      else this.#host.opened(request);
    } catch (error) {
      const code = codeOf(error);
      this.#to({ is: 'refused', code }, this.#host.common().errors[code]);
      if (!this.#dropped) this.#host.failed(code, error);
    }
  }

  async #renew(code: ErrorCode): Promise<void> {
    if (this.#claim.is === 'renewing') return;
    this.#to({ is: 'renewing', code });
    try {
      await this.#client.renewClaim(this.#code);
      this.#to({ is: 'renewed' }, this.#host.words().claim.renewed);
    } catch (error) {
      const why = codeOf(error);
      this.#to({ is: 'not-renewed', why }, this.#why(why));
    }
  }

  #to(claim: Claim, say?: string): void {
    if (this.#dropped) return;
    this.#claim = claim;
    if (say !== undefined) this.#host.say(say);
    this.#host.changed();
  }

  #why(code: ErrorCode): string {
    return code === 'too_soon' ? this.#host.words().claim.renewedBefore : this.#host.common().errors[code];
  }

  /** @param begin the button that leads on to a new request. */
  render(begin: TemplateResult): TemplateResult {
    const words = this.#host.words();
    return html`<div class="missing">
      <h2 id="title" tabindex="-1">${words.yourRequest}</h2>
      ${this.#note()}
      <div class="choices">${this.#button()} ${this.#claim.is === 'opening' ? nothing : begin}</div>
    </div>`;
  }

  #note(): TemplateResult {
    const claim = this.#claim;
    const words = this.#host.words();
    const common = this.#host.common();
    switch (claim.is) {
      case 'opening':
        return html`<p>${words.claim.opening}</p>`;
      case 'renewed':
        return html`<p class="note">${icon(MailCheck)}<span>${words.claim.renewed}</span></p>`;
      case 'not-renewed':
        return html`<p class="note bad">${icon(CircleAlert)}<span>${this.#why(claim.why)}</span></p>`;
      default:
        return html`<p class="note bad">${icon(CircleAlert)}<span>${common.errors[claim.code]}</span></p>
          ${claim.code === 'claim_used' ? html`<p>${words.claim.renewHint}</p>` : nothing}`;
    }
  }

  #button(): TemplateResult | typeof nothing {
    const claim = this.#claim;
    if (claim.is !== 'refused' && claim.is !== 'renewing') return nothing;
    const { code } = claim;
    if (code !== 'claim_used') return nothing;
    return html`<button type="button" class="button primary" aria-busy=${claim.is === 'renewing' ? 'true' : nothing} @click=${() => void this.#renew(code)}>
      ${this.#host.words().claim.renew}
    </button>`;
  }
}
