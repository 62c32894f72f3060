import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { entries, manifest } from '../support/package-entries.ts';

/** What Lit and nanostores themselves leave behind: their versions, to warn when two are there, and what Lit needs on a server. */
const theirs = ['litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litIssuedWarnings', 'litPropertyMetadata', 'litServerRoot', 'customElements', 'nanostoresGlobal'];

/** Imports one entry in a Node of its own and says what it left in the global object. */
function importAlone(specifier: string): { status: number | null; left: readonly string[]; error: string } {
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    await import(${JSON.stringify(specifier)});
    console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))));`;
  const run = spawnSync('node', ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });
  const left = run.status === 0 ? (JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as readonly string[]) : [];
  return { status: run.status, left: left.filter((name) => !theirs.includes(name)), error: run.stderr };
}

/** Which of the tags are there once an entry has been imported; on a server Lit has a registry of its own. */
function defined(specifier: string, tags: readonly string[]): readonly string[] {
  const script = `await import(${JSON.stringify(specifier)}); console.log(JSON.stringify(${JSON.stringify(tags)}.filter((tag) => customElements.get(tag))));`;
  const run = spawnSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as readonly string[];
}

describe('The built package', () => {
  const all = entries();

  it('has a file behind every name it exports', () => {
    for (const [name, target] of Object.entries(manifest.exports)) {
      if (name === './package.json' || target === null) continue;
      const start = `${manifest.name}${name.slice(1)}`.split('*')[0] ?? '';
      assert.ok(all.some(({ specifier, file }) => specifier.startsWith(start) && existsSync(file)) || name.endsWith('.json'), `nothing behind ${name}`);
    }
  });

  it('has types beside every module', () => {
    for (const { file } of all) assert.ok(existsSync(file.replace(/\.js$/, '.d.ts')), `no types beside ${file}`);
  });

  const tags = all.flatMap(({ specifier }) => /^deskside\/define\/((?:support|file|request)-.+)\.js$/.exec(specifier)?.[1] ?? []);

  it('defines every tag by deskside/define', () => {
    assert.ok(tags.includes('support-portal') && tags.includes('support-center'));
    assert.deepEqual(defined('deskside/define', tags), tags);
  });

  for (const tag of tags) {
    it(`defines <${tag}> by its own module, and gives it a client`, () => {
      assert.ok(defined(`deskside/define/${tag}.js`, tags).includes(tag));
      assert.match(readFileSync(`dist/define/${tag}.js`, 'utf8'), /import '\.\/(?:\w+-)?connection\.js'/);
    });
  }

  for (const { specifier } of all) {
    it(`leaves nothing behind and ends by itself when ${specifier} is imported on a server`, () => {
      const { status, left, error } = importAlone(specifier);
      assert.equal(status, 0, error);
      assert.deepEqual(left, []);
    });
  }
});
