import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenPainted } from '../when-painted.ts';

/**
 * Of the rows that another question has brought, only those that can be seen are rendered at first, the others once these
 * have been painted: what is waited for does not wait for what is out of sight.
 */
export class FirstScreen<Row> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #question: object | undefined;
  /** What was rendered last: below what can be seen it stays for a frame longer. */
  #before: readonly Row[] = [];
  #count = Infinity;
  /** Whether this rendering is the one of the others. */
  #rest = false;
  #callOff: () => void = () => undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether rows are still to be rendered. */
  get waiting(): boolean {
    return this.#count < Infinity;
  }

  /**
   * The rows to render now, and whether they take the places of those before them.
   * @param question another object for each question.
   * @param fit how many rows can be seen; asked once for each question.
   */
  take(rows: readonly Row[], question: object, fit: () => number): { readonly rows: readonly Row[]; readonly byPlace: boolean } {
    if (question !== this.#question && rows.length > 0) {
      this.#question = question;
      this.whole();
      const count = fit();
      if (count < rows.length) this.#begin(count);
    }
    const byPlace = this.waiting || this.#rest;
    this.#rest = false;
    this.#before = this.waiting ? [...rows.slice(0, this.#count), ...this.#before.slice(this.#count, rows.length)] : rows;
    return { rows: this.#before, byPlace };
  }

  /** All rows from now on: somebody needs one that may be out of sight. */
  whole(): void {
    this.#callOff();
    this.#count = Infinity;
  }

  hostDisconnected(): void {
    this.whole();
    this.#question = undefined;
  }

  #begin(count: number): void {
    this.#count = count;
    this.#callOff = whenPainted(() => {
      this.#count = Infinity;
      this.#rest = true;
      this.#host.requestUpdate();
    });
  }
}
