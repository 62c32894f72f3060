import type { UploadLine } from '../../client/client.ts';

/** Several files as one: those that go up now, and those that went up with them. */
export interface Total {
  readonly files: number;
  /** 0 to 1. */
  readonly fraction: number;
  /** Milliseconds; null if nobody knows. */
  readonly remaining: number | null;
}

/** What has become of a file since the last look. */
export interface Turn {
  readonly kind: 'missing' | 'start' | 'progress' | 'interrupted' | 'success' | 'error' | 'abort';
  readonly line: UploadLine;
}

/** Follows files from the first that goes up to the last that has gone: how far all are together, and what happens to each. */
export class UploadBatch {
  #lines: ReadonlyMap<string, UploadLine> = new Map();
  /** Bytes of those that are there and stand in the list no more. */
  #done: { files: number; bytes: number } = { files: 0, bytes: 0 };

  /** Takes the uploads as they are now. @returns what is new about them. */
  take(lines: readonly UploadLine[]): readonly Turn[] {
    const before = this.#lines;
    this.#lines = new Map(lines.map((line) => [line.id, line]));
    const turns = lines.flatMap((line) => turn(before.get(line.id), line));
    for (const [id, line] of before) {
      if (this.#lines.has(id) || line.state === 'missing') continue;
      const arrived = line.state === 'sharing' || line.state === 'done';
      if (arrived) this.#done = { files: this.#done.files + 1, bytes: this.#done.bytes + line.size };
      turns.push({ kind: arrived ? 'success' : 'abort', line });
    }
    return turns;
  }

  /** Whether any still goes up, or would. */
  get going(): boolean {
    return [...this.#lines.values()].some(moves);
  }

  /** How many have arrived. */
  get arrived(): number {
    return this.#done.files;
  }

  /** The next file begins another. */
  end(): void {
    this.#done = { files: 0, bytes: 0 };
  }

  get total(): Total {
    const lines = [...this.#lines.values()].filter(moves);
    const size = this.#done.bytes + lines.reduce((sum, line) => sum + line.size, 0);
    const sent = this.#done.bytes + lines.reduce((sum, line) => sum + line.sent, 0);
    const speed = lines.reduce((sum, line) => sum + (line.speed ?? 0), 0);
    return { files: this.#done.files + lines.length, fraction: size > 0 ? sent / size : 0, remaining: speed > 0 ? Math.ceil(((size - sent) / speed) * 1_000) : null };
  }
}

/** Whether it goes up, or would. */
function moves({ state }: UploadLine): boolean {
  return state !== 'refused' && state !== 'missing';
}

function turn(known: UploadLine | undefined, line: UploadLine): readonly Turn[] {
  if (line.state === 'missing') return known ? [] : [{ kind: 'missing', line }];
  // Chosen again, it begins for this page.
  const before = known?.state === 'missing' ? undefined : known;
  const start: readonly Turn[] = before ? [] : [{ kind: 'start', line }];
  if (line.state === before?.state) return line.sent > before.sent ? [{ kind: 'progress', line }] : [];
  if (line.state === 'refused') return [...start, { kind: 'error', line }];
  if (line.state === 'interrupted') return [...start, { kind: 'interrupted', line }];
  return before && line.sent > before.sent ? [{ kind: 'progress', line }] : start;
}
