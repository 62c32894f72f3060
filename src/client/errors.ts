import type { FileFault } from '../domain/file-faults.ts';
import type { FieldFault } from '../domain/text-rules.ts';
import type { ErrorCode } from '../protocol/errors.ts';

export interface ErrorDetails {
  /** For `invalid`: what is wrong, and where. */
  readonly faults?: readonly FieldFault[];
  /** For `someone_elses`: the name of the technician who has it. */
  readonly technician?: string;
  /** For `file_refused`: the rule that the file breaks, where the server has said which. */
  readonly fault?: FileFault;
}

/** The one error of deskside. Its `code` is a literal to decide by; its message is for logs, never for people. */
export class SupportError extends Error {
  override readonly name = 'SupportError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`deskside: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

export function isSupportError(value: unknown): value is SupportError {
  return value instanceof SupportError;
}

/** The code of whatever was thrown: what is no error of ours counts as `unavailable`, unless something else is more likely there. */
export function codeOf(error: unknown, otherwise: ErrorCode = 'unavailable'): ErrorCode {
  return isSupportError(error) ? error.code : otherwise;
}
