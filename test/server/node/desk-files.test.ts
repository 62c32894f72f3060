import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkConfig } from '../../../src/server/node/config.ts';
import { openDeskFiles } from '../../../src/server/node/desk-files.ts';

describe('the folder of a company', { skip: process.platform === 'win32' && 'Windows has rights of another kind' }, () => {
  it('is for its owner alone: what customers write is no other account’s to read', (t) => {
    const parent = mkdtempSync(join(tmpdir(), 'deskside-files-'));
    t.after(() => {
      rmSync(parent, { recursive: true });
    });
    const data = join(parent, 'data');
    const settings = checkConfig({ companies: { acme: { name: 'Acme' } }, data }).companies['acme'];
    assert.ok(settings);
    openDeskFiles(data, 'acme', settings).close();
    for (const folder of ['', 'acme', 'acme/files']) assert.equal(statSync(join(data, folder)).mode & 0o077, 0, `data/${folder}`);
  });
});
