/**
 * What people have typed, as part of a subject or of a line: no breaks and no control characters, nothing that turns the
 * direction of what follows, and not longer than the line bears.
 * @param most characters.
 */
export function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  const signs = [...line];
  return signs.length > most ? `${signs.slice(0, most - 1).join('').trimEnd()}…` : line;
}

/** A text of several lines for a plain mail, quoted line by line: none of them passes for one of ours. */
export function quotedText(text: string, most: number): string {
  return plainText(text, most)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function plainText(text: string, most: number): string {
  const clean = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
  const signs = [...clean];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : clean;
}
