import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** A file that should not be, and the rule that must say so. */
const plants: readonly (readonly [file: string, source: string, rule: string])[] = [
  ['src/domain/planted.ts', `import '../protocol/limits.ts';`, 'domain: what it may import'],
  ['src/domain/planted-package.ts', `import 'valibot';`, 'domain: packages'],
  ['src/protocol/planted.ts', `import type { Link } from '../client/transport.ts';\nexport type Planted = Link;`, 'protocol: what it may import'],
  ['src/client/planted.ts', `import '../elements/planted-element.ts';`, 'client: what it may import'],
  ['src/client/planted-far.ts', `import './planted.ts';`, 'the headless client has no Lit'],
  ['src/elements/planted-element.ts', `import 'lit';`, ''],
  ['src/elements/planted-socket.ts', `import 'ws';`, 'elements: packages'],
  ['src/elements/planted-code.ts', `import { limitless } from '../protocol/limits.ts';\nconsole.log(limitless);`, 'elements: types of protocol'],
  ['src/elements/planted-types.ts', `import type { Row } from '../protocol/frames.ts';\nexport type Planted = Row;`, ''],
  ['src/elements/planted-define.ts', `import '../define/planted.ts';`, 'side effects live in define alone'],
  ['src/define/planted.ts', `export {};`, ''],
  ['src/server/core/planted.ts', `import 'node:fs';`, 'server/core: Node'],
  ['src/server/host/planted.ts', `import '../node/planted.ts';`, 'server/host: what it may import'],
  ['src/server/node/planted.ts', `import '../../client/errors.ts';`, 'server/node: what it may import'],
  ['src/transports/planted.ts', `import '../server/core/ports.ts';`, 'the client and the server do not know each other'],
  ['src/utils/planted.ts', `export {};`, ''],
  ['src/domain/planted-folder.ts', `import '../utils/planted.ts';`, 'every folder has its row'],
  ['src/domain/planted-circle.ts', `import './planted-back.ts';`, ''],
  ['src/domain/planted-back.ts', `import './planted-circle.ts';`, 'no circles'],
];

describe('The direction of imports', () => {
  let folder = '';
  let violations: readonly Violation[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-layers-'));
    for (const name of ['src', 'tsconfig.json', 'package.json']) cpSync(name, join(folder, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [file, source] of plants) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    const config = resolve('test/config/layers.mjs');
    const run = spawnSync('depcruise', ['--config', config, '--output-type', 'json', 'src'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    const report = JSON.parse(run.stdout) as { summary: { violations: readonly Violation[] } };
    violations = report.summary.violations;
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [file, source, rule] of plants) {
    const what = source.split('\n')[0] ?? '';
    it(rule ? `refuses \`${what}\` in ${file}: ${rule}` : `has nothing against \`${what}\` in ${file}`, () => {
      const found = violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name);
      if (rule) assert.ok(found.includes(rule), `reported: ${found.join('; ') || 'nothing'}`);
      else assert.deepEqual(found, []);
    });
  }
});
