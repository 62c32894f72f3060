import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { CustomerClient } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { ClaimLink } from './claim-link.ts';

interface Portal extends ReactiveControllerHost {
  announce(text: string, how: 'assertive'): void;
}

interface ClaimPorts {
  readonly client: () => CustomerClient | undefined;
  /** The code the page has given, if any. */
  readonly code: () => string | undefined;
  readonly words: () => PortalTerms;
  readonly common: () => CommonTerms;
  opened(key: string): void;
  failed(code: ErrorCode, cause: unknown): void;
}

/** Follows the claim link that a page was opened with. Few come with one, so what it needs is loaded then. */
export class ClaimController implements ReactiveController {
  readonly #host: Portal;
  readonly #ports: ClaimPorts;
  #followed: { readonly client: CustomerClient; readonly code: string } | null = null;
  #link: ClaimLink | null = null;

  constructor(host: Portal, ports: ClaimPorts) {
    this.#host = host;
    this.#ports = ports;
    host.addController(this);
  }

  hostUpdate(): void {
    const client = this.#ports.client();
    const code = this.#ports.code();
    if (!client || !code || (this.#followed?.client === client && this.#followed.code === code)) return;
    this.#followed = { client, code };
    void this.#follow(client, code);
  }

  /** The customer goes on without it. */
  drop(): void {
    this.#link?.drop();
    this.#link = null;
  }

  /** What stands in place of everything else until the request is open; null if no link is followed. */
  render(begin: TemplateResult): TemplateResult | null {
    return this.#link?.render(begin) ?? null;
  }

  async #follow(client: CustomerClient, code: string): Promise<void> {
    this.#link?.drop();
    const { ClaimLink } = await import('./claim-link.ts');
    if (this.#followed?.client !== client || this.#followed.code !== code) return;
    const ports = this.#ports;
    this.#link = new ClaimLink(client, code, {
      ...ports,
      changed: () => {
        this.#host.requestUpdate();
      },
      say: (text) => {
        this.#host.announce(text, 'assertive');
      },
      opened: (request) => {
        this.drop();
        ports.opened(request.key);
        request.release();
      },
    });
    this.#host.requestUpdate();
  }
}
