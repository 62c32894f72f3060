import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { entries, manifest } from '../support/package-entries.ts';

/** What Lit itself leaves behind when it is imported: its versions, to warn when two are there. */
const litsOwn = ['litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litIssuedWarnings'];

/** Imports one entry in a Node of its own and says what it left in the global object. */
function importAlone(specifier: string): { status: number | null; left: readonly string[]; error: string } {
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    await import(${JSON.stringify(specifier)});
    console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))));`;
  const run = spawnSync('node', ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });
  const left = run.status === 0 ? (JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as readonly string[]) : [];
  return { status: run.status, left: left.filter((name) => !litsOwn.includes(name)), error: run.stderr };
}

describe('The built package', () => {
  const all = entries();

  it('has a file behind every name it exports', () => {
    for (const name of Object.keys(manifest.exports)) {
      if (name === './package.json') continue;
      const start = `${manifest.name}${name.slice(1)}`.split('*')[0] ?? '';
      assert.ok(all.some(({ specifier, file }) => specifier.startsWith(start) && existsSync(file)) || name.endsWith('.json'), `nothing behind ${name}`);
    }
  });

  it('has types beside every module', () => {
    for (const { file } of all) assert.ok(existsSync(file.replace(/\.js$/, '.d.ts')), `no types beside ${file}`);
  });

  for (const { specifier } of all) {
    it(`leaves nothing behind and ends by itself when ${specifier} is imported on a server`, () => {
      const { status, left, error } = importAlone(specifier);
      assert.equal(status, 0, error);
      assert.deepEqual(left, []);
    });
  }
});
