import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import type { RequestForm } from '../../../src/domain/text-rules.ts';
import { FormChecks } from '../../../src/elements/support-request-form/form-checks.ts';
import { FormDraft, type DraftKeeper } from '../../../src/elements/support-request-form/form-draft.ts';
import { moved, type FormPhase } from '../../../src/elements/support-request-form/form-phase.ts';

const good: RequestForm = { name: 'Kim', email: 'kim@example.com', description: 'It does not print.' };

/** Keeps a draft like a browser, and counts how often it had to. */
class Browser implements DraftKeeper {
  kept: RequestForm | null = null;
  writes = 0;
  #busy: (() => void)[] = [];

  formDraft(): Promise<RequestForm | null> {
    return Promise.resolve(this.kept);
  }

  async saveFormDraft(form: RequestForm | null): Promise<void> {
    this.writes += 1;
    await new Promise<void>((resolve) => this.#busy.push(resolve));
    this.kept = form;
  }

  /** Lets all writes through, also those that follow. */
  async settle(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const busy = this.#busy.splice(0);
      if (busy.length === 0) return;
      for (const free of busy) free();
    }
  }
}

describe('the checks of the form', () => {
  it('correct nobody before the first try', () => {
    const checks = new FormChecks();
    checks.typed('email', 'kim');
    checks.left('email', 'kim');
    checks.left('name', '');
    assert.deepEqual(checks.faults, []);
  });

  it('name every fault at the first try, in the order of the fields', () => {
    const checks = new FormChecks();
    assert.equal(checks.try({ name: ' ', email: 'kim', description: 'x'.repeat(5_001) }), false);
    assert.deepEqual(checks.faults, [
      { field: 'name', fault: 'missing' },
      { field: 'email', fault: 'not_an_email' },
      { field: 'description', fault: 'too_long', limit: 5_000 },
    ]);
  });

  it('let a fault go as soon as it is mended, and find new ones only when a field is left', () => {
    const checks = new FormChecks();
    checks.try({ ...good, email: 'kim' });
    checks.typed('email', 'kim@example.com');
    assert.deepEqual(checks.faults, []);
    checks.typed('name', '');
    assert.deepEqual(checks.faults, []);
    checks.left('name', '');
    assert.deepEqual(checks.faults, [{ field: 'name', fault: 'missing' }]);
  });

  it('keep what the desk has found until the field is changed', () => {
    const checks = new FormChecks();
    checks.refuse([{ field: 'name', fault: 'too_long', limit: 10 }]);
    assert.equal(checks.fault('name')?.limit, 10);
    checks.typed('name', 'Kim');
    assert.equal(checks.fault('name'), null);
  });

  it('start anew after a reset', () => {
    const checks = new FormChecks();
    checks.try({ name: '', email: '', description: '' });
    checks.reset();
    checks.left('name', '');
    assert.deepEqual(checks.faults, []);
  });
});

describe('the draft of the form', () => {
  it('shows what was typed over what was kept over what the page filled in, whatever came first', async () => {
    const orders: readonly (readonly ('prefill' | 'keep' | 'type')[])[] = [
      ['prefill', 'keep', 'type'],
      ['type', 'keep', 'prefill'],
      ['keep', 'type', 'prefill'],
      ['type', 'prefill', 'keep'],
    ];
    for (const order of orders) {
      const draft = new FormDraft();
      const browser = new Browser();
      browser.kept = { name: '', email: 'kept@example.com', description: 'kept' };
      for (const step of order) {
        if (step === 'prefill') draft.prefill = { name: 'Page', email: 'page@example.com', description: 'page' };
        if (step === 'keep') await draft.keepIn(browser);
        if (step === 'type') draft.type('description', 'typed');
      }
      assert.deepEqual(draft.values, { name: 'Page', email: 'kept@example.com', description: 'typed' }, order.join());
    }
  });

  it('keeps the last of what was typed, in few writes', async () => {
    const draft = new FormDraft();
    const browser = new Browser();
    await draft.keepIn(browser);
    for (let length = 1; length <= 100; length += 1) draft.type('description', 'x'.repeat(length));
    await browser.settle();
    assert.equal(browser.kept?.description.length, 100);
    assert.equal(browser.writes, 2);
  });

  it('keeps what was typed before there was anywhere to keep it', async () => {
    const draft = new FormDraft();
    const browser = new Browser();
    draft.type('name', 'Kim');
    await draft.keepIn(browser);
    await browser.settle();
    assert.equal(browser.kept?.name, 'Kim');
  });

  it('is not offered again while it is on its way, and comes back when it is refused', async () => {
    const draft = new FormDraft();
    const browser = new Browser();
    await draft.keepIn(browser);
    draft.type('description', 'help');
    draft.handOver();
    await browser.settle();
    assert.equal(await browser.formDraft(), null);
    assert.equal(draft.values.description, 'help');
    draft.takeBack();
    await browser.settle();
    assert.equal((await browser.formDraft())?.description, 'help');
  });

  it('remembers who wrote, for the next request', async () => {
    const draft = new FormDraft();
    const browser = new Browser();
    await draft.keepIn(browser);
    for (const field of ['name', 'email', 'description'] as const) draft.type(field, good[field]);
    draft.clear();
    await browser.settle();
    assert.deepEqual(draft.values, { ...good, description: '' });
    assert.equal(browser.kept, null);
  });

  it('survives a browser that keeps nothing', async () => {
    const draft = new FormDraft();
    const broken = () => Promise.reject(new Error('blocked'));
    await draft.keepIn({ formDraft: broken, saveFormDraft: broken });
    draft.type('name', 'Kim');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(draft.values.name, 'Kim');
  });

  it('has begun only when there is something but blanks', () => {
    const draft = new FormDraft();
    draft.prefill = good;
    assert.equal(draft.begun, false);
    draft.type('description', '  ');
    assert.equal(draft.begun, false);
    draft.type('description', 'help');
    assert.equal(draft.begun, true);
  });
});

describe('the phases of the form', () => {
  const phases: readonly FormPhase[] = ['editing', 'sending', 'sent', 'kept'];

  it('never lead from what has been sent to sending again without editing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...phases), { maxLength: 30 }), (tries) => {
        let phase: FormPhase = 'editing';
        for (const to of tries) {
          try {
            const next = moved(phase, to);
            if (next === 'sending') assert.equal(phase, 'editing');
            if (next === 'sent' || next === 'kept') assert.equal(phase, 'sending');
            phase = next;
          } catch (error) {
            assert.match(String(error), new RegExp(`from ${phase} to ${to}`));
          }
        }
      }),
    );
  });
});
