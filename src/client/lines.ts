import type { FileFault } from '../domain/file-faults.ts';
import type { LogEntry } from '../domain/events.ts';
import type { Stars } from '../domain/request.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { UploadState } from './upload-states.ts';

/** What a conversation shows: what the desk has, and what is on its way there. */

/**
 * How far a message of one's own has got.
 * `sending`: kept by this browser · `sent`: on the desk's disk · `delivered`: in the other side's client · `read`: seen
 * there in a visible page · `failed`: refused for good, `error` says why.
 */
export type Progress = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** A line of a conversation that the desk has. */
export interface ConfirmedLine {
  readonly kind: 'entry';
  /** `e` and the sequence number: a stable key for rendering. */
  readonly id: string;
  readonly entry: LogEntry;
  /** Whether this side of the conversation wrote it (a technician: I myself). */
  readonly own: boolean;
  /** For own messages and files. */
  readonly progress: Exclude<Progress, 'sending' | 'failed'>;
  /** What is on its way to this message: its new text, or null if it is to be deleted. Not there if nothing is. */
  readonly amending?: string | null;
}

/** A message or a rating of one's own on its way, or refused; or an edit of one that was refused. */
export interface PendingLine {
  readonly kind: 'pending';
  readonly id: string;
  readonly text: string;
  /** There for a rating, whose comment `text` is. */
  readonly stars?: Stars;
  /** When it was written: milliseconds since the epoch, by this device's clock. */
  readonly at: number;
  readonly progress: 'sending' | 'failed';
  readonly error?: ErrorCode;
  /** The number of the entry that was to read so: this is an edit. */
  readonly of?: number;
  /** Takes a failed line away. */
  discard(): void;
  /** Sends a failed message again, as the newest. Not there for what can only be refused again. */
  retry?(): void;
}

/** A file on its way up. */
export interface UploadLine {
  readonly kind: 'upload';
  readonly id: string;
  readonly file: File;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** When it was chosen: milliseconds since the epoch, by this device's clock. */
  readonly at: number;
  readonly state: UploadState;
  /** Bytes that have gone. */
  readonly sent: number;
  /** 0 to 1. */
  readonly fraction: number;
  /** Bytes per second, smoothed; null while nothing moves. */
  readonly speed: number | null;
  /** Milliseconds that it will still take at that speed; null if nobody knows. */
  readonly remaining: number | null;
  /** `failed` once it is refused. */
  readonly progress: 'sending' | 'failed';
  readonly error?: ErrorCode;
  /** For `file_refused`: the rule that the file breaks, where the server has said which. */
  readonly fault?: FileFault;
  /** Stops for a while what goes up or waits. Without effect on anything else; so are the others. */
  pause(): void;
  resume(): void;
  /** Stops the upload and takes away what the server has of it, or takes a failed line away. */
  discard(): void;
  /** Tries what has failed again, or at once what would be tried again later. */
  retry(): void;
}

export type Line = ConfirmedLine | PendingLine | UploadLine;
