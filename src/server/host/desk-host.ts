import { inFlight } from '../../protocol/limits.ts';
import type { CompanySettings } from '../../protocol/frames.ts';
import type { Desk } from '../core/desk.ts';
import type { Input, Output, Step } from '../core/ports.ts';
import type { StoredFile } from '../core/store.ts';
import { Connection } from './connection.ts';
import { longestTimer } from './longest-timer.ts';
import type { Accepted, HostPorts, Peer } from './peer.ts';

export interface DeskHostOptions extends HostPorts {
  /** Not yet started: the host does that. */
  readonly desk: Desk;
}

/** Milliseconds of work after which others than this desk have a turn: what one peer heaps up must not stop the process. */
const longestTurn = 10;

interface Arrival {
  kept(): void;
  failed(fault: unknown): void;
}

/**
 * What every host does around a desk: takes connections, hands their frames in together, carries out what comes back,
 * and wakes the desk in time. Nothing that a peer sends, and nothing that breaks, makes it throw.
 */
export class DeskHost {
  readonly #desk: Desk;
  readonly #ports: HostPorts;
  readonly #company: string;
  readonly #connections = new Map<string, Connection>();
  readonly #arrivals = new Map<string, Arrival[]>();
  #queue: Input[] = [];
  #scheduled = false;
  #closed = false;
  #timer: { readonly at: number; readonly callOff: () => void } | null = null;

  /** @throws what the store throws: a desk that cannot read does not open. */
  constructor({ desk, ...ports }: DeskHostOptions) {
    this.#desk = desk;
    this.#ports = ports;
    this.#company = desk.settings(ports.clock.now()).company;
    this.#carryOut(desk.start(ports.clock.now()));
  }

  /** Takes a link on which the page has not said anything yet. */
  accept(peer: Peer): Accepted {
    const connection = new Connection(
      peer,
      this.#company,
      this.#ports,
      (input) => this.#hand(input),
      () => this.#connections.delete(connection.id),
    );
    this.#connections.set(connection.id, connection);
    if (this.#closed) connection.close('away');
    return connection;
  }

  /** Tells the desk of a file that is whole and verified. Resolves when that is on disk; rejects if the store failed. */
  fileArrived(file: StoredFile): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The desk is closed'));
    return new Promise((resolve, reject) => {
      const waiting = this.#arrivals.get(file.id) ?? [];
      this.#arrivals.set(file.id, [...waiting, { kept: resolve, failed: reject }]);
      this.#hand({ type: 'file', file });
    });
  }

  /**
   * What the company shows of itself, for pages without a connection.
   * @throws what the store throws.
   */
  settings(): CompanySettings {
    return this.#desk.settings(this.#ports.clock.now());
  }

  /** Does what has come in, then ends all connections; the pages come back when there is a host again. */
  close(): void {
    if (this.#closed) return;
    this.#work(Infinity);
    for (const connection of [...this.#connections.values()]) connection.close('away');
    // The desk keeps who was here until now.
    this.#work(Infinity);
    this.#closed = true;
    this.#timer?.callOff();
    for (const file of this.#arrivals.keys()) this.#arrived(file, false);
  }

  #hand(input: Input): void {
    if (this.#closed) return;
    this.#queue.push(input);
    this.#soon();
  }

  #soon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.schedule(() => {
      this.#scheduled = false;
      this.#work(longestTurn);
      if (this.#queue.length > 0 && !this.#closed) this.#soon();
    });
  }

  /**
   * Hands in what has come, so many at a time that one transaction never holds others up for long.
   * @param turn milliseconds after which no further step is begun.
   */
  #work(turn: number): void {
    const began = this.#ports.clock.now();
    while (this.#queue.length > 0 && !this.#closed) {
      this.#step(this.#queue.splice(0, inFlight));
      if (this.#ports.clock.now() - began >= turn) return;
    }
  }

  #step(inputs: readonly Input[]): void {
    try {
      this.#carryOut(this.#desk.step(this.#ports.clock.now(), inputs));
    } catch (fault) {
      // What these inputs have done and whom they have told is unknown: their pages come back and compare.
      this.#ports.onFault?.(fault);
      for (const input of inputs) {
        if ('session' in input) this.#connections.get(input.session)?.close('fault');
        if (input.type === 'file') this.#arrived(input.file.id, false);
      }
    }
  }

  #carryOut({ outputs, wakeAt, faults }: Step): void {
    for (const fault of faults) this.#ports.onFault?.(fault);
    for (const output of outputs) this.#perform(output);
    this.#wake(wakeAt);
  }

  #perform(output: Output): void {
    switch (output.type) {
      case 'send':
        this.#connections.get(output.session)?.send(output.frame);
        return;
      case 'close':
        this.#connections.get(output.session)?.close(output.reason);
        return;
      case 'file':
        this.#arrived(output.file, output.kept);
        return;
      case 'sign-ticket':
        this.#sign(output);
        return;
    }
  }

  #sign({ session, ask, file, principal }: Extract<Output, { type: 'sign-ticket' }>): void {
    const send = (frame: Parameters<Connection['send']>[0]): void => this.#connections.get(session)?.send(frame);
    this.#ports.signTicket({ file, principal }).then(
      ({ url, expires }) => send({ type: 'ticket', ask, url, expires }),
      (fault: unknown) => {
        this.#ports.onFault?.(fault);
        send({ type: 'error', ask, code: 'unavailable' });
      },
    );
  }

  #arrived(file: string, kept: boolean): void {
    const arrivals = this.#arrivals.get(file) ?? [];
    this.#arrivals.delete(file);
    for (const arrival of arrivals) {
      if (kept) arrival.kept();
      else arrival.failed(new Error('The store did not take the file'));
    }
  }

  #wake(at: number | null): void {
    if (this.#timer?.at === at) return;
    this.#timer?.callOff();
    this.#timer = null;
    if (at === null || this.#closed) return;
    const wait = Math.min(longestTimer, Math.max(0, at - this.#ports.clock.now()));
    const callOff = this.#ports.clock.after(wait, () => {
      this.#timer = null;
      this.#hand({ type: 'wake' });
    });
    this.#timer = { at, callOff };
  }
}
