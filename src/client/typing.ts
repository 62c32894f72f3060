import type { WritableAtom } from 'nanostores';
import type { Author } from '../domain/request.ts';
import type { Environment } from './environment.ts';

/** Milliseconds between two words of one's own typing, and until somebody's is over without another word [R102]. */
const every = 3_000;
const over = 6_000;

/** Who is whom: technicians by their id, and there is one customer. */
type Person = Author | { readonly id: string };

function nameOf(person: Person): string {
  return 'id' in person ? person.id : '';
}

/** Who types in one request, here and elsewhere, right now. No timer runs while nobody does. */
export class Typing {
  readonly #environment: Pick<Environment, 'now' | 'after'>;
  readonly #$typing: WritableAtom<readonly Author[]>;
  readonly #tell: () => boolean;
  #told = -Infinity;
  /** Who is believed to type, with how to stop waiting for the end of it. */
  readonly #stops = new Map<string, () => void>();

  /** @param $typing kept to who types. @param tell says to the desk that one types here; false if it cannot. */
  constructor(environment: Pick<Environment, 'now' | 'after'>, $typing: WritableAtom<readonly Author[]>, tell: () => boolean) {
    this.#environment = environment;
    this.#$typing = $typing;
    this.#tell = tell;
  }

  /** One types here. */
  here(): void {
    const now = this.#environment.now();
    // A clock that was set back has no say in it.
    if (Math.abs(now - this.#told) < every) return;
    if (this.#tell()) this.#told = now;
  }

  /** What was typed is sent: what comes next is news at once. */
  sent(): void {
    this.#told = -Infinity;
  }

  heard(author: Author): void {
    const name = nameOf(author);
    this.#stops.get(name)?.();
    this.#stops.set(name, this.#environment.after(over, () => {
      this.ended(author);
    }));
    const $typing = this.#$typing;
    if (!$typing.get().some((other) => nameOf(other) === name)) $typing.set([...$typing.get(), author]);
  }

  /** Somebody's words are there, or nothing is heard of them any more; without a name, of anybody. */
  ended(person?: Person): void {
    const $typing = this.#$typing;
    const left = person ? $typing.get().filter((other) => nameOf(other) !== nameOf(person)) : [];
    if (left.length === $typing.get().length) return;
    for (const [name, stop] of this.#stops) {
      if (person && name !== nameOf(person)) continue;
      stop();
      this.#stops.delete(name);
    }
    $typing.set(left);
  }
}
