import type { Link, LinkEvents } from '../client/transport.ts';
import type { Post, PostAnswer } from '../protocol/posts.ts';
import { parsePostAnswer } from '../protocol/read-post-answer.ts';
import { PostedLink } from './posted-link.ts';

/** A link by posts to this address. */
export function openHttpLink(address: URL, events: LinkEvents): Link {
  const ports = {
    post: (post: Post, options: RequestInit) => postTo(address, post, options),
    after,
    onHide,
  };
  return new PostedLink(ports, events);
}

/** A text, as which it needs no question beforehand: so a page that goes can still send it. */
async function postTo(address: URL, post: Post, options: RequestInit): Promise<PostAnswer> {
  const response = await fetch(address, { ...options, method: 'POST', body: JSON.stringify(post) });
  const answer = parsePostAnswer(await response.json());
  if (!answer) throw new Error(`The server answered ${String(response.status)}`);
  return answer;
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => {
    clearTimeout(timer);
  };
}

/** A phone may end a page that is hidden without another word. */
function onHide(callback: (forGood: boolean) => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const ended = new AbortController();
  const { signal } = ended;
  const whenHidden = () => {
    if (document.hidden) callback(false);
  };
  document.addEventListener('visibilitychange', whenHidden, { signal });
  window.addEventListener(
    'pagehide',
    ({ persisted }) => {
      callback(!persisted);
    },
    { signal },
  );
  return () => {
    ended.abort();
  };
}
