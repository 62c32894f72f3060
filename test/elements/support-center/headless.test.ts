import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TechnicianClient, TechnicianConversation } from '../../../src/client/client.ts';
import { layoutOf } from '../../../src/elements/support-center/layout.ts';
import { Newcomers } from '../../../src/elements/support-center/newcomers.ts';
import { OpenConversations } from '../../../src/elements/support-center/open-conversations.ts';
import { tabAfterKey } from '../../../src/elements/support-center/tab-list.ts';
import type { Row } from '../../../src/protocol/frames.ts';

describe('The areas of the Support Center', () => {
  it('stand side by side from 1100 px, with tabs from 700 px, one after the other below', () => {
    assert.deepEqual([1100, 1099, 700, 699].map(layoutOf), ['wide', 'medium', 'medium', 'narrow']);
  });
});

describe('Tabs', () => {
  it('go round with the arrows of the direction of writing, and to both ends', () => {
    assert.equal(tabAfterKey('ArrowRight', 3, 4, true), 0);
    assert.equal(tabAfterKey('ArrowLeft', 0, 4, true), 3);
    assert.equal(tabAfterKey('ArrowLeft', 0, 4, false), 1);
    assert.equal(tabAfterKey('Home', 2, 4, true), 0);
    assert.equal(tabAfterKey('End', 2, 4, true), 3);
    assert.equal(tabAfterKey('x', 2, 4, true), null);
  });
});

describe('New requests', () => {
  const row = (key: string, updatedAt: number): Row => ({
    key,
    number: updatedAt,
    company: 'acme',
    status: 'new',
    chat: 'waiting',
    customer: { name: key, email: '' },
    excerpt: '',
    technician: null,
    guests: [],
    submittedAt: updatedAt,
    assignedAt: null,
    waitingSince: updatedAt,
    updatedAt,
    unread: 0,
  });

  function scene() {
    const told: string[][] = [];
    let due: (() => void) | undefined;
    const newcomers = new Newcomers(
      (rows) => told.push(rows.map(({ key }) => key)),
      (_ms, callback) => {
        due = callback;
        return () => (due = undefined);
      },
    );
    return { newcomers, told, flush: () => due?.(), waiting: () => due !== undefined };
  }

  it('are told once, many at once in one sentence', () => {
    const { newcomers, told, flush } = scene();
    const list = {};
    newcomers.take([row('there', 1)], list);
    newcomers.take([row('there', 1), row('a', 2)], list);
    newcomers.take([row('there', 1), row('a', 2), row('b', 3)], list);
    flush();
    newcomers.take([row('there', 1), row('a', 2), row('b', 3)], list);
    flush();
    assert.deepEqual(told, [['a', 'b']]);
  });

  it('that were there at the start are not told', () => {
    const { newcomers, told, waiting } = scene();
    newcomers.take([row('a', 1), row('b', 2)], {});
    assert.equal(waiting(), false);
    assert.deepEqual(told, []);
  });

  it('are not told by an element that has left the page', () => {
    const { newcomers, told, flush } = scene();
    const list = {};
    newcomers.take([], list);
    newcomers.take([row('a', 1)], list);
    newcomers.stop();
    flush();
    assert.deepEqual(told, []);
  });
});

describe('Open conversations', () => {
  function scene() {
    const opened: string[] = [];
    const released: string[] = [];
    const client = {
      request(company: string, request: string | number) {
        const name = `${company}/${request}`;
        opened.push(name);
        return { release: () => released.push(name) } as unknown as TechnicianConversation;
      },
    } as unknown as TechnicianClient;
    return { open: new OpenConversations(), client, opened, released };
  }

  it('are opened once, however often one goes back to them', () => {
    const { open, client, opened } = scene();
    const first = open.get(client, 'acme', 1);
    open.get(client, 'acme', 2);
    assert.equal(open.get(client, 'acme', 1), first);
    assert.deepEqual(opened, ['acme/1', 'acme/2']);
  });

  it('are given back when they have been unused for longest', () => {
    const { open, client, released } = scene();
    for (let number = 1; number <= 8; number++) open.get(client, 'acme', number);
    open.get(client, 'acme', 1);
    open.get(client, 'acme', 9);
    assert.deepEqual(released, ['acme/2']);
  });

  it('are all given back in the end, and when another client comes', () => {
    const { open, client, released } = scene();
    open.get(client, 'acme', 1);
    const other = scene();
    open.get(other.client, 'acme', 1);
    assert.deepEqual(released, ['acme/1']);
    open.release();
    assert.deepEqual(other.released, ['acme/1']);
  });
});
