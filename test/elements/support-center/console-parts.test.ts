import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import type { CompanyPresence, TechnicianClient } from '../../../src/client/client.ts';
import { noNotifications } from '../../../src/domain/staff.ts';
import { defaultWaits } from '../../../src/domain/waits.ts';
import { filterAfter } from '../../../src/elements/support-center/shown-companies.ts';
import { KeptChoices, parseKept, type Kept } from '../../../src/elements/support-center/kept-choices.ts';
import { menuTools } from '../../../src/elements/support-center/menu-tools.ts';
import { SearchText } from '../../../src/elements/support-center/search-field.ts';
import { actionOf, defaultKeys, keyFault, keyHint, keyKinds, keyOf, keysWith, shortcutActions, type Pressed } from '../../../src/elements/support-center/shortcuts.ts';
import { splitAfterKey, splitRange } from '../../../src/elements/support-center/split.ts';
import { en } from '../../../src/locales/en/console.ts';
import { Formats } from '../../../src/locales/formats.ts';

const host = () => {
  const renderings = { count: 0 };
  return { renderings, addController: () => undefined, removeController: () => undefined, requestUpdate: () => (renderings.count += 1), updateComplete: Promise.resolve(true) };
};

describe('Shortcuts', () => {
  const press = (key: string, modifiers: Partial<Pressed> = {}): Pressed => ({ key, code: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...modifiers });
  const chord = (key: string, code = '') => press(key, { altKey: true, shiftKey: true, code });

  it('have a key of each kind for every action, and no key twice', () => {
    for (const kind of keyKinds) assert.equal(new Set(shortcutActions.map((action) => defaultKeys[action][kind])).size, shortcutActions.length);
    for (const action of shortcutActions) assert.equal(keyFault(defaultKeys, action, 'chord', defaultKeys[action].chord), null, action);
  });

  it('are single letters only where they were switched on, and never in a text field', () => {
    assert.equal(actionOf(press('j'), defaultKeys, false, false), null);
    assert.equal(actionOf(press('j'), defaultKeys, true, false), 'next');
    assert.equal(actionOf(press('?'), defaultKeys, true, false), 'help');
    assert.equal(actionOf(press('j'), defaultKeys, true, true), null);
  });

  it('work with Alt and Shift in text fields too, unless the key would have typed something', () => {
    assert.equal(actionOf(chord('N', 'KeyN'), defaultKeys, false, true), 'next');
    assert.equal(actionOf(chord('\u02c6', 'KeyN'), defaultKeys, false, true), null);
    assert.equal(actionOf(chord('\u02c6', 'KeyN'), defaultKeys, false, false), 'next');
    assert.equal(actionOf(chord('!', 'Digit1'), defaultKeys, false, false), 'all');
  });

  it('leave every key to the browser that is pressed with Control or the command key, or with Alt alone', () => {
    const letters = ['a', 'f', 'j', 'n', 'p', 't', 'w', '1', '4', '?', '/'];
    fc.assert(
      fc.property(fc.constantFrom(...letters), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (key, ctrlKey, metaKey, altKey, shiftKey) => {
        fc.pre(ctrlKey || metaKey || (altKey && !shiftKey));
        assert.equal(actionOf(press(key, { ctrlKey, metaKey, altKey, shiftKey }), defaultKeys, true, false), null);
      }),
    );
  });

  it('can be given other keys, and none at all', () => {
    const keys = keysWith({ 'next chord': 'X', 'next letter': '' });
    assert.equal(actionOf(chord('X'), keys, true, false), 'next');
    assert.equal(actionOf(chord('N'), keys, true, false), null);
    assert.equal(actionOf(press('j'), keys, true, false), null);
    assert.equal(keyFault(keys, 'search', 'chord', 'X'), 'next');
    assert.equal(keyFault(keys, 'search', 'chord', 'N'), null);
    assert.equal(keyFault(keys, 'search', 'chord', 'T'), 'reserved');
  });

  it('are shown as they are: with letters only where those are on', () => {
    assert.deepEqual(keyHint(defaultKeys.next, false, en), { title: 'Alt+Shift+N', aria: 'Alt+Shift+N' });
    assert.deepEqual(keyHint(defaultKeys.next, true, en), { title: 'Alt+Shift+N, j', aria: 'Alt+Shift+N j' });
    assert.equal(keyHint({ chord: '', letter: 'j' }, false, en), undefined);
  });

  it('are no keys that only change others', () => {
    for (const key of ['Shift', 'Alt', 'Enter', 'Tab', 'Escape', ' ', 'ArrowDown', 'Dead']) assert.equal(keyOf(press(key)), null, key);
  });
});

