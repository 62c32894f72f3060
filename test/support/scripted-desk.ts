import type { Credentials, Link, LinkEvents, Transport, UploadOptions } from '../../src/client/transport.ts';
import { noNotifications } from '../../src/domain/staff.ts';
import type { ClientFrame, Hello, Me, ServerFrame, Welcome } from '../../src/protocol/frames.ts';

/** One link as the desk sees it: what came, and what the test makes it say. */
export class ScriptedLink {
  readonly company: string;
  /** Frames in the order of their coming; `ping` as it is. */
  readonly received: (ClientFrame | 'ping')[] = [];
  closedByPage = false;
  /** What is said or sent from now on arrives nowhere, without a close. */
  swallows = false;
  readonly #events: LinkEvents;
  readonly #desk: ScriptedDesk;

  constructor(company: string, events: LinkEvents, desk: ScriptedDesk) {
    this.company = company;
    this.#events = events;
    this.#desk = desk;
  }

  open(): void {
    this.#events.opened();
  }

  say(frame: ServerFrame | string): void {
    if (!this.closedByPage && !this.swallows) this.#events.message(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  close(code = 1006): void {
    if (!this.closedByPage) this.#events.closed(code);
  }

  frames<Type extends ClientFrame['type']>(type: Type): Extract<ClientFrame, { type: Type }>[] {
    return this.received.filter((frame): frame is Extract<ClientFrame, { type: Type }> => frame !== 'ping' && frame.type === type);
  }

  get hello(): Hello {
    const [hello] = this.frames('hello');
    if (!hello) throw new Error('No hello has come');
    return hello;
  }

  link(): Link {
    return {
      send: (text) => {
        if (this.closedByPage || this.swallows) return;
        const frame = text === 'ping' ? text : (JSON.parse(text) as ClientFrame);
        this.received.push(frame);
        this.#desk.heard(this, frame);
      },
      close: () => {
        this.closedByPage = true;
      },
    };
  }
}

export const settings = { company: 'acme', name: 'Acme', live: true, maxFileSize: 1_000, editWithin: 900_000, rating: true };

/** Anna, as a desk takes her for. */
export function asAnna(change: Partial<Extract<Me, { role: 'technician' }>> = {}): Extract<Me, { role: 'technician' }> {
  return { role: 'technician', id: 'anna', name: 'Anna', available: true, staff: 'technician', notifications: noNotifications, ...change };
}

export function welcome(change: Partial<Welcome> = {}): Welcome {
  return { type: 'welcome', version: 'desk/1', me: { role: 'customer' }, settings, lanes: [], answers: [], now: 0, ...change };
}

/** A transport whose desk does what a test says: for what a real desk never does twice the same. */
export class ScriptedDesk implements Transport {
  readonly origin = 'scripted';
  readonly links: ScriptedLink[] = [];
  /** What becomes of a new link; by default it opens and every hello is welcomed. */
  accept: (link: ScriptedLink) => void = (link) => {
    link.open();
  };
  /** What the desk says to a frame. */
  heard: (link: ScriptedLink, frame: ClientFrame | 'ping') => void = (link, frame) => {
    if (frame === 'ping') link.say('pong');
    else if (frame.type === 'hello') link.say(welcome());
  };
  uploads: { file: File; credentials: Credentials; options: UploadOptions; resolve(id: string): void; reject(error: unknown): void }[] = [];

  /** Places of files that were taken back. */
  readonly takenBack: string[] = [];

  get last(): ScriptedLink {
    const link = this.links.at(-1);
    if (!link) throw new Error('No link was tried');
    return link;
  }

  connect(company: string, events: LinkEvents): Link {
    const link = new ScriptedLink(company, events, this);
    this.links.push(link);
    queueMicrotask(() => {
      if (!link.closedByPage) this.accept(link);
    });
    return link.link();
  }

  upload(_company: string, file: File, credentials: Credentials, options: UploadOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      this.uploads.push({ file, credentials, options, resolve, reject });
    });
  }

  takeBack(_company: string, place: string): Promise<void> {
    this.takenBack.push(place);
    return Promise.resolve();
  }

  settings(): Promise<unknown> {
    return Promise.resolve(settings);
  }
}
