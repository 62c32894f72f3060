import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const found = (pattern: string): readonly string[] => globSync(pattern, { cwd: root, exclude: ['node_modules/**'] });
const captures = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...found('docs/**/*.md')].map((path) => ({ path, text: read(path) }));
const manifest = JSON.parse(read('package.json')) as Readonly<Record<'scripts' | 'dependencies' | 'devDependencies', Readonly<Record<string, string>>>>;

/** The name under which a heading is linked. */
function anchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

/** What stands in code marks: `x`. Blocks of code are no part of it. */
function codeIn(text: string): readonly string[] {
  return captures(text.replace(/^```[^]*?^```/gm, ''), /`([^`\n]+)`/g);
}

/** Where a file named in the docs may be: as it stands, in src, with or without its ending. */
function exists(name: string): boolean {
  return [name, `${name}.ts`, `src/${name}`, `src/${name}.ts`].some((path) => existsSync(join(root, path)));
}

/** `a/{b,c}.ts` is two names. */
function spelledOut(name: string): readonly string[] {
  const [, before = '', list, after = ''] = /^(.*)\{([^}]+)\}(.*)$/.exec(name) ?? [];
  return list === undefined ? [name] : list.split(',').map((one) => before + one + after);
}

describe('the docs', () => {
  it('link to what there is', () => {
    const dead = pages.flatMap(({ path, text }) =>
      captures(text, /\]\(([^)\s]+)\)/g).filter((link) => {
        if (/^https?:/.test(link)) return false;
        const [file = '', heading] = link.split('#');
        const target = file === '' ? path : normalize(join(dirname(path), file));
        if (!existsSync(join(root, target))) return true;
        return heading !== undefined && !captures(read(target), /^#+ (.*)$/gm).some((one) => anchor(one) === heading);
      }),
    );
    assert.deepEqual(dead, []);
  });

  it('name files and folders that are there', () => {
    const folders = /^(?:src|test|demo|docs|\.ci|client|connect|define|domain|elements|local|locales|protocol|server|styles|testing|transports)\/[\w./{},-]+$/;
    const missing = pages.flatMap(({ text }) => codeIn(text).filter((code) => folders.test(code) && !code.includes('my-') && !spelledOut(code).every(exists)));
    assert.deepEqual(missing, []);
  });

  it('say where to begin by the names of modules that are there', () => {
    const begin = read('docs/architecture.md').split('## Where to begin')[1]?.split('\n## ')[0] ?? '';
    const places = captures(begin, /^\| [^|]+ \| (.+) \|$/gm).slice(1);
    const modules = new Set(found('src/**/*').map((path) => basename(path, '.ts')));
    assert.ok(places.length > 20);
    assert.deepEqual(
      places.flatMap(codeIn).filter((name) => /^[a-z][a-z-]*$/.test(name) && !modules.has(name)),
      [],
    );
  });

  it('give commands that there are', () => {
    for (const { path, text } of pages) {
      for (const script of captures(text, /\bnpm run ([\w-]+)/g)) assert.ok(Object.hasOwn(manifest.scripts, script), `${path}: npm run ${script}`);
      for (const file of captures(text, /\bnode ((?:test|demo)\/[\w./-]+)/g)) assert.ok(existsSync(join(root, file)), `${path}: node ${file}`);
    }
  });
});

describe('docs/server.md', () => {
  interface Shape {
    readonly properties?: Readonly<Record<string, Shape>>;
    readonly additionalProperties?: boolean | Shape;
    readonly items?: Shape;
  }

  /** The names of all keys, with those inside. Of a signing key the fields are those of a JWK. */
  function keysOf(shape: Shape): readonly string[] {
    const { properties = {}, additionalProperties, items } = shape;
    const inside = [...Object.values(properties), ...(typeof additionalProperties === 'object' ? [additionalProperties] : []), ...(items ? [items] : [])];
    return [...Object.keys(properties), ...inside.flatMap(keysOf)];
  }

  it('names every key of the configuration', () => {
    const keys = new Set(keysOf(JSON.parse(read('docs/deskside.schema.json')) as Shape));
    const named = codeIn(read('docs/server.md')).join(' ');
    assert.ok(keys.size > 50);
    assert.deepEqual(
      [...keys].filter((key) => key !== '$schema' && !new RegExp(`\\b${key}\\b`).test(named)),
      [],
    );
  });
});

describe('the rules of docs/protocol.md', () => {
  const rules = captures(read('docs/protocol.md'), /^- \*\*(R\d+)\*\* /gm);
  const numbers = (paths: readonly string[]): ReadonlySet<string> => new Set(paths.flatMap((path) => captures(read(path), /\b(R\d{1,3})\b/g)));

  it('have a number each', () => {
    assert.ok(rules.length > 90);
    assert.deepEqual([...new Set(rules)], rules);
  });

  it('are each cited by a test that proves it', () => {
    const proved = numbers([...found('test/**/*.ts'), ...found('src/testing/*.ts')]);
    assert.deepEqual(
      rules.filter((rule) => !proved.has(rule)),
      [],
    );
  });

  it('are all that is cited anywhere', () => {
    const cited = numbers([...found('{src,test,demo}/**/*.{ts,mjs}'), ...pages.map(({ path }) => path)]);
    assert.deepEqual(
      [...cited].filter((rule) => !rules.includes(rule)),
      [],
    );
  });
});

describe('docs/decisions/README.md', () => {
  it('names every decision as it names itself', () => {
    const titles = found('docs/decisions/[0-9]*.md').map((path) => read(path).replace(/^# (\d+) (.*)[^]*$/, `- [$1](${basename(path)}) $2`));
    assert.ok(titles.length > 20);
    assert.deepEqual(read('docs/decisions/README.md').match(/^- \[\d.*$/gm), titles.sort());
  });
});

describe('docs/decisions/dependencies.md', () => {
  it('has a reason for each dependency, and for none that is gone', () => {
    const reasons = captures(read('docs/decisions/dependencies.md'), /^\| (`[^|]+`) \| \S/gm).flatMap(codeIn);
    assert.deepEqual([...reasons].sort(), Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort());
  });
});
