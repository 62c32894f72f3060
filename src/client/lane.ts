import type { LaneRecord, StoredCommand } from './environment.ts';
import type { Posted } from './posted.ts';

/** One lane's numbers and what waits in it. `answered` ≤ `sent` ≤ `kept` ≤ `issued` [R10–R17]. */
export interface Lane {
  readonly id: string;
  /** Taken over from a tab that is gone: drains, gets no new commands, and is removed. */
  readonly adopted: boolean;
  /** Gives back the lock under which a tab holds its lane [R18]. */
  readonly unlock: () => void;
  issued: number;
  /** The last number that storage holds. */
  kept: number;
  sent: number;
  /** The furthest that was ever put on a link: beyond it the desk knows nothing. */
  tried: number;
  answered: number;
  /** How far the desk has been told. */
  named: number;
  /** What has no answer yet, by number. */
  readonly posts: Map<number, Posted>;
  /** Answered beyond a missing answer. */
  readonly ahead: Set<number>;
  /** Where it was last sent again from, and when. */
  rewound: { readonly to: number; readonly at: number } | null;
}

export function emptyLane(id: string, adopted: boolean, unlock: () => void): Lane {
  return { id, adopted, unlock, issued: 0, kept: 0, sent: 0, tried: 0, answered: 0, named: 0, posts: new Map(), ahead: new Set(), rewound: null };
}

/** Gives a command the lane's next number. */
export function enqueue(lane: Lane, post: Posted): Posted {
  lane.issued += 1;
  post.lane = lane.id;
  post.n = lane.issued;
  lane.posts.set(post.n, post);
  return post;
}

export function recordOf(lane: Lane): LaneRecord {
  return { id: lane.id, issued: lane.issued, answered: lane.answered };
}

export function storedCommand(post: Posted): StoredCommand {
  return { n: post.n, command: JSON.stringify(post.command), at: post.at };
}