describe('A separator', () => {
  it('goes with the arrows of its direction and of writing, and to both ends', () => {
    assert.equal(splitAfterKey('ArrowRight', 50, true, true), 52);
    assert.equal(splitAfterKey('ArrowRight', 50, true, false), 48);
    assert.equal(splitAfterKey('ArrowUp', 50, false, true), 48);
    assert.equal(splitAfterKey('ArrowUp', 50, true, true), null);
    assert.equal(splitAfterKey('Home', 50, true, true), splitRange.least);
    assert.equal(splitAfterKey('End', 50, false, true), splitRange.most);
    assert.equal(splitAfterKey('Tab', 50, true, true), null);
  });

  it('never leaves either side without room', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight', 'Home', 'End')), fc.boolean(), (keys, leftToRight) => {
        let at = 50;
        for (const key of keys) at = splitAfterKey(key, at, true, leftToRight) ?? at;
        assert.ok(at >= splitRange.least && at <= splitRange.most);
      }),
    );
  });
});

describe('What was chosen', () => {
  it('is read as it was written, and without what nobody could have chosen', () => {
    const kept: Kept = {
      view: 'active',
      request: 'acme/7',
      mine: { sort: 'on', direction: 'ascending' },
      all: { sort: 'customer', direction: 'descending' },
      companies: ['acme'],
      across: 40,
      down: 30,
      letters: true,
      keys: { 'next chord': 'X' },
    };
    assert.deepEqual(parseKept(JSON.stringify(kept)), kept);
    const nothing = parseKept(null);
    for (const text of ['', '{', '7', '"x"', '[]', '{"view":"latest","mine":{"sort":"colour","direction":"up"},"across":400,"companies":7,"keys":[]}']) assert.deepEqual(parseKept(text), nothing, text);
  });

  it('is never a fault, whatever is found', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseKept(text)));
  });

  const clientWith = (store: Map<string, string>) =>
    ({
      preference: async (name: string) => store.get(name) ?? null,
      savePreference: async (name: string, value: string) => void store.set(name, value),
    }) as unknown as TechnicianClient;
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('is kept beside what another page has kept meanwhile', async () => {
    const store = new Map<string, string>();
    const client = clientWith(store);
    const pages = [1, 2].map(() => {
      const choices = new KeptChoices(host(), () => client, () => undefined, (write) => {
        write();
      });
      choices.hostUpdate();
      return choices;
    });
    await settled();
    pages[0]?.save({ view: 'all' });
    await settled();
    pages[1]?.save({ across: 30 });
    await settled();
    const kept = parseKept(store.get('console') ?? null);
    assert.equal(kept.view, 'all');
    assert.equal(kept.across, 30);
  });

  it('holds at once, and is written once nothing else is to do', async () => {
    const store = new Map<string, string>();
    const client = clientWith(store);
    const writes: (() => void)[] = [];
    const choices = new KeptChoices(host(), () => client, () => undefined, (write) => writes.push(write));
    choices.hostUpdate();
    await settled();
    choices.save({ view: 'all' });
    await settled();
    assert.equal(choices.value?.view, 'all');
    assert.equal(store.size, 0);
    for (const write of writes) write();
    await settled();
    assert.equal(parseKept(store.get('console') ?? null).view, 'all');
  });

  it('is nothing in a browser that keeps nothing', async () => {
    const client = { preference: () => Promise.reject(new Error('blocked')), savePreference: () => Promise.reject(new Error('blocked')) } as unknown as TechnicianClient;
    const choices = new KeptChoices(host(), () => client, () => undefined);
    choices.hostUpdate();
    assert.ok(!choices.value);
    await settled();
    choices.save({ view: 'all' });
    await settled();
    assert.deepEqual(choices.value, { ...parseKept(null), view: 'all' });
  });
});

