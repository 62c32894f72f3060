import type { Command } from '../protocol/frames.ts';
import type { CompanyDesk } from './company-desk.ts';
import { SupportError } from './errors.ts';
import { enqueue, recordOf, storedCommand } from './lane.ts';
import type { Posted } from './posted.ts';

/**
 * Puts another command in the place of one that was never put on a link, or with null takes it away, once that is stored [R93]. Those
 * behind it move up. False if a desk may know of it: it has gone out, or
 * stands in a lane that was taken over; and where the browser has no room left.
 */
export function rewrite({ outbox, ports }: CompanyDesk, post: Posted, command: Command | null): Promise<boolean> {
  return outbox.between(async (lane) => {
    if (!lane) return false;
    // Where there is no room, what is stored stays as it was, and whoever took the lane over would say that: it has to go out first.
    await ports.storage.saveLane(recordOf(lane));
    if (await ports.storage.broke?.()) return false;
    if (lane.posts.get(post.n) !== post || post.n <= lane.tried) return false;
    const { kept } = lane;
    // From here on nothing goes out until it is stored: a tab that took the lane over would say it otherwise.
    lane.kept = Math.min(kept, post.n - 1);
    if (command) post.command = command;
    else {
      const behind = [...lane.posts.values()].filter(({ n }) => n > post.n);
      lane.issued = post.n - 1;
      for (const { n } of [post, ...behind]) lane.posts.delete(n);
      for (const other of behind) enqueue(lane, other);
      post.discarded = true;
      post.abandon(new SupportError('closed'));
    }
    await ports.storage.replaceLane(lane.id, recordOf(lane), [...lane.posts.values()].map(storedCommand));
    lane.kept = Math.min(kept, lane.issued);
    outbox.tell(post);
    return true;
  });
}
