/** Numbers both sides hold to. What a company may change is in its configuration, with these as defaults. */

/** The version a hello must name. */
export const version = 'desk/1';

/** The longest frame, in bytes of UTF-8. */
export const frameBytes = 64 * 1024;

/** The longest page of a timeline: entries, and bytes of their JSON. */
export const pageEntries = 50;
export const pageBytes = 48 * 1024;

/** The longest page of a list: rows. */
export const pageRows = 100;

/** Characters of a description that a row of a list carries. */
export const excerptLength = 140;

/** Commands a lane may have on their way at once. */
export const inFlight = 32;

/** Lanes that one hello or sync may name. */
export const lanesPerHello = 32;

/** Sign of life, as fixed strings so that a host can answer without waking a desk. */
export const ping = 'ping';
export const pong = 'pong';
