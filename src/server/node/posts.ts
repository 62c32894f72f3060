import { randomBytes } from 'node:crypto';
import { closeCodes, type CloseReason } from '../../protocol/errors.ts';
import type { PostAnswer } from '../../protocol/posts.ts';
import { parsePost } from '../../protocol/read-post.ts';
import type { Accepted, HostPorts, Peer } from '../host/peer.ts';
import { PostedConnection } from '../host/posted-connection.ts';
import { HeldFrames } from './held-frames.ts';

export interface PostsOptions {
  readonly clock: HostPorts['clock'];
  /** Takes a connection to a company's desk, or null if there is none of that name. */
  accept(company: string, peer: Peer): Accepted | null;
  /** Whether one more connection from this address is too many for now. */
  tooMany(address: string): boolean;
}

/** What is known of a post beside its body. */
export interface PostContext {
  readonly address: string;
  readonly userAgent: string;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The close code of a server that goes: its pages come back to the next one. */
const away = 1001;

/** The connections of all desks whose frames come by HTTP: a post becomes frames of a peer of a desk's host. */
export class Posts {
  readonly #options: PostsOptions;
  readonly #held = new HeldFrames();
  readonly #open = new Map<string, { readonly company: string; readonly connection: PostedConnection }>();
  #closed = false;

  constructor(options: PostsOptions) {
    this.#options = options;
  }

  /**
   * Resolves with what the page is told, or with null if its address opens too many connections.
   * @param body what was posted, not yet read.
   */
  async handle(company: string, body: string, context: PostContext): Promise<PostAnswer | null> {
    const post = parsePost(body);
    if (!post) return ended('bad_frame');
    if (this.#closed) return ended('away');
    if (post.id === undefined) {
      if (this.#options.tooMany(context.address)) return null;
      const connection = this.#accept(company, context);
      return connection ? connection.post(post, context.signal) : ended('no_such_desk');
    }
    // Over for want of a post, or of a server before this one: the page begins another, and compares.
    const known = this.#open.get(post.id);
    return known?.company === company ? known.connection.post(post, context.signal) : ended('timeout');
  }

  /** Ends all: every page comes back, to this server's successor. */
  close(): void {
    this.#closed = true;
    for (const { connection } of this.#open.values()) connection.leave(away);
  }

  #accept(company: string, { address, userAgent }: PostContext): PostedConnection | null {
    const id = randomBytes(32).toString('hex');
    const connection = new PostedConnection({
      id,
      ip: address,
      userAgent,
      clock: this.#options.clock,
      holds: (bytes) => this.#held.count(address, bytes),
      gone: () => void this.#open.delete(id),
    });
    const host = this.#options.accept(company, connection);
    if (!host) return null;
    connection.listen(host);
    this.#open.set(id, { company, connection });
    return connection;
  }
}

/** What a post is told that belongs to no connection. */
export function ended(reason: CloseReason | 'away'): PostAnswer {
  return { id: '', taken: 0, from: 1, frames: [], closed: reason === 'away' ? away : closeCodes[reason] };
}
