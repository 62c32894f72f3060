import { escape } from './escape.ts';
import type { KeptMessage } from './mailbox.ts';

const ways = { email: { en: 'Email', de: 'E-Mail' }, sms: { en: 'SMS', de: 'SMS' } } as const;

/** The messages as items of a list, their links to be followed. Everything in them is text. */
export function messageItems(messages: readonly KeptMessage[]): string {
  return messages
    .map(({ by, at, to, subject, text }) => {
      const time = new Date(at).toISOString();
      // An SMS has no subject.
      const heading = subject === '' ? to : subject;
      const whom = subject === '' ? '' : ` · <bdi>${escape(to)}</bdi>`;
      return `<li class="mail">
  <h2><bdi>${escape(heading)}</bdi></h2>
  <p class="meta"><span lang="en">${ways[by].en}</span><span lang="de">${ways[by].de}</span>${whom} · <time datetime="${time}">${time.slice(11, 16)} UTC</time></p>
  <p class="text">${linked(text)}</p>
</li>`;
    })
    .join('\n');
}

/** Addresses of pages become links; what follows them ends at a blank. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');
}
