import type { CompanySettings, DeviceHints, LaneMark, ServerFrame, ClientFrame, Hello } from '../../protocol/frames.ts';
import type { CloseReason } from '../../protocol/errors.ts';
import type { StoredFile } from './store.ts';

/**
 * What goes into the desk and what comes out, as data. The desk itself has no clock, no random, no timer and no I/O but
 * its store: a host (server/host) hands it inputs with the time, and carries out what comes back.
 */

/** Who a connection is, as the host has verified it. `principal` is what rights hang on. */
export type Identity =
  | { readonly role: 'customer'; /** SHA-256 of the secret, hex. */ readonly principal: string }
  | { readonly role: 'technician'; /** `sub` of the token. */ readonly principal: string; readonly name: string };

export type Input =
  | {
      readonly type: 'connect';
      readonly session: string;
      readonly identity: Identity;
      readonly device: DeviceHints;
      readonly lanes: readonly LaneMark[];
      readonly ip: string;
    }
  | { readonly type: 'frame'; readonly session: string; readonly frame: Exclude<ClientFrame, Hello> }
  | { readonly type: 'disconnect'; readonly session: string }
  /** A file has arrived whole and its content agrees with its name. */
  | { readonly type: 'file'; readonly file: StoredFile }
  /** The time asked for by `wakeAt` has come. */
  | { readonly type: 'wake' };

export type Output =
  | { readonly type: 'send'; readonly session: string; readonly frame: ServerFrame }
  /** `fault`: the store failed and it can be tried again (1011). */
  | { readonly type: 'close'; readonly session: string; readonly reason: CloseReason | 'fault' }
  /** Whether a file of an input `file` is now on disk. */
  | { readonly type: 'file'; readonly file: string; readonly kept: boolean }
  /** Sign a download address for this session and send it as a `ticket` frame. */
  | {
      readonly type: 'sign-ticket';
      readonly session: string;
      readonly ask: number;
      readonly file: string;
      readonly principal: string;
    };

export interface Step {
  readonly outputs: readonly Output[];
  /** When the desk wants `wake` next, milliseconds since the epoch, or null. */
  readonly wakeAt: number | null;
  /** What the store threw while this step went on without it; for the host's log. */
  readonly faults: readonly unknown[];
}

/** What a company sets; all of it has defaults but the name. */
export interface DeskOptions {
  readonly company: string;
  readonly name: string;
  readonly maxFileSize: number;
  readonly rate: Rate;
  /** How long a company stays live after its last Available technician lost the connection. Milliseconds. */
  readonly grace: number;
  /** What is kept of a customer's address once the request is completed. */
  readonly ip: 'truncate' | 'keep' | 'off';
}

/** A token bucket per principal: commands per second, and how many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export const deskDefaults: Omit<DeskOptions, 'company' | 'name'> = {
  maxFileSize: 25_000_000,
  rate: { perSecond: 10, burst: 40 },
  grace: 120_000,
  ip: 'truncate',
};

export type { CompanySettings };
