/** One or two letters that stand for a name: of its first and last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letter = (word: string | undefined): string => /[\p{L}\p{N}]/u.exec(word ?? '')?.[0].toLocaleUpperCase() ?? '';
  const letters = letter(words[0]) + (words.length > 1 ? letter(words.at(-1)) : '');
  return letters === '' ? ([...name.trim()][0] ?? '') : letters;
}
