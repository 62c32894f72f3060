import { inFlight } from '../../protocol/limits.ts';
import type { StaffChange } from '../../domain/staff.ts';
import type { CompanySettings, Refusal } from '../../protocol/frames.ts';
import type { Desk } from '../core/desk.ts';
import type { Input, Output, Step } from '../core/ports.ts';
import type { StoredFile } from '../core/store.ts';
import { Connection } from './connection.ts';
import { Courses } from './courses.ts';
import { longestTimer } from './longest-timer.ts';
import type { Accepted, HostPorts, Peer } from './peer.ts';
import { Turns } from './turns.ts';

export interface DeskHostOptions extends HostPorts {
  /** Not yet started: the host does that. */
  readonly desk: Desk;
}

/** Milliseconds of work after which others than this desk have a turn: what one peer heaps up must not stop the process. */
const longestTurn = 10;

/**
 * What every host does around a desk: takes connections, hands their frames in together, carries out what comes back,
 * and wakes the desk in time. Nothing that a peer sends, and nothing that breaks, makes it throw.
 */
export class DeskHost {
  readonly #desk: Desk;
  readonly #ports: HostPorts;
  readonly #company: string;
  readonly #connections = new Map<string, Connection>();
  /** Who waits for what the desk does of a file. */
  readonly #files = new Map<string, (done: boolean) => void>();
  readonly #changes = new Map<string, (refusal: Refusal | null) => void>();
  readonly #courses: Courses;
  /** By the connection they came from; empty for what comes from none. */
  readonly #queue = new Turns<Input>();
  #scheduled = false;
  #closed = false;
  #timer: { readonly at: number; readonly callOff: () => void } | null = null;

  /** @throws what the store throws: a desk that cannot read does not open. */
  constructor({ desk, ...ports }: DeskHostOptions) {
    this.#desk = desk;
    this.#ports = ports;
    this.#company = desk.settings(ports.clock.now()).company;
    this.#courses = new Courses(ports, (input) => this.#hand(input));
    this.#carryOut(desk.start(ports.clock.now()));
  }

  /** Takes a link on which the page has not said anything yet. */
  accept(peer: Peer): Accepted {
    const connection: Connection = new Connection(peer, this.#company, this.#ports, {
      hand: (input) => this.#hand(input),
      waiting: () => this.#queue.waiting(connection.id),
      ended: () => this.#connections.delete(connection.id),
    });
    this.#connections.set(connection.id, connection);
    if (this.#closed) connection.close('away');
    return connection;
  }

  /** Tells the desk of a file that is whole and verified. Resolves when that is on disk; rejects if the store failed. */
  fileArrived(file: StoredFile): Promise<void> {
    return this.#ofFile((ref) => ({ type: 'file', file, ref })).then((done) => {
      if (!done) throw new Error('The desk did not take the file');
    });
  }

  /** Has the desk forget a file that no request has taken; whether it has. */
  forgetFile(file: string): Promise<boolean> {
    return this.#ofFile((ref) => ({ type: 'forget-file', file, ref }));
  }

  #ofFile(input: (ref: string) => Input): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const ref = this.#ports.randomId();
      this.#files.set(ref, resolve);
      this.#hand(input(ref));
    });
  }

  /**
   * Changes a technician for whoever runs the server. Resolves with null once it is on disk, and whoever lost their right
   * by it is out; else with why it was refused.
   */
  changeStaff(change: StaffChange): Promise<Refusal | null> {
    if (this.#closed) return Promise.resolve({ code: 'unavailable' });
    return new Promise((resolve) => {
      const ref = this.#ports.randomId();
      this.#changes.set(ref, resolve);
      this.#hand({ type: 'staff', change, ref });
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
    for (const ref of this.#files.keys()) this.#fileDone(ref, false);
    for (const ref of this.#changes.keys()) this.#changed(ref, { code: 'unavailable' });
    this.#courses.close();
  }

  #hand(input: Input): void {
    if (this.#closed) return;
    this.#queue.add('session' in input ? input.session : '', input);
    this.#soon();
  }

  #soon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.schedule(() => {
      this.#scheduled = false;
      this.#work(longestTurn);
      if (this.#queue.size > 0 && !this.#closed) this.#soon();
    });
  }

  /**
   * Hands in what has come, by turns, so many at a time that one transaction never holds others up for long.
   * @param turn milliseconds after which no further step is begun.
   */
  #work(turn: number): void {
    const began = this.#ports.clock.now();
    while (this.#queue.size > 0 && !this.#closed) {
      this.#step(this.#queue.take(inFlight));
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
        if (input.type === 'file' || input.type === 'forget-file') this.#fileDone(input.ref, false);
        if (input.type === 'staff') this.#changed(input.ref, { code: 'unavailable' });
        if (input.type === 'claim-made') this.#courses.claimed(input.delivery, false);
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
        this.#fileDone(output.ref, output.done);
        return;
      case 'sign-ticket':
        this.#sign(output);
        return;
      case 'deliver':
        this.#courses.run(output.delivery);
        return;
      case 'claim-made':
        this.#courses.claimed(output.delivery, output.kept);
        return;
      case 'staff':
        this.#changed(output.ref, output.refusal);
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

  #changed(ref: string, refusal: Refusal | null): void {
    const resolve = this.#changes.get(ref);
    this.#changes.delete(ref);
    resolve?.(refusal);
  }

  #fileDone(ref: string, done: boolean): void {
    const resolve = this.#files.get(ref);
    this.#files.delete(ref);
    resolve?.(done);
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
