import type { Link, LinkEvents } from '../../src/client/transport.ts';
import type { Post, PostAnswer } from '../../src/protocol/posts.ts';
import { PostedLink } from '../../src/transports/posted-link.ts';
import type { FaultyNetwork, Line, Owner } from './faulty-network.ts';
import { Way } from './way.ts';

/** Frames by posts over the network. Posts and answers overtake each other; one may be lost on either way, without a word. */
export function openPosts(network: FaultyNetwork, ip: string, owner: Owner, events: LinkEvents): Link {
  const { clock, chance } = network;
  const [up, down] = [new Way(clock), new Way(clock)];
  /** Ends the posts that are on their way. */
  const onTheirWay = new Set<(swallowed: boolean) => void>();
  const line: Line = {
    owner,
    break: () => {
      for (const end of onTheirWay) end(false);
    },
    swallow: () => {
      for (const end of onTheirWay) end(true);
    },
  };
  const gone = () => network.lines.delete(line);
  const framesOf = (way: 'up' | 'down', frames: readonly string[]) => frames.map((text) => ({ owner, ip, way, text }));

  const post = (sent: Post, { signal }: { readonly signal?: AbortSignal }): Promise<PostAnswer> =>
    new Promise((resolve, reject) => {
      // What the page leaves behind does not end with it.
      const abandoned = new AbortController();
      let listening = true;
      const fail = () => {
        onTheirWay.delete(end);
        abandoned.abort();
        if (owner.alive) reject(new Error('No answer came'));
      };
      const end = (swallowed: boolean) => {
        listening = false;
        if (!swallowed) clock.after(network.delay(), fail);
      };
      onTheirWay.add(end);
      signal?.addEventListener('abort', () => {
        listening = false;
        fail();
      });
      const broken = () => {
        const breaks = chance.happens(network.weather.drop);
        if (breaks) end(false);
        return breaks;
      };
      const answered = (answer: PostAnswer | null) => {
        if (!answer) {
          end(false);
          return;
        }
        if (network.vanishes(framesOf('down', answer.frames)) || !listening || broken()) return;
        clock.after(down.take(JSON.stringify(answer), network.rate) + network.delay(), () => {
          onTheirWay.delete(end);
          if (listening && owner.alive) resolve(answer);
        });
      };
      const body = JSON.stringify(sent);
      if (network.vanishes(framesOf('up', sent.frames)) || broken()) return;
      clock.after(up.take(body, network.rate) + network.delay(), () => {
        if (network.isAway(owner) || !network.post) end(false);
        else void network.post(body, ip, abandoned.signal).then(answered);
      });
    });

  network.lines.add(line);
  const link = new PostedLink(
    { post, after: (ms, callback) => clock.after(ms, () => owner.alive && callback()), onHide: () => () => undefined },
    {
      opened: () => {
        if (owner.alive) events.opened();
      },
      message: (text) => {
        if (owner.alive) events.message(text);
      },
      closed: (code) => {
        gone();
        if (owner.alive) events.closed(code);
      },
    },
  );
  return {
    send: (text) => {
      if (owner.alive) link.send(text);
    },
    close: () => {
      gone();
      link.close();
    },
  };
}
