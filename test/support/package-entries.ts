import { globSync, readFileSync } from 'node:fs';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
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
    const file = typeof target === 'string' ? target : (target['default'] ?? '');
    if (!file.endsWith('.js')) return [];
    const specifier = (star: string) => `${manifest.name}${name.slice(1).replace('*', star)}`;
    if (!file.includes('*')) return [{ specifier: specifier(''), file }];
    const [before = '', after = ''] = file.slice(2).split('*');
    return globSync(file.slice(2)).map((found) => ({ specifier: specifier(found.slice(before.length, found.length - after.length)), file: `./${found}` }));
  });
}
