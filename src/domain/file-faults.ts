/** What can be wrong with a file's content; which kind of file knows which, file-content.ts says. */
const contentFaults = [
  'content_mismatch', // not what its extension says
  'mixed_content', // a second file is hidden in it
  'damaged', // cannot be read to its end
  'macros', // a document that brings a program
  'archive_entries', // too many files in it
  'archive_ratio', // unpacks to too much
  'archive_nested', // another archive in it
] as const;

const judgedFaults = [
  'bad_name', // nothing of its name can be kept
  'type_not_allowed', // not from this sender
  'empty',
  'too_large',
  ...contentFaults,
] as const;

/** What only a server finds out. */
const houseFaults = [
  'quota_customer', // this customer has sent a lot today
  'quota_request', // the request holds a lot
  'quota_company', // the company has no more room
  'infected', // malware was found in it
] as const;

/** Why a file is refused. */
export const fileFaults = [...judgedFaults, ...houseFaults] as const;

export type ContentFault = (typeof contentFaults)[number];
/** What page and server find alike. */
export type JudgedFault = (typeof judgedFaults)[number];
export type FileFault = (typeof fileFaults)[number];
