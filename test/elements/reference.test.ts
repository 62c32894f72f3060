import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const reference = read('docs/elements.md');

/** Names by kind, as `part header`, in the tables of one section. */
function written(section: string): readonly string[] {
  return [...section.matchAll(/^\| (attribute|property|slot|part|event) \| `([^`]+)` \| \S/gm)].map(([, kind, name]) => `${kind ?? ''} ${name ?? ''}`).sort();
}

/** The same names as the doc comments of a class and its properties have them; a fault if one says nothing of itself. */
function declared(source: string): readonly string[] {
  const kinds: Readonly<Record<string, string>> = { slot: 'slot', csspart: 'part', fires: 'event' };
  const tagged = [...source.matchAll(/^ \* @(slot|csspart|fires)(?: \{\w+\})? ([\w-]+) - \S/gm)].map(([, tag, name]) => `${kinds[tag ?? ''] ?? ''} ${name ?? ''}`);
  const properties = [...source.matchAll(/^( {2}\/\*\* (?:.*\*\/)\n)? {2}@property\((.*?)\) (\w+)/gm)].flatMap(([, comment, options = '', name = '']) => {
    assert.ok(comment, `@property ${name} has no doc comment`);
    if (comment.includes('@internal')) return [];
    if (options.includes('attribute: false')) return [`property ${name}`];
    return [`attribute ${/attribute: '([^']+)'/.exec(options)?.[1] ?? name.toLowerCase()}`];
  });
  return [...tagged.filter((name) => name !== 'slot -'), ...properties].sort();
}

function section(heading: string): string {
  return reference.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? assert.fail(`no section ${heading}`);
}

describe('docs/elements.md', () => {
  const folders = readdirSync(new URL('src/define/', root)).flatMap((file) => /^(?!.*-connection\.ts$)(\w+-[\w-]+)\.ts$/.exec(file)?.[1] ?? []);

  for (const tag of folders) {
    it(`names what <${tag}> has, and nothing else`, () => {
      assert.deepEqual(written(section(tag)), declared(read(`src/elements/${tag}/${tag}.ts`)));
    });
  }

  it('names what all of them have', () => {
    assert.deepEqual(written(section('All of them')), [...declared(read('src/elements/support-element.ts')), 'event support-ready'].sort());
  });

  it('names the public tokens', () => {
    const used = ['base', 'controls', 'tokens'].flatMap((name) => [...read(`src/styles/${name}.ts`).matchAll(/var\((--support-[\w-]+)/g)].map(([, token]) => token));
    assert.deepEqual([...reference.matchAll(/^\| `(--support-[\w-]+)` \|/gm)].map(([, token]) => token).sort(), [...new Set(used)].sort());
  });

  it('names each class of events, with the properties it has', () => {
    const inherited = read('src/elements/upload-events.ts');
    const classes = [...`${read('src/elements/events.ts')}\n${inherited}`.matchAll(/^export class \w+ extends (\w+) \{\n([^]*?)^\}/gm)];
    assert.ok(classes.length > 20);
    const has = classes.map(([, parent = '', body = '']) => {
      const type = /type = '([\w-]+)'/.exec(body)?.[1] ?? '';
      assert.match(reference, new RegExp(`\\| event \\| \`${type}\` \\|`));
      const own = [...body.matchAll(/^ {2}(?:readonly (\w+):|get (\w+)\()/gm)].map(([, field, getter]) => field ?? getter);
      return `${type}: ${[...(parent === 'UploadEvent' ? ['file'] : []), ...own].join(' ')}`;
    });
    const told = [...section('Events').matchAll(/^\| `(support-[\w-]+)` \| ([^|]*)\|/gm)].map(([, type = '', names = '']) => `${type}: ${[...names.matchAll(/`(\w+)`/g)].map(([, name]) => name).join(' ')}`);
    assert.deepEqual(told.sort(), has.sort());
  });
});
