import type { FileFault } from '../../domain/files.ts';

/** How each file that is refused is answered. */
const faultStatuses: Readonly<Record<FileFault, number>> = {
  bad_name: 400,
  empty: 400,
  too_large: 413,
  type_not_allowed: 415,
  content_mismatch: 415,
  mixed_content: 415,
  damaged: 415,
  macros: 415,
  archive_entries: 415,
  archive_ratio: 415,
  archive_nested: 415,
  quota_customer: 413,
  quota_request: 413,
  quota_company: 413,
  infected: 415,
};

const statuses = {
  ...faultStatuses,
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  /** Of another version of tus. */
  version: 412,
  rate_limited: 429,
  /** What tus has for a piece that is not what its checksum says. */
  checksum: 460,
  unavailable: 503,
} as const;

export type RequestRefusal = keyof typeof statuses;

/** A refusal, in a code: pages word it. */
export function answer(code: RequestRefusal): Response {
  return Response.json({ code }, { status: statuses[code], headers: { 'Cache-Control': 'no-store' } });
}
