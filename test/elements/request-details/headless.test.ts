import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { technicianActions, type Action, type Verdict } from '../../../src/domain/lifecycle.ts';
import { allowedActions } from '../../../src/domain/verdicts.ts';
import type { ChatStatus, Guest, RequestStatus } from '../../../src/domain/request.ts';
import type { CannedReply } from '../../../src/domain/replies.ts';
import type { Colleague } from '../../../src/domain/staff.ts';
import { choosable, inOrder, matchingColleagues } from '../../../src/elements/request-details/colleague-choice.ts';
import { initials } from '../../../src/elements/request-details/initials.ts';
import { loaded, noteRows } from '../../../src/elements/request-details/note-rows.ts';
import { offered, type Offer } from '../../../src/elements/request-details/offered.ts';
import { matchingReplies, replySearch } from '../../../src/elements/request-details/reply-matches.ts';
import { en } from '../../../src/locales/en/details.ts';
import { Formats } from '../../../src/locales/formats.ts';
import { entry, pending, says, ten, anna as annaSays } from '../support-chat/lines.ts';

interface Standpoint {
  readonly status: RequestStatus;
  readonly chat: ChatStatus;
  readonly technician: string | null;
  readonly guests?: readonly Guest[];
  readonly available?: boolean;
  readonly admin?: boolean;
}

const verdictsOf = ({ status, chat, technician, guests = [], available = true, admin = false }: Standpoint) =>
  allowedActions({ status, chat, technician: technician === null ? null : { id: technician }, guests }, { role: 'technician', id: 'anna', available, admin });
const offersOf = (standpoint: Standpoint) => offered(verdictsOf(standpoint));
const names = (offers: readonly Offer[], place: Offer['place']) => offers.filter((offer) => offer.place === place).map(({ action }) => action);
const guest = (joined: boolean): Guest => ({ id: 'anna', name: 'Anna', joined });

const standpoints: readonly Standpoint[] = (['new', 'active', 'completed'] as const).flatMap((status) =>
  (['none', 'waiting', 'joined', 'ended'] as const).flatMap((chat) =>
    (status === 'new' ? [null] : ['anna', 'ben']).flatMap((technician) =>
      [true, false].flatMap((available) =>
        [true, false].flatMap((admin) =>
          [[], ...(status === 'active' && chat === 'joined' && technician === 'ben' ? [[guest(true)], [guest(false)]] : [])].map((guests) => ({ status, chat, technician, available, admin, guests })),
        ),
      ),
    ),
  ),
);

describe('The buttons of a request', () => {
  it('have one main deed at most: Assign to Me for what is new, Join Chat for what is mine or what one is asked into', () => {
    assert.deepEqual(names(offersOf({ status: 'new', chat: 'waiting', technician: null }), 'main'), ['assign']);
    for (const chat of ['none', 'waiting', 'ended'] as const) assert.deepEqual(names(offersOf({ status: 'active', chat, technician: 'anna' }), 'main'), ['join-chat']);
    assert.deepEqual(names(offersOf({ status: 'active', chat: 'joined', technician: 'ben', guests: [guest(false)] }), 'main'), ['join-chat']);
    for (const standpoint of standpoints) assert.ok(names(offersOf(standpoint), 'main').length <= 1);
  });

  it('put the main deed first, and the menu last', () => {
    for (const standpoint of standpoints) {
      const places = offersOf(standpoint).map(({ place }) => ['main', 'bar', 'more'].indexOf(place));
      assert.deepEqual(places, [...places].sort());
    }
  });

  it('make nothing the main deed that is refused', () => {
    const offers = offersOf({ status: 'new', chat: 'waiting', technician: null, available: false });
    assert.deepEqual(names(offers, 'main'), []);
    assert.equal(offers[0]?.action, 'assign');
    assert.equal(offers[0].verdict, 'not_available');
  });

  it('say why, where something is not allowed', () => {
    const verdicts = Object.fromEntries(offersOf({ status: 'new', chat: 'waiting', technician: null }).map(({ action, verdict }) => [action, verdict]));
    assert.equal(verdicts['join-chat'], 'not_assigned');
    assert.ok(offersOf({ status: 'active', chat: 'joined', technician: 'ben' }).every(({ verdict }) => verdict === 'someone_elses'));
  });

  it('offer every deed that the table allows, in every state there is', () => {
    for (const standpoint of standpoints) {
      const allowed = [...verdictsOf(standpoint)].filter(([action, verdict]) => verdict === true && !['write', 'note', 'amend'].includes(action)).map(([action]) => action);
      const shown = offersOf(standpoint).map(({ action }): Action => action);
      for (const action of allowed) assert.ok(shown.includes(action), `${action} in ${JSON.stringify(standpoint)}`);
    }
  });

  it('leave out what could not be meant: to leave without having been asked, to reopen what is open', () => {
    for (const standpoint of standpoints) {
      const shown = offersOf(standpoint).map(({ action }) => action);
      assert.equal(shown.includes('leave-chat'), verdictsOf(standpoint).get('leave-chat') === true);
      assert.equal(shown.includes('reopen'), standpoint.status === 'completed');
    }
  });

  it('are one for what is completed, refused to who is Unavailable', () => {
    assert.deepEqual(offersOf({ status: 'completed', chat: 'ended', technician: 'anna' }), [{ action: 'reopen', verdict: true, place: 'bar' }]);
    assert.deepEqual(offersOf({ status: 'completed', chat: 'ended', technician: 'anna', available: false }), [{ action: 'reopen', verdict: 'not_available', place: 'bar' }]);
  });

  it('never stand there twice, and are never a message or a note', () => {
    for (const standpoint of standpoints) {
      const shown = offersOf(standpoint).map(({ action }): string => action);
      assert.equal(new Set(shown).size, shown.length);
      assert.ok(shown.every((action) => action !== 'write' && action !== 'note' && technicianActions.some((one) => one === action)));
    }
  });

  it('are none before anything is known', () => {
    assert.deepEqual(offered(new Map<Action, Verdict>()), []);
  });
});

