import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChosenFiles } from '../../../src/elements/file-upload/chosen-files.ts';
import { accepts, type FileRules } from '../../../src/elements/file-upload/file-rules.ts';
import { judge } from '../../../src/elements/file-upload/judging.ts';
import { kindsText } from '../../../src/elements/file-upload/kinds-text.ts';
import { refusalText } from '../../../src/elements/file-upload/refusal-text.ts';
import { around, plain } from '../../../src/elements/named-text.ts';
import { fileFaults } from '../../../src/domain/files.ts';
import { de } from '../../../src/locales/de/index.ts';
import { en } from '../../../src/locales/en/index.ts';
import { Formats } from '../../../src/locales/formats.ts';

const anybody: FileRules = { sender: { role: 'customer', os: 'windows' }, largest: 1_000, accept: '', most: 10 };
const iphone: FileRules = { ...anybody, sender: { role: 'customer', os: 'ios' } };
const text = (name: string, size = 10) => new File(['x'.repeat(size)], name);
const jpeg = (name: string) => new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1])], name, { type: 'image/heic', lastModified: 5 });

describe('judging a file', () => {
  const cases = [
    ['takes what is allowed', text('a.txt'), anybody, null],
    ['refuses an empty one', text('a.txt', 0), anybody, 'empty'],
    ['refuses one that is too large', text('a.txt', 1_001), anybody, 'too_large'],
    ['refuses a type that nobody may send', text('a.exe'), anybody, 'type_not_allowed'],
    ['refuses text from an iPhone', text('a.txt'), iphone, 'type_not_allowed'],
    ['refuses content that is not what the name says', text('a.png'), anybody, 'content_mismatch'],
    ['refuses what the element leaves out', text('a.txt'), { ...anybody, accept: 'image/*,.pdf' }, 'type_not_allowed'],
    ['refuses what only the element would allow', text('a.exe'), { ...anybody, accept: '.exe' }, 'type_not_allowed'],
  ] as const;
  for (const [what, file, rules, reason] of cases) {
    it(what, async () => {
      assert.equal((await judge(file, rules)).reason, reason);
    });
  }

  it('names a photo by its content where an iPhone does not', async () => {
    const { file, reason } = await judge(jpeg('IMG_1.heic'), iphone);
    assert.equal(reason, null);
    assert.equal(file.name, 'IMG_1.jpeg');
    assert.equal(file.lastModified, 5);
  });
});

describe('an accept list', () => {
  it('names extensions, their other spellings, types and groups of types', () => {
    assert.ok(accepts('', 'a.txt'));
    assert.ok(accepts('.jpg', 'a.JPEG'));
    assert.ok(accepts('.jpeg', 'a.jpg'));
    assert.ok(accepts('image/*', 'a.png'));
    assert.ok(accepts(' application/pdf , .zip', 'a.zip'));
    assert.ok(!accepts('image/*', 'a.pdf'));
    assert.ok(!accepts('.txt', 'a.log'));
  });
});

describe('the words', () => {
  const formats = new Formats('en');
  it('name the kinds that may be sent', () => {
    const { sender } = anybody;
    assert.equal(kindsText(sender, '', en.common, formats), 'Pictures, PDF, Office documents, text and archives');
    assert.match(kindsText(iphone.sender, '', en.common, formats), /^Pictures \(/);
    assert.equal(kindsText(sender, '.pdf,.png,.exe', de.common, new Formats('de')), 'PNG und PDF');
    assert.equal(kindsText(iphone.sender, '.pdf,.png', de.common, new Formats('de')), 'PNG');
  });

  it('say each refusal, with the name apart', () => {
    for (const { common, files } of [en, de]) {
      const reasons = [...fileFaults, 'too_many'] as const;
      const texts = reasons.map((reason) => {
        const said = refusalText('a\u{202e}b.exe', reason, { ...anybody, most: 3 }, { ...common, files }, formats);
        assert.equal(said[1], 'a\u{202e}b.exe');
        assert.match(plain(said), /\u{2068}a\u{202e}b\.exe\u{2069}/u);
        return plain(said);
      });
      assert.equal(new Set(texts).size, reasons.length, 'each rule in words of its own');
    }
  });

  it('bear a term that leaves the name out', () => {
    assert.equal(plain(around(() => 'Somebody joined', 'Anna')), 'Somebody joined');
  });
});

describe('chosen files', () => {
  const choice = (most: number): FileRules => ({ ...anybody, most });

  it('are checked, then ready or refused', async () => {
    const states: string[] = [];
    const files = new ChosenFiles(() => states.push(files.all.map(({ state }) => state).join()));
    const refused = await files.add([text('a.txt'), text('b.exe')], choice(10));
    assert.equal(states[0], 'checking,checking');
    assert.deepEqual(refused.map(({ reason }) => reason), ['type_not_allowed']);
    assert.deepEqual(files.ready.map(({ name }) => name), ['a.txt']);
  });

  it('are as many as there is room for', async () => {
    const files = new ChosenFiles(() => {});
    await files.add([text('a.txt')], choice(2));
    const refused = await files.add([text('b.txt'), text('c.txt')], choice(2));
    assert.deepEqual(files.ready.map(({ name }) => name), ['a.txt', 'b.txt']);
    assert.deepEqual(refused.map(({ file, reason }) => [file.name, reason]), [['c.txt', 'too_many']]);
  });

  it('take the place of the old one where there is room for one', async () => {
    const files = new ChosenFiles(() => {});
    await files.add([text('a.txt')], choice(1));
    await files.add([text('b.txt')], choice(1));
    assert.deepEqual(files.ready.map(({ name }) => name), ['b.txt']);
  });

  it('stay removed when they are removed while they are looked at', async () => {
    const files = new ChosenFiles(() => {});
    const adding = files.add([text('a.txt')], choice(2));
    files.remove(files.all[0]!.id);
    await adding;
    assert.deepEqual(files.all, []);
  });
});
