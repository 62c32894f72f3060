/** Frames over HTTP, for networks that let no WebSocket through: docs/protocol.md, "Over HTTP". */

/** The longest body of a post, in bytes: two frames of full length, however much of them JSON has to escape. */
export const postBytes = 256 * 1024;

/** Frames of one post, and characters of them (one frame may have more). */
export const postFrames = 64;
export const postCharacters = 64 * 1024;

/** The longest an answer waits for something to say. Milliseconds: below what proxies usually allow a silent answer. */
export const longestHold = 25_000;

/** How long a connection outlives its last post. Milliseconds. */
export const postedExpiry = 60_000;

export interface Post {
  /** The connection it belongs to; without one it opens one. */
  readonly id?: string;
  /** The number of the first of `frames`: a page's frames of a connection count 1, 2, 3… */
  readonly from: number;
  /** Texts as a WebSocket would carry them. */
  readonly frames: readonly string[];
  /** The last number that has come from the desk, or 0. */
  readonly heard: number;
  /** Milliseconds the answer may wait for something to say. */
  readonly wait: number;
  /** The page needs this connection no more. */
  readonly end?: boolean;
}

export interface PostAnswer {
  /** The connection's name, which nobody can guess. Empty if there is none. */
  readonly id: string;
  /** The last number of the page's that the desk has. */
  readonly taken: number;
  /** The number of the first of `frames`: the desk's, counted for themselves. */
  readonly from: number;
  readonly frames: readonly string[];
  /** The connection has ended with this close code; nothing comes after these frames. */
  readonly closed?: number;
}