describe('Canned replies', () => {
  const reply = (name: string, text: string): CannedReply => ({ name, text });
  const replies = [reply('bye', 'Thank you, and hello to the others.'), reply('hello', 'Good day.'), reply('Größe', 'How large is it?')];
  const found = (search: string) => matchingReplies(replies, search).map(({ name }) => name);

  it('are found by name and by text, those with the name first', () => {
    assert.deepEqual(found('hello'), ['hello', 'bye']);
    assert.deepEqual(found('large'), ['Größe']);
    assert.deepEqual(found('nothing'), []);
  });

  it('are found whatever the case and the accents, by all words of a search', () => {
    assert.deepEqual(found('GROSSE'), ['Größe']);
    assert.deepEqual(found('grösse'), ['Größe']);
    assert.deepEqual(found('thank others'), ['bye']);
    assert.deepEqual(found('thank large'), []);
  });

  it('are all there for a search of nothing, in their order', () => {
    assert.deepEqual(found(' '), ['bye', 'hello', 'Größe']);
  });

  it('are asked for by a slash at the very beginning, up to the cursor, in one line', () => {
    assert.equal(replySearch('/', 1), '');
    assert.equal(replySearch('/thank you', 6), 'thank');
    assert.equal(replySearch('/thank', 0), null);
    assert.equal(replySearch(' /thank', 7), null);
    assert.equal(replySearch('either/or', 9), null);
    assert.equal(replySearch('/usr\nbin', 8), null);
  });

  it('never come as more than there are, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), text: fc.string() })), fc.string(), (all, search) => {
        const matching = matchingReplies(all, search);
        assert.equal(new Set(matching).size, matching.length);
        assert.ok(matching.every((one) => all.includes(one)));
      }),
    );
  });
});

describe('The choice of a colleague', () => {
  const colleague = (id: string, changes: Partial<Colleague> = {}): Colleague => ({ id, name: id, role: 'technician', enabled: true, available: true, connected: true, ...changes });
  const state = { technician: { id: 'anna', name: 'Anna' }, guests: [{ id: 'cleo', name: 'Cleo', joined: false }] };
  const all = [colleague('anna'), colleague('ben'), colleague('cleo'), colleague('dev', { enabled: false })];

  it('leaves out who is disabled and who has the request; for an invitation also who is a guest', () => {
    assert.deepEqual(choosable(all, state, 'transfer').map(({ id }) => id), ['ben', 'cleo']);
    assert.deepEqual(choosable(all, state, 'invite').map(({ id }) => id), ['ben']);
  });

  it('begins with who can take it on at once, then goes by name', () => {
    const ordered = inOrder([colleague('d', { available: false, connected: false }), colleague('c', { connected: false }), colleague('b', { available: false }), colleague('Ä'), colleague('z')], 'de');
    assert.deepEqual(ordered.map(({ id }) => id), ['Ä', 'z', 'c', 'b', 'd']);
  });

  it('is narrowed by name, and keeps who is chosen', () => {
    const people = [colleague('1', { name: 'Renée Dubois' }), colleague('2', { name: 'Ben' })];
    assert.deepEqual(matchingColleagues(people, 'dub ren', null).map(({ id }) => id), ['1']);
    assert.deepEqual(matchingColleagues(people, 'dub', '2').map(({ id }) => id), ['1', '2']);
  });
});

describe('Notes among the lines', () => {
  const note = (seq: number, at: number) => ({ seq, at, event: { type: 'note', author: { id: 'anna', name: 'Anna' }, text: 'x' } }) as const;

  it('wait for the lines among which they stand', () => {
    const lines = [entry(7, says(annaSays), ten), pending('p1')];
    const notes = [note(1, ten - 1), note(2, ten), note(3, ten + 1)];
    const shown = (more: boolean, later: boolean) => noteRows(notes, loaded(lines, more, later), en, new Formats('en')).map(({ id }) => id);
    assert.deepEqual(shown(true, false), ['n2', 'n3']);
    assert.deepEqual(shown(true, true), ['n2']);
    assert.deepEqual(shown(false, false), ['n1', 'n2', 'n3']);
  });
});

describe('Initials', () => {
  it('are of the first and the last word, letters alone', () => {
    assert.equal(initials('Ben Okafor'), 'BO');
    assert.equal(initials('anna'), 'A');
    assert.equal(initials('  Max (Support) von Öhlen '), 'MÖ');
    assert.equal(initials('李 小龙'), '李小');
    assert.equal(initials('🙂'), '🙂');
  });
});
