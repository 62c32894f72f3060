/** A message as pieces: plain text, and links that are safe to follow. Their texts, joined, are the message. */
export type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly text: string; readonly href: string };

const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * Where a link may begin. Every repetition is bounded or stops at the next blank, so a message of 16,000 signs without one costs
 * no more than one with many.
 */
const beginning = /(?<![\p{L}\p{N}_@/.-])(?:https?:\/\/|www\.|mailto:|tel:|[\w.%+-]{1,64}@(?=[\p{L}\p{N}]))/giu;

/** What cannot stand in a link: blanks, quotes, angle brackets, and signs that turn the direction of writing. */
const end = /[\s<>"`\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** Finds the links of a message. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let done = 0;
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const candidate = trimmed(upToEnd(text, match.index));
    const href = address(candidate);
    if (href === null) {
      // Go on after the beginning alone: what follows it may be a link of its own.
      continue;
    }
    if (match.index > done) found.push({ kind: 'text', text: text.slice(done, match.index) });
    found.push({ kind: 'link', text: candidate, href });
    done = match.index + candidate.length;
    beginning.lastIndex = done;
  }
  if (done < text.length) found.push({ kind: 'text', text: text.slice(done) });
  return found;
}

/** Longer is no address that a person would send, and would have every beginning in a long word read to its end. */
const longest = 2_048;

function upToEnd(text: string, from: number): string {
  const rest = text.slice(from, from + longest);
  const stop = end.exec(rest);
  return stop ? rest.slice(0, stop.index) : rest;
}

/** Leaves out the sentence's own signs at the end: a full stop, a bracket that was opened before the link. */
function trimmed(word: string): string {
  let length = word.length;
  const opened: Record<string, number> = { ')': count(word, '('), ']': count(word, '[') };
  const closed: Record<string, number> = { ')': count(word, ')'), ']': count(word, ']') };
  for (; length > 0; length--) {
    const last = word.charAt(length - 1);
    if (last in opened) {
      if ((closed[last] ?? 0) <= (opened[last] ?? 0)) break;
      closed[last] = (closed[last] ?? 0) - 1;
    } else if (!/[.,;:!?'*_~|}…»“”‘’]/u.test(last)) break;
  }
  return word.slice(0, length);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

const mailbox = /^[\w.%+-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?\.\p{L}{2,24}$/u;

/** The address that a word stands for, or null if it is none or not one of the safe kinds. */
function address(word: string): string | null {
  if (/^www\./i.test(word)) return /^www\.[^.]+\../iu.test(word) ? web(`https://${word}`) : null;
  if (/^https?:/i.test(word)) return web(word);
  if (/^tel:/i.test(word)) return /^tel:\+?[\d().-]{3,40}$/i.test(word) ? word : null;
  const mail = word.replace(/^mailto:/i, '');
  return mailbox.test(mail) ? `mailto:${mail}` : null;
}

function web(word: string): string | null {
  if (!URL.canParse(word)) return null;
  const url = new URL(word);
  // A name before the host ("https://bank.example@evil.example") is there to deceive.
  if (!protocols.has(url.protocol) || url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.href;
}
