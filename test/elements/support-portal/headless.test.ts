import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { standing } from '../../../src/domain/request.ts';
import { choose } from '../../../src/elements/support-portal/places.ts';
import { statusLine } from '../../../src/elements/support-portal/status-line.ts';
import { de } from '../../../src/locales/de/portal.ts';
import { en } from '../../../src/locales/en/portal.ts';

const keys = fc.array(fc.stringMatching(/^[0-9a-f]{8}$/), { maxLength: 5 });

describe('what a portal shows at its start', () => {
  it('is the request it is named, whatever else there is', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (open, inUse) => {
        assert.deepEqual(choose('named', open.map((key) => ({ key })), inUse), { kind: 'request', key: 'named' });
      }),
    );
  });

  it('is the first of the open ones, but never in place of a form in use', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (open, inUse) => {
        const place = choose('', open.map((key) => ({ key })), inUse);
        assert.deepEqual(place, inUse || open.length === 0 ? { kind: 'form' } : { kind: 'request', key: open[0] });
      }),
    );
  });
});

describe('what a customer is told of a request', () => {
  const anna = { id: 'anna', name: 'Anna' };

  it('names the technician as soon as there is one, in both languages', () => {
    assert.deepEqual(statusLine({ status: 'active', chat: 'joined', technician: anna }, true, en), ['You are chatting with ', 'Anna', '.']);
    assert.deepEqual(statusLine({ status: 'active', chat: 'none', technician: anna }, false, de), ['', 'Anna', ' kümmert sich um Ihre Anfrage.']);
  });

  it('promises somebody shortly only while somebody is there', () => {
    const waiting = { status: 'new', chat: 'waiting', technician: null } as const;
    assert.equal(statusLine(waiting, true, en)?.[0], en.waiting);
    assert.equal(statusLine(waiting, false, en)?.[0], en.offlineAnswer);
    assert.equal(statusLine({ ...waiting, chat: 'none' }, true, en)?.[0], en.offlineAnswer);
  });

  it('is something in every state but the completed one, which its status tells', () => {
    for (const status of ['new', 'active', 'completed'] as const) {
      for (const chat of ['none', 'waiting', 'joined', 'ended'] as const) {
        const line = statusLine({ status, chat, technician: status === 'active' ? anna : null }, true, en);
        assert.equal(line === null, standing({ status, chat }) === 'completed');
      }
    }
  });
});
