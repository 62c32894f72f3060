import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerConversation, TechnicianConversation } from '../../src/client/client.ts';
import { standing } from '../../src/domain/request.ts';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A technician at a request', () => {
  let world: LocalWorld;
  let customer: CustomerConversation;
  let anna: TechnicianConversation;
  let ben: TechnicianConversation;

  beforeEach(async () => {
    world = new LocalWorld();
    customer = await world.done(world.customer().submit(form));
    [anna, ben] = ['anna', 'ben'].map((id) => world.technician(id).request('acme', 1)) as [TechnicianConversation, TechnicianConversation];
    await world.settle();
  });

  const log = (of: CustomerConversation | TechnicianConversation) => of.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.event.type : line.kind));
  const notes = (of: TechnicianConversation) => of.$notes.get().map(({ event: { author, text, about } }) => [author.name, text, about]);

  it('hands it to a colleague, with a note that stands on the internal stream alone', async () => {
    ben.$notes.listen(() => {});
    await world.done(anna.assign());
    await world.done(anna.joinChat());
    await world.done(anna.transfer('ben', 'Speaks Dutch'));
    assert.deepEqual(ben.$state.get()?.technician, { id: 'ben', name: 'Ben' });
    assert.equal(standing(ben.$state.get()!), 'waiting');
    assert.deepEqual(notes(ben), [['Anna', 'Speaks Dutch', 'transfer']]);
    assert.deepEqual(log(customer), ['submitted', 'assigned', 'joined', 'transferred']);
  });

  it('says who cannot have it', async () => {
    await world.done(anna.assign());
    await assert.rejects(world.done(anna.transfer('nobody')), { code: 'no_such_technician' });
    await assert.rejects(world.done(ben.transfer('ben')), { code: 'someone_elses' });
  });

  it('gives it back and closes it with notes, and writes none where nothing is said', async () => {
    anna.$notes.listen(() => {});
    await world.done(anna.assign());
    await world.done(anna.unassign('Too hard'));
    await world.done(anna.assign());
    await world.done(anna.unassign(' '));
    await world.done(anna.assign());
    await world.done(anna.close('unresolved', 'Gave up'));
    assert.deepEqual(notes(anna), [
      ['Anna', 'Too hard', 'unassign'],
      ['Anna', 'Gave up', 'close'],
    ]);
  });

  it('asks a colleague into the chat, who joins and leaves', async () => {
    await world.done(anna.assign());
    await world.done(anna.joinChat());
    await world.done(anna.invite('ben'));
    assert.deepEqual(ben.$state.get()?.guests, [{ id: 'ben', name: 'Ben', joined: false }]);
    await world.done(ben.joinChat());
    await world.done(ben.send('Hello, I am Ben'));
    await world.done(ben.leaveChat());
    assert.deepEqual(ben.$state.get()?.guests, []);
    assert.deepEqual(log(customer), ['submitted', 'assigned', 'joined', 'invited', 'joined', 'message', 'left']);
    const own = (of: TechnicianConversation) => of.$messages.get().flatMap((line) => (line.kind === 'entry' && line.own ? line.entry.event.type : []));
    assert.deepEqual(own(anna), ['assigned', 'joined', 'invited']);
    assert.deepEqual(own(ben), ['joined', 'message', 'left']);
  });

  it('reopens what was completed', async () => {
    await world.done(anna.assign());
    await world.done(anna.close());
    assert.equal(anna.$actions.get().get('reopen'), true);
    await world.done(ben.reopen());
    assert.deepEqual([ben.$state.get()?.status, ben.$state.get()?.technician?.name], ['active', 'Ben']);
  });

  it('may take it from a colleague only as an admin', async () => {
    const ada = world.technician('ada').request('acme', 1);
    await world.done(anna.assign());
    assert.deepEqual([ben, ada].map((one) => one.$actions.get().get('unassign')), ['someone_elses', true]);
    await world.done(ada.unassign());
    assert.equal(anna.$state.get()?.technician, null);
  });

  describe('reads notes', () => {
    it('only once somebody listens, and from then on as they are written', async () => {
      await world.done(anna.note('Calls every week'));
      assert.deepEqual(notes(ben), []);
      ben.$notes.listen(() => {});
      await world.settle();
      assert.deepEqual(notes(ben), [['Anna', 'Calls every week', undefined]]);
      await world.done(anna.note('And writes'));
      assert.deepEqual(notes(ben).length, 2);
      assert.equal(ben.$moreNotes.get(), false);
    });

    it('again after a lost connection, with what was written meanwhile', async () => {
      ben.$notes.listen(() => {});
      await world.done(anna.note('One'));
      world.desk.cut();
      await world.settle();
      world.desk.restore();
      await world.clock.pass(30_000);
      await world.done(anna.note('Two'));
      assert.deepEqual(notes(ben).map(([, text]) => text), ['One', 'Two']);
    });

    it('a page at a time, the newest first', async () => {
      for (let n = 1; n <= 60; n++) await world.done(anna.note(`Note ${n}`));
      ben.$notes.listen(() => {});
      await world.settle();
      assert.equal(ben.$moreNotes.get(), true);
      const held = ben.$notes.get().length;
      assert.deepEqual(ben.$notes.get().at(-1)?.seq, 60);
      assert.ok(held < 60);
      await world.done(Promise.all([ben.loadEarlierNotes(), ben.loadEarlierNotes()]));
      assert.deepEqual(ben.$notes.get().map(({ seq }) => seq), Array.from({ length: 60 }, (_, index) => index + 1));
      assert.equal(ben.$moreNotes.get(), false);
      await world.done(ben.loadEarlierNotes());
    });

    it('none that is empty or too long, and says why', async () => {
      await assert.rejects(world.done(anna.note(' ')), { code: 'invalid', details: { faults: [{ field: 'note', fault: 'missing' }] } });
      await assert.rejects(world.done(anna.note('x'.repeat(5_001))), { code: 'invalid', details: { faults: [{ field: 'note', fault: 'too_long', limit: 5_000 }] } });
      await assert.rejects(world.done(anna.note('x'.repeat(70_000))), { code: 'invalid' });
      await world.done(anna.note('The link still stands'));
    });

    it('and keeps one that is not written yet apart from the message', async () => {
      await anna.saveNoteDraft('Half a note');
      await anna.saveDraft('Half a message');
      assert.deepEqual([await anna.noteDraft(), await anna.draft()], ['Half a note', 'Half a message']);
    });
  });

  describe('sees who else looks at it', () => {
    const names = (of: TechnicianConversation) => of.$viewers.get().map(({ name }) => name);

    it('between look() and its end', async () => {
      const stop = anna.look();
      ben.look();
      await world.settle();
      assert.deepEqual([names(anna), names(ben)], [['Ben'], ['Anna']]);
      stop();
      await world.settle();
      assert.deepEqual([names(anna), names(ben)], [[], []]);
    });

    it('not those whose page nobody can see, nor those who are gone', async () => {
      const tab = world.tab();
      const client = world.technician('ada', ['acme'], tab);
      const ada = client.request('acme', 1);
      anna.look();
      ada.look();
      await world.settle();
      assert.deepEqual(names(anna), ['Ada']);
      tab.show(false);
      await world.settle();
      assert.deepEqual([names(anna), names(ada)], [[], []]);
      tab.show(true);
      await world.settle();
      assert.deepEqual([names(anna), names(ada)], [['Ada'], ['Anna']]);
      client.close();
      await world.settle();
      assert.deepEqual(names(anna), []);
    });

    it('again after a lost connection', async () => {
      anna.look();
      ben.look();
      await world.settle();
      world.desk.cut();
      await world.settle();
      assert.deepEqual([names(anna), names(ben)], [[], []]);
      world.desk.restore();
      await world.clock.pass(30_000);
      assert.deepEqual([names(anna), names(ben)], [['Ben'], ['Anna']]);
    });

    it('says of several requests the one that was turned to last, and the one before when that is left', async () => {
      await world.done(world.customer().submit(form));
      const client = world.technician('ada');
      const [first, second] = [client.request('acme', 1), client.request('acme', 2)];
      anna.look();
      first.look();
      const stop = second.look();
      await world.settle();
      assert.deepEqual(names(anna), []);
      stop();
      await world.settle();
      assert.deepEqual([names(anna), names(first)], [['Ada'], ['Anna']]);
    });
  });

  it('finds what the same customer asked before, newest first', async () => {
    for (const description of ['Second', 'Third']) await world.done(world.customer().submit({ ...form, email: 'KIM@example.com', description }));
    await world.done(world.customer().submit({ ...form, email: 'other@example.com' }));
    const { rows, more } = await world.done(anna.earlier());
    assert.deepEqual([rows.map(({ number }) => number), more], [[3, 2], false]);
  });

  it('can do none of it without a connection [R63]', async () => {
    world.desk.cut();
    await world.settle();
    for (const deed of [anna.transfer('ben'), anna.invite('ben'), anna.leaveChat(), anna.reopen(), anna.note('x'), anna.earlier()]) await assert.rejects(deed, { code: 'offline' });
  });
});
