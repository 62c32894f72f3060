import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileFaults } from '../../src/domain/files.ts';
import { allowedActions, type Actor } from '../../src/domain/verdicts.ts';
import { closeCodes, isTransient, terminalReason } from '../../src/protocol/errors.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('close codes', () => {
  it('end the connection for good where another try would end the same [R62]', () => {
    const terminal = Object.values(closeCodes).filter((code) => terminalReason(code) !== null);
    assert.deepEqual(terminal.sort(), [4400, 4401, 4403, 4404, 4409, 4426]);
    for (const code of [1000, 1001, 1006, 1011, 4408, 4413, 4999, 0]) assert.equal(terminalReason(code), null);
  });
});

describe('refusals', () => {
  it('are for good, but for three [R14]', () => {
    assert.deepEqual(['rate_limited', 'unavailable', 'token_expired'].map(isTransient), [true, true, true]);
    assert.deepEqual(['invalid', 'not_found', 'completed', 'constructor', 'code_of_tomorrow'].map(isTransient), [false, false, false, false, false]);
  });
});

describe('a reason of the lifecycle table', () => {
  it('is never taken for a passing trouble: the command would wait in its lane for ever [R14]', () => {
    const actors: readonly Actor[] = [{ role: 'customer' }, ...[true, false].flatMap((available) => [true, false].map((admin) => ({ role: 'technician' as const, id: 'anna', available, admin })))];
    for (const status of ['new', 'active', 'completed'] as const) {
      for (const chat of ['none', 'waiting', 'joined', 'ended'] as const) {
        for (const technician of [null, { id: 'anna' }, { id: 'ben' }]) {
          for (const guests of [[], [{ id: 'anna', joined: true }], [{ id: 'anna', joined: false }]]) for (const actor of actors) for (const answer of allowedActions({ status, chat, technician, guests }, actor).values()) assert.ok(answer === true || !isTransient(answer), String(answer));
        }
      }
    }
  });
});

describe('the page about errors', () => {
  it('explains every code there is, and none that is not', () => {
    const source = ['src/protocol/errors.ts', 'src/domain/lifecycle.ts', 'src/domain/amendments.ts'].map((name) => read(name).replace(/\/\/.*/g, '')).join('\n');
    const unions = [...source.matchAll(/export type (?:PermanentCode|TransientCode|AskCode|LocalCode|Reason|AmendFault) =([^;]+);/g)].map((match) => match[1] ?? '');
    assert.equal(unions.length, 6);
    const declared = new Set([...unions.flatMap((union) => [...union.matchAll(/'(\w+)'/g)].map((match) => match[1])), ...fileFaults]);
    const explained = new Set([...read('docs/errors.md').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]));
    assert.ok(declared.size > 20);
    assert.deepEqual([...explained].sort(), [...declared].sort());
  });
});
