import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { runAll } from '../runner/schedule.ts';
import type { Step } from '../runner/steps.ts';
import { judgeCheck, judgeTests, line, readCounts, sum } from '../runner/tally.ts';

const counts = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });

describe('The tally of the test command', () => {
  it('counts what passed and failed', () => {
    assert.deepEqual(judgeTests({ code: 0, counts: counts(7) }), { passed: 7, failed: 0 });
    assert.deepEqual(judgeTests({ code: 1, counts: counts(7, 2) }), { passed: 7, failed: 2 });
  });

  it('never takes a step without a test, a killed one or a silent one for passed', () => {
    assert.equal(judgeTests({ code: 0, counts: counts(0) }).failed, 1);
    assert.equal(judgeTests({ code: 0, counts: null }).failed, 1);
    assert.equal(judgeTests({ code: null, counts: counts(7) }).failed, 1);
    assert.equal(judgeCheck({ code: null }).failed, 1);
    assert.equal(sum([]).failed, 1);
  });

  it('takes an error after the last test, and a skipped test, for a failure', () => {
    assert.deepEqual(judgeTests({ code: 1, counts: counts(7) }), { passed: 7, failed: 1 });
    assert.deepEqual(judgeTests({ code: 0, counts: counts(7, 0, 1) }), { passed: 7, failed: 1 });
  });

  it('closes with one line', () => {
    assert.equal(line(sum([counts(7, 2), judgeCheck({ code: 0 })])), '8 passed, 2 failed');
  });

  it('reads nothing into a broken report', () => {
    for (const text of ['', '{', 'null', '{}', '{"passed":-1,"failed":0,"skipped":0}', '{"passed":"1","failed":0,"skipped":0}']) assert.equal(readCounts(text), null);
  });
});

describe('The schedule of the test command', () => {
  const step = (name: string, code: string, more: Partial<Step> = {}): Step => ({ group: 'node', name, command: ['node', '-e', code], counts: 'check', weight: 1, ...more });

  const silently = { live: true, print: () => undefined };

  it('runs every step once and never more than fit', async () => {
    const tallies = await runAll([step('a', ''), step('b', 'process.exit(3)'), step('c', '', { weight: 2 }), step('d', '')], silently);
    assert.deepEqual(sum(tallies), { passed: 3, failed: 1 });
  });

  it('does not run on a broken build, and counts what it left out as failed', async () => {
    const steps = [step('build', 'process.exit(1)', { group: 'build' }), step('flows', '', { needsBuild: true })];
    assert.deepEqual(sum(await runAll(steps, silently)), { passed: 0, failed: 2 });
  });

  it('counts a command that is not there as failed', async () => {
    assert.deepEqual(sum(await runAll([step('x', '', { command: ['no-such-command-anywhere'] })], silently)), { passed: 0, failed: 1 });
  });
});

describe('The count of tests under Node', () => {
  function count(source: string): unknown {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-count-'));
    try {
      const file = join(folder, 'sample.test.mjs');
      writeFileSync(file, source);
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const args = ['--test', `--test-reporter=${resolve('test/runner/count-node-tests.mjs')}`, `--test-reporter-destination=${join(folder, 'counts')}`, file];
      spawnSync('node', args, { env });
      return JSON.parse(readFileSync(join(folder, 'counts'), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const use = `import { describe, it } from 'node:test';\n`;

  it('tells passed, failed and skipped tests apart', () => {
    assert.deepEqual(count(`${use} describe('x', () => { it('a', () => {}); it('b', () => { throw new Error(); }); it.skip('c', () => {}); it.todo('d'); });`), counts(1, 1, 2));
  });

  it('takes a file without a test for a failure', () => {
    assert.deepEqual(count('export {};'), counts(0, 1));
  });

  it('takes a file that does not load for a failure', () => {
    assert.deepEqual(count('import "./not-there.mjs";'), counts(0, 1));
  });
});
