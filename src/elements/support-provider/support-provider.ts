import { css, html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { Role } from '../../domain/request.ts';
import { base } from '../../styles/base.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { property } from '../decorators.ts';
import { SupportElement } from '../support-element.ts';
import { ServingController } from './serving-controller.ts';

/**
 * One client for everything inside: a portal, a console, or single elements that share a connection.
 *
 * @slot - The elements that use the client.
 */
export class SupportProvider extends SupportElement {
  static override readonly tag: string = 'support-provider';
  /** No tokens: what stands inside is the page's, and each element brings its own. */
  static override styles: CSSResultGroup = [
    base,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  /** Whose client: `customer` or `technician`. */
  @property() as: Role = 'customer';

  readonly #clients = new ClientController(this, () => this.as);
  readonly #serving = new ServingController(this);

  /** Forgets the customer who is here, in all pages of this browser. Resolves once nothing of them is left. */
  async reset(): Promise<void> {
    await this.#clients.customer?.reset();
  }

  /** Not before the controllers have had their turn: only then there is a client for a token or a company that came late. */
  protected override update(changed: PropertyValues<this>): void {
    this.#serving.serve(this.#clients.client);
    super.update(changed);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-provider': SupportProvider;
  }
}
