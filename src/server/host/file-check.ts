import type { HostPorts } from './peer.ts';

/** What a look for malware has come to. `pending`: it is not done yet, ask again. `error`: it could not be told. */
export type ScanVerdict = 'clean' | 'infected' | 'pending' | 'error';

/** A file as it is looked at: whole, and of a type that is taken. */
export interface ScannedFile {
  /** 32 hex digits; the same each time that one file is asked about. */
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** All of it from its start, anew with each call. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** Looks for malware in a file before anybody hears of it [R129]. What rejects is an `error`. */
export type ScanFile = (file: ScannedFile) => Promise<ScanVerdict>;

/** All in milliseconds. */
const times = {
  /** Until a look that is not done is asked about again. */
  again: 2_000,
  /** A look that is not done by then could not be done: the sender may try again. */
  patience: 5 * 60_000,
};

/** Asks until it is told. What cannot be told counts as no, never as yes. */
export async function checkFile(scan: ScanFile, file: ScannedFile, clock: HostPorts['clock'], onFault: (fault: unknown) => void): Promise<'clean' | 'infected' | 'unavailable'> {
  const until = clock.now() + times.patience;
  for (;;) {
    const verdict = await scan(file).catch((fault: unknown) => {
      onFault(fault);
      return 'error' as const;
    });
    if (verdict === 'clean' || verdict === 'infected') return verdict;
    if (verdict !== 'pending' || clock.now() >= until) return 'unavailable';
    await new Promise<void>((resolve) => {
      clock.after(times.again, resolve);
    });
  }
}
