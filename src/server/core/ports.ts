import type { DeviceHints, LaneMark, Refusal, ServerFrame, ClientFrame, Hello } from '../../protocol/frames.ts';
import type { CloseReason } from '../../protocol/errors.ts';
import { quotasFor, type FileQuotas } from '../../domain/file-quotas.ts';
import type { WaitThresholds } from '../../domain/waits.ts';
import { defaultEditWithin } from '../../domain/amendments.ts';
import { defaultWaits } from '../../domain/waits.ts';
import type { CannedReply } from '../../domain/replies.ts';
import type { ConfirmedIdentity } from '../../domain/request.ts';
import type { StaffChange } from '../../domain/staff.ts';
import type { AddressLimits } from './address-limits.ts';
import type { Channels, Delivery, DeliveryResult } from './deliveries.ts';
import { noChannels } from './deliveries.ts';
import type { StoredFile } from './store.ts';

/**
 * What goes into the desk and what comes out, as data. The desk itself has no clock, no random, no timer and no I/O but
 * its store: a host (server/host) hands it inputs with the time, and carries out what comes back.
 */

/** Who a connection is, as the host has verified it. `principal` is what rights hang on. */
export type Identity =
  | {
      readonly role: 'customer';
      /** SHA-256, hex: of the secret, or of who the token names. */
      readonly principal: string;
      /** With a token beside the secret. */
      readonly confirmed?: Confirmed;
    }
  | { readonly role: 'technician'; /** `sub` of the token. */ readonly principal: string; readonly name: string };

/** What a token has said of a customer [R108]. */
export interface Confirmed {
  /** The principal that the secret alone would be: lanes hang on it, and files that are not shared yet [R111]. */
  readonly browser: string;
  readonly identity: ConfirmedIdentity;
}

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
  /** A connection's reader does not take what it was sent, or has taken it [R130]. */
  | { readonly type: 'reader'; readonly session: string; readonly behind: boolean }
  /** A file has arrived whole and its content agrees with its name. The answer is an output `file`, as for the next one. */
  | { readonly type: 'file'; readonly file: StoredFile; readonly ref: string }
  /** A file is to be forgotten, unless a request has taken it. */
  | { readonly type: 'forget-file'; readonly file: string; readonly ref: string }
  /** Whoever runs the server changes a technician; the answer is an output `staff`. */
  | { readonly type: 'staff'; readonly change: StaffChange; readonly ref: string }
  /** What became of a delivery that the desk has handed out. */
  | { readonly type: 'delivered'; readonly id: number; readonly result: DeliveryResult }
  /** The host has made a code for the claim that goes out with a delivery; only its hash comes in. */
  | { readonly type: 'claim-made'; readonly delivery: number; readonly hash: string; readonly request: string; readonly expires: number }
  /** The time asked for by `wakeAt` has come. */
  | { readonly type: 'wake' };

export type Output =
  | { readonly type: 'send'; readonly session: string; readonly frame: ServerFrame }
  /** `fault`: the store failed and it can be tried again (1011). */
  | { readonly type: 'close'; readonly session: string; readonly reason: CloseReason | 'fault' }
  /** Whether what an input has said of a file is now on disk. */
  | { readonly type: 'file'; readonly ref: string; readonly done: boolean }
  /** Send this off, and say by `delivered` what became of it. Handed out once at a time. */
  | { readonly type: 'deliver'; readonly delivery: Delivery }
  /** What became of an input `staff`: null if it was done. */
  | { readonly type: 'staff'; readonly ref: string; readonly refusal: Refusal | null }
  /** Whether a claim of an input `claim-made` is now on disk: only then may its code go out. */
  | { readonly type: 'claim-made'; readonly delivery: number; readonly kept: boolean }
  /** Sign a download address for this session and send it as a `ticket` frame. */
  | {
      readonly type: 'sign-ticket';
      readonly session: string;
      readonly ask: number;
      readonly file: string;
      readonly principal: string;
    };

export function send(session: string, frame: ServerFrame): Output {
  return { type: 'send', session, frame };
}

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
  /** What people read. */
  readonly name: string;
  /** Bytes of the largest file. */
  readonly maxFileSize: number;
  /** Bytes. */
  readonly quotas: FileQuotas;
  /** Whether customers may rate the help they were given. */
  readonly rating: boolean;
  /** Commands of one participant. */
  readonly rate: Rate;
  /** What customers of one address may leave here within a day. */
  readonly perAddress: AddressLimits;
  /** How long a company stays live after its last Available technician lost the connection. Milliseconds. */
  readonly grace: number;
  /** What is kept of a customer's address once the request is completed. */
  readonly ip: 'truncate' | 'keep' | 'off';
  /** Milliseconds in which one's own message can be edited or deleted; 0 for never. */
  readonly editWithin: number;
  /** Milliseconds. */
  readonly waits: WaitThresholds;
  /** Milliseconds without a sign of a technician after which their console sets them Unavailable; null for never. */
  readonly idleAfter: number | null;
  /** Canned replies until an admin has written others. */
  readonly replies: readonly CannedReply[];
  readonly channels: Channels;
}

/** A token bucket per principal: commands per second, and how many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export const deskDefaults: Omit<DeskOptions, 'company' | 'name'> = {
  maxFileSize: 25_000_000,
  quotas: quotasFor(25_000_000),
  rating: true,
  rate: { perSecond: 10, burst: 40 },
  perAddress: { requests: 500, words: 50_000_000 },
  grace: 120_000,
  ip: 'truncate',
  editWithin: defaultEditWithin,
  waits: defaultWaits,
  idleAfter: null,
  replies: [],
  channels: noChannels,
};
