import type { ReactiveController } from 'lit';
import type { CustomerClient, TechnicianClient } from '../../client/client.ts';
import type { Role } from '../../domain/request.ts';
import { enclosing, outwards } from '../ancestors.ts';
import { clientContext, ContextProviderEvent, ContextRequestEvent, currentConnector, type AnyClient, type Lease } from '../context.ts';
import { codeOf } from '../../client/errors.ts';
import { SupportErrorEvent } from '../events.ts';
import type { SupportElement } from '../support-element.ts';

/**
 * Finds an element's client: its own `client` property, else one shared client for its `server` and `company`, else that of
 * the nearest support-provider. Gives back what it leased when the element leaves the page.
 */
export class ClientController implements ReactiveController {
  readonly #host: SupportElement;
  readonly #role: () => Role;
  #served: AnyClient | undefined;
  #leave: (() => void) | undefined;
  #lease: Lease | undefined;
  #leasedFor = '';
  #leasedToken: unknown;
  /** Whether the element stood in the page before its code was there. */
  readonly #upgraded: boolean;

  constructor(host: SupportElement, role: () => Role) {
    this.#host = host;
    this.#upgraded = host.isConnected;
    this.#role = role;
    host.addController(this);
  }

  get client(): AnyClient | undefined {
    return this.#host.client ?? this.#lease?.client ?? this.#served;
  }

  /** The client, if it is a customer's. */
  get customer(): CustomerClient | undefined {
    const { client } = this;
    return client?.role === 'customer' ? client : undefined;
  }

  /** The client, if it is a technician's. */
  get technician(): TechnicianClient | undefined {
    const { client } = this;
    return client?.role === 'technician' ? client : undefined;
  }

  hostConnected(): void {
    this.#host.ownerDocument.addEventListener(ContextProviderEvent.type, this.#provided);
    this.#ask();
    // A token that the page has set before is there with the first update: nobody comes nameless first, to be named after.
    if (this.#host.hasUpdated || !this.#upgraded) this.hostUpdate();
  }

  hostUpdate(): void {
    const { server, company, storage, token, client, isConnected } = this.#host;
    const companies = company.split(/\s+/).filter(Boolean);
    const wanted = !client && isConnected && server && companies.length > 0;
    const role = this.#role();
    const key = wanted ? JSON.stringify([server, companies, role, storage]) : '';
    if (key === this.#leasedFor && token === this.#leasedToken) return;
    if (role === 'customer' && key && key === this.#leasedFor) {
      this.#identify();
      return;
    }
    // A technician without a token has no way in yet: wait for the property.
    const connect = wanted && (role === 'customer' || token !== undefined && token !== null) ? currentConnector() : undefined;
    const before = this.#lease;
    this.#lease = connect?.({ document: this.#host.ownerDocument, server, companies, role, token, storage });
    this.#leasedFor = this.#lease ? key : '';
    this.#leasedToken = this.#lease ? token : undefined;
    before?.release();
    if (role === 'customer') this.#identify();
    // What this update is made of has been looked for before.
    if (this.#lease && this.#upgraded && !this.#host.hasUpdated) queueMicrotask(() => void this.#host.requestUpdate());
  }

  /** Says who the customer is, if the page has said it: also to a client that another element has brought. */
  #identify(): void {
    const { token } = this.#host;
    const client = this.#lease?.client;
    this.#leasedToken = token;
    if (token === undefined || client?.role !== 'customer') return;
    client.identify({ token }).catch((error: unknown) => {
      this.#host.dispatchEvent(new SupportErrorEvent(codeOf(error, 'no_token'), error));
    });
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener(ContextProviderEvent.type, this.#provided);
    // The client stays: who is only moved keeps it.
    this.#leave?.();
    this.#leave = undefined;
    this.#lease?.release();
    this.#lease = undefined;
    this.#leasedFor = '';
    this.#leasedToken = undefined;
  }

  /** Asks the nearest support-provider, if there is one. */
  #ask(): void {
    this.#host.dispatchEvent(
      new ContextRequestEvent(this.#host, (client, leave) => {
        if (leave !== this.#leave) this.#leave?.();
        this.#leave = leave;
        if (client === this.#served) return;
        this.#served = client;
        this.#host.requestUpdate();
      }),
    );
  }

  /** A provider that is defined after the elements inside it serves them all the same. */
  readonly #provided = (event: ContextProviderEvent): void => {
    const provider = event.composedPath()[0];
    if (event.context === clientContext && outwards(enclosing(this.#host), (element) => element === provider)) this.#ask();
  };
}
