import { ContextConsumer } from '@lit/context';
import type { ReactiveController } from 'lit';
import type { Role } from '../../domain/request.ts';
import { clientContext, currentConnector, type AnyClient, type Lease } from '../context.ts';
import type { SupportElement } from '../support-element.ts';

/**
 * Finds an element's client: its own `client` property, else one shared client for its `server` and `company`, else that of
 * the nearest support-provider. Gives back what it leased when the element leaves the page.
 */
export class ClientController implements ReactiveController {
  readonly #host: SupportElement;
  readonly #role: () => Role;
  readonly #context: ContextConsumer<typeof clientContext, SupportElement>;
  #lease: Lease | undefined;
  #leasedFor = '';
  #leasedToken: unknown;

  constructor(host: SupportElement, role: () => Role) {
    this.#host = host;
    this.#role = role;
    this.#context = new ContextConsumer(host, { context: clientContext, subscribe: true });
    host.addController(this);
  }

  get client(): AnyClient | undefined {
    return this.#host.client ?? this.#lease?.client ?? this.#context.value;
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { server, company, storage, token, client, isConnected } = this.#host;
    const companies = company.split(/\s+/).filter(Boolean);
    const wanted = !client && isConnected && server && companies.length > 0;
    const role = this.#role();
    const key = wanted ? JSON.stringify([server, companies, role, storage]) : '';
    if (key === this.#leasedFor && token === this.#leasedToken) return;
    // A technician without a token has no way in yet: wait for the property.
    const connect = wanted && (role === 'customer' || token !== undefined) ? currentConnector() : undefined;
    const before = this.#lease;
    this.#lease = connect?.({ document: this.#host.ownerDocument, server, companies, role, token, storage });
    this.#leasedFor = this.#lease ? key : '';
    this.#leasedToken = this.#lease ? token : undefined;
    before?.release();
  }

  hostDisconnected(): void {
    this.#lease?.release();
    this.#lease = undefined;
    this.#leasedFor = '';
    this.#leasedToken = undefined;
  }
}
