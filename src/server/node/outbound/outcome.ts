import type { DeliveryResult } from '../../core/deliveries.ts';

/** What became of one try to send something. */
export interface Outcome {
  readonly result: DeliveryResult;
  /** For the log, if it did not go: `HTTP 503`, `ECONNREFUSED`. Never words of the other side, which may repeat what was sent. */
  readonly why?: string;
  /** It was waited for an answer in vain. */
  readonly silent?: true;
}

/** Codes of those who let one wait. Who refuses a connection, or breaks it off, has taken nobody's time. */
const waitedInVain: ReadonlySet<string> = new Set(['ETIMEDOUT', 'TimeoutError', 'AbortError', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** What becomes of a try to which nobody has said anything. */
export function unanswered(why: string): Outcome {
  return waitedInVain.has(why) ? { result: 'failed', why, silent: true } : { result: 'failed', why };
}

export const delivered: Outcome = { result: 'delivered' };

/** A text of a few signs that says what an error was about. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, cause, name } = error as { readonly code?: unknown; readonly cause?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return typeof name === 'string' ? name : 'unknown';
}
