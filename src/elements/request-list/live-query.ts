import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ListSettings, RequestList, TechnicianClient } from '../../client/client.ts';

/** Keeps one live list that is what its host asks for: another client is another list, another order the same one, set anew. */
export class LiveQuery implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #client: () => TechnicianClient | undefined;
  readonly #settings: () => ListSettings | null;
  #from: TechnicianClient | undefined;
  #list: RequestList | undefined;
  #changed: () => void;

  /**
   * @param settings null while it is not known yet what to ask.
   * @param changed called when the rows to come are those of another question.
   */
  constructor(host: ReactiveControllerHost & { readonly isConnected: boolean }, client: () => TechnicianClient | undefined, settings: () => ListSettings | null, changed: () => void = () => undefined) {
    this.#host = host;
    this.#client = client;
    this.#settings = settings;
    this.#changed = changed;
    host.addController(this);
  }

  get list(): RequestList | undefined {
    return this.#list;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const client = this.#host.isConnected ? this.#client() : undefined;
    if (client !== this.#from) {
      this.#release();
      this.#from = client;
    }
    const settings = client ? this.#settings() : null;
    if (!client || !settings) {
      this.#release();
      return;
    }
    if (!this.#list) {
      this.#list = client.list(settings);
      this.#changed();
      return;
    }
    const now = this.#list.$query.get();
    if (now.view === settings.view && now.mine === settings.mine && now.sort === settings.sort && now.direction === settings.direction && (now.search ?? '') === (settings.search ?? '') && sameCompanies(now, settings)) return;
    this.#changed();
    this.#list.set(settings);
  }

  hostDisconnected(): void {
    this.#release();
    this.#from = undefined;
  }

  #release(): void {
    this.#list?.release();
    this.#list = undefined;
  }
}

function sameCompanies({ companies: a }: ListSettings, { companies: b }: ListSettings): boolean {
  return a === b || (a?.length === b?.length && (a ?? []).every((company) => b?.includes(company) === true));
}