describe('The company filter', () => {
  it('shows at least one company, and all as all', () => {
    const all = ['acme', 'globex', 'initech'];
    assert.deepEqual(filterAfter(all, undefined, 'acme'), ['globex', 'initech']);
    assert.equal(filterAfter(all, ['globex', 'initech'], 'acme'), undefined);
    assert.equal(filterAfter(all, ['acme'], 'acme'), undefined);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all)), (presses) => {
        let shown: readonly string[] | undefined;
        for (const company of presses) {
          shown = filterAfter(all, shown, company);
          assert.ok(!shown || (shown.length > 0 && shown.length < all.length));
        }
      }),
    );
  });
});

describe('The search field', () => {
  function scene() {
    let due: (() => void) | undefined;
    let begun = 0;
    const page = host();
    const search = new SearchText(
      page,
      () => (begun += 1),
      (_ms, callback) => {
        due = callback;
        return () => (due = undefined);
      },
    );
    const pause = () => {
      const callback = due;
      due = undefined;
      callback?.();
    };
    return { search, pause, waiting: () => due !== undefined, begun: () => begun };
  }

  it('asks once typing pauses, and at once when it is emptied', () => {
    const { search, pause, waiting } = scene();
    search.type('p');
    search.type(' printer ');
    assert.equal(search.asked, '');
    pause();
    assert.equal(search.asked, 'printer');
    search.type('');
    assert.equal(search.asked, '');
    assert.equal(waiting(), false);
  });

  it('asks nothing that is too long, and leaves what was found', () => {
    const { search, pause, waiting } = scene();
    search.type('printer');
    pause();
    search.type('x'.repeat(10_000));
    assert.equal(search.tooLong, true);
    assert.equal(waiting(), false);
    assert.equal(search.asked, 'printer');
  });

  it('says when something is typed where nothing was', () => {
    const { search, begun } = scene();
    for (const text of ['a', 'ab', '', 'c']) search.type(text);
    assert.equal(begun(), 2);
  });
});

describe('The menu', () => {
  const presence = (company: string, change: Partial<NonNullable<CompanyPresence['me']>> = {}): CompanyPresence => ({
    company,
    connection: { status: 'connected' },
    settings: null,
    me: { role: 'technician', id: 'anna', name: 'Anna', staff: 'technician', available: true, notifications: noNotifications, ...change },
    console: { waits: defaultWaits, idleAfter: null, replies: [], notifies: { email: true, sms: false } },
  });
  const tools = (...companies: CompanyPresence[]) => menuTools(companies, en, new Formats('en'), 'Alt+Shift+H').map(({ name, hint }) => `${name}: ${hint}`);
  const sound = { ...noNotifications, sound: true };

  it('has the technicians and the replies for admins alone', () => {
    assert.deepEqual(tools(presence('acme')), ['notifications: Off', 'shortcuts: Alt+Shift+H']);
    assert.deepEqual(tools(presence('acme'), presence('globex', { staff: 'admin' })), ['notifications: Off', 'shortcuts: Alt+Shift+H', 'technicians: ', 'replies: ']);
  });

  it('says how one is told, and that companies differ', () => {
    const email = { ...sound, email: { on: true, address: 'anna@example.com' } };
    assert.equal(tools(presence('acme', { notifications: email }))[0], 'notifications: Email and Sound');
    assert.equal(tools(presence('acme', { notifications: sound }), presence('globex'))[0], 'notifications: Different for each company');
  });
});
