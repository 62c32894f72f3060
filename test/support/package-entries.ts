import { globSync, readFileSync } from 'node:fs';

interface Manifest {
  readonly name: string;
  /** A name with null is withheld from a pattern. */
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>> | null>>;
}

export const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** One name under which the package can be imported, and the built file behind it. */
export interface Entry {
  /** As an importer writes it: `deskside/define/support-chat.js`. */
  readonly specifier: string;
  readonly file: string;
}

/** Every entry of `exports` that is a module, with patterns spelled out by what has been built. */
export function entries(): readonly Entry[] {
  return Object.entries(manifest.exports).flatMap(([name, target]) => {
    const file = typeof target === 'string' ? target : (target?.['default'] ?? '');
    if (!file.endsWith('.js')) return [];
    const specifier = (star: string) => `${manifest.name}${name.slice(1).replace('*', star)}`;
    if (!file.includes('*')) return [{ specifier: specifier(''), file }];
    // Every star of the target stands for the same text.
    const [first = '', ...more] = file.slice(2).split('*').map((part) => part.replaceAll('.', '\\.'));
    const shape = new RegExp(`^${[`${first}([^/]+)`, ...more].join('\\1').replace('\\1', '')}$`);
    return globSync(file.slice(2)).flatMap((found) => {
      const star = shape.exec(found)?.[1];
      const withheld = star === undefined || manifest.exports[name.replace('*', star)] === null;
      return withheld ? [] : [{ specifier: specifier(star), file: `./${found}` }];
    });
  });
}
