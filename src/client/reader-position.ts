import { nothingSeen } from '../domain/unread.ts';
import type { Position } from '../protocol/frames.ts';
import type { Environment } from './environment.ts';

/** How long positions are gathered before they are told. Milliseconds. */
const delay = 100;

export interface PositionPorts {
  readonly environment: Environment;
  /** Puts it on the link; false if there is none. */
  send(position: Position): boolean;
  /** The reader has read on. */
  read(): void;
}

/**
 * How far this reader has got: delivered is what the page has, read what could be seen in it [R50] [R51]. Told to the desk
 * soon after it changes, and again if it did not arrive.
 */
export class ReaderPosition {
  readonly #ports: PositionPorts;
  readonly #stopWatching: () => void;
  #mine: Position = nothingSeen;
  /** How far the reader has seen, if the page was visible. */
  #seen = 0;
  /** What the desk knows, as far as one can tell. */
  #told: Position = nothingSeen;
  #stopTimer: (() => void) | null = null;

  constructor(ports: PositionPorts) {
    this.#ports = ports;
    this.#stopWatching = ports.environment.onVisibility(() => {
      this.#read();
    });
  }

  get mine(): Position {
    return this.#mine;
  }

  /** The page has the log up to here. */
  has(last: number): void {
    if (last > this.#mine.delivered) this.#mine = { ...this.#mine, delivered: last };
    this.#tellSoon();
  }

  /** The reader would have seen this far if the page was visible. */
  sees(seq: number): void {
    this.#seen = Math.max(this.#seen, seq);
    this.#read();
  }

  /** What the desk has of it; it never goes back. */
  placed(known: Position): void {
    this.#told = known;
    this.#mine = { delivered: Math.max(known.delivered, this.#mine.delivered), read: Math.max(known.read, this.#mine.read) };
  }

  /** The log is shorter than it was. */
  reset(): void {
    this.#mine = nothingSeen;
    this.#seen = 0;
  }

  /** Says it now if the desk does not know it. */
  tell(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    if (this.#untold() && this.#ports.send(this.#mine)) this.#told = this.#mine;
  }

  close(): void {
    this.#stopWatching();
    this.tell();
  }

  #read(): void {
    if (this.#seen <= this.#mine.read || !this.#ports.environment.visible()) return;
    this.#mine = { ...this.#mine, read: this.#seen };
    this.#ports.read();
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (!this.#untold()) return;
    this.#stopTimer ??= this.#ports.environment.after(delay, () => {
      this.tell();
    });
  }

  #untold(): boolean {
    return this.#mine.delivered > this.#told.delivered || this.#mine.read > this.#told.read;
  }
}
