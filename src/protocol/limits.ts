/** Numbers both sides hold to. What a company may change is in its configuration, with these as defaults. */

/** The version a hello must name. */
export const version = 'desk/1';

/** The longest frame, in bytes of UTF-8. */
export const frameBytes = 64 * 1024;

/** The longest page of a timeline: entries, and bytes of their JSON. */
export const pageEntries = 50;
export const pageBytes = 48 * 1024;

/** The most hits of one answer to a search in a log. */
export const pageHits = 100;

/** The longest page of a list: rows. */
export const pageRows = 100;

/** Characters of a description that a row of a list carries. */
export const excerptLength = 140;

/** The most rows of a customer's earlier requests. */
export const earlierRows = 20;

/** Commands a lane may have on their way at once. */
export const inFlight = 32;

/** What a reader may have on its way before it is told nothing more unasked: frames, and their bytes [R130]. */
export const aheadFrames = 256;
export const aheadBytes = 512 * 1024;

/** Lanes that one hello or sync may name. */
export const lanesPerHello = 32;

/** Sign of life, as fixed strings so that a host can answer without waking a desk. */
export const ping = 'ping';
export const pong = 'pong';

/** What one sync may name: the requests, and among them those with their notes, that a connection may have open. */
export const requestsPerSync = 64;
export const notesPerSync = 24;
export const streamsPerSync = requestsPerSync + notesPerSync;

/** The longest token, in characters. */
export const tokenLength = 8 * 1024;

/** The longest code of a claim link that is looked at, in characters; real ones have 64. */
export const claimCodeLength = 128;

/** What a host page may attach to a request: entries, and characters of a key and of a text. */
export const metadataLimits = { entries: 16, key: 64, value: 500 } as const;

/** What a page may say of its device, in characters, and entries of `brands`. */
export const deviceHintLimits = { userAgent: 1_000, platform: 100, brand: 100, brands: 16 } as const;
