import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptFor, extensionOf, extensions, faultBeforehand, judgeFile, mayShare, mediaTypeOf, safeName, type Extension, type Sender } from '../../src/domain/files.ts';
import { contentFault } from '../../src/domain/file-content.ts';
import { listCompound } from '../../src/domain/file-kinds/compound-file.ts';
import { FileInParts } from '../../src/domain/file-parts.ts';
import { fc } from '../support/seeded.ts';
import { cases, largest, windows } from './file-cases.ts';
import { look } from './held-bytes.ts';
import { many, zip } from './samples/archives.ts';
import { compound } from './samples/compound.ts';
import { letter } from './samples/documents.ts';
import { bytes, noise, u32, zeros } from './samples/parts.ts';

const technician: Sender = { role: 'technician' };
const on = (os: Extract<Sender, { role: 'customer' }>['os']): Sender => ({ role: 'customer', os });
const everyone: readonly Sender[] = [technician, ...(['windows', 'macos', 'ios', 'android', 'linux', 'chromeos', 'other'] as const).map(on)];

/** The list of the product description, word by word. */
const all = '.jpeg .png .gif .bmp .tiff .pdf .doc .docx .odt .xls .xlsx .ppt .pptx .pps .ppsx .log .cfg .rar .zip .txt .jpg .tif';
const fromIos = '.jpeg .png .gif .bmp .tiff .jpg .tif';

describe('who may send which files', () => {
  for (const sender of everyone) {
    const name = sender.role === 'technician' ? 'a technician' : `a customer on ${sender.os}`;
    it(`${name}: the kinds of the product description, and no others`, () => {
      const mine = (sender.role === 'customer' && sender.os === 'ios' ? fromIos : all).split(' ');
      for (const extension of [...all.split(' '), '.exe', '.html', '.svg', '.js', '.heic', '.webp', '.docm', '.7z', '.csv', '.rtf', '']) {
        assert.equal(mayShare(`file${extension}`, sender), mine.includes(extension), extension);
        assert.equal(mayShare(`FILE${extension.toUpperCase()}`, sender), mine.includes(extension), extension.toUpperCase());
      }
      assert.deepEqual(acceptFor(sender).split(',').filter((word) => word.startsWith('.')).sort(), [...mine].sort());
    });
  }

  it('goes by the last extension alone', () => {
    const kinds: readonly (readonly [string, Extension | null])[] = [
      ['a.jpg', 'jpeg'], ['a.TIF', 'tiff'], ['a.pdf.exe', null], ['a.exe.pdf', 'pdf'], ['pdf', null], ['.pdf', null], ['a.', null], ['a.constructor', null], ['a.pdf ', null],
    ];
    for (const [name, kind] of kinds) assert.equal(extensionOf(name), kind, name);
  });

  it('gives each kind one media type, and none that a browser would run', () => {
    for (const extension of extensions) assert.match(mediaTypeOf(extension), /^(image\/(jpeg|png|gif|bmp|tiff)|application\/[a-z.-]+|text\/plain)$/);
    assert.equal(mediaTypeOf('docx'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  });
});

describe('a file that is sent [R117]', () => {
  for (const { what, name, content, from = windows, verdict, kept = name } of cases) {
    it(`${what} (${JSON.stringify(name.slice(0, 40))}) is ${verdict === null ? 'taken' : `refused: ${verdict}`}`, async () => {
      const sent = await content();
      const judged = look(sent, judgeFile(name, sent.length, from, largest)).found;
      assert.equal(judged.fault, verdict);
      if (judged.fault === null) assert.equal(judged.name, kept);
    });
  }

  it('is of two or more samples of each kind', () => {
    for (const extension of extensions) {
      const samples = cases.filter(({ name, verdict }) => verdict === null && extensionOf(name) === extension);
      assert.ok(samples.length >= 2, extension);
    }
  });

  it('is judged before its first byte as it will be afterwards, as far as name and size tell', async () => {
    for (const { name, content, from = windows, verdict } of cases) {
      const beforehand = faultBeforehand(name, (await content()).length, from, largest);
      if (beforehand !== null) assert.equal(verdict, beforehand, name);
    }
  });

  it('of each kind passes for no other kind but those that share its container', async () => {
    const same: readonly (readonly Extension[])[] = [['ppt', 'pps'], ['pptx', 'ppsx'], ['txt', 'log', 'cfg']];
    const locked = ['secret.docx', 'secret.xlsx'];
    const slow = ['long.pptx', 'thousand.zip'];
    // What stands before their mark makes them texts, too, and a text that speaks of the mark is one of those.
    const texts = ['marked.pdf', 'printed.pdf', 'convert.log'];
    for (const { name, content, verdict } of cases) {
      const real = extensionOf(name);
      if (verdict !== null || real === null || [...locked, ...slow, ...texts, 'letter.zip'].includes(name)) continue;
      const sample = await content();
      for (const claimed of extensions) {
        const kin: boolean = real === claimed || same.some((kinds) => kinds.includes(real) && kinds.includes(claimed));
        const packed: boolean = claimed === 'zip' && ['docx', 'xlsx', 'pptx', 'ppsx', 'odt'].includes(real);
        const fault = look(sample, contentFault(claimed, new FileInParts(sample.length))).found;
        assert.equal(fault === null, kin || (packed && fault !== 'archive_nested'), `${name} as .${claimed}`);
      }
    }
  });

  it('is judged without an error, however it is damaged', async () => {
    const samples = await Promise.all(cases.filter(({ verdict, name }) => verdict === null && name !== 'long.pptx').map(async ({ content }) => (await content()).subarray(0, 30_000)));
    fc.assert(
      fc.property(fc.constantFrom(...extensions), fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), fc.nat(), (extension, sample, changes, cut) => {
        const damaged = sample.slice(0, sample.length - (cut % 3 === 0 ? cut % sample.length : 0));
        for (const [at, value] of changes) damaged[at % damaged.length] = value;
        const fault = look(damaged, contentFault(extension, new FileInParts(damaged.length))).found;
        assert.ok(fault === null || typeof fault === 'string');
      }),
    );
  });

  it('that has become shorter than it said is judged as what is left', () => {
    const words = ['txt', 'log', 'cfg'];
    for (const extension of extensions.filter((one) => !words.includes(one))) assert.notEqual(look(zeros(0), judgeFile(`a.${extension}`, 5_000, technician, largest)).found.fault, null, extension);
  });
});

describe('what a judgement reads', () => {
  it('of an archive is its directory, and of a bomb with too many files not even that', async () => {
    const read = (name: string, content: Uint8Array): number => look(content, judgeFile(name, content.length, technician, 100_000_000)).read;
    const ballast = noise(3_000_000);
    const bomb = await zip([{ name: 'noise.txt', data: ballast, stored: true }, { name: 'zeros.txt', data: zeros(20_000_000) }]);
    assert.ok(read('bomb.zip', bomb) < 200_000);
    const entries = await zip(many(20_000));
    assert.ok(entries.length > 2_000_000);
    assert.ok(read('many.zip', entries) < 200_000);
    const document = await zip([...letter(), { name: 'word/media/image1.png', data: ballast, stored: true }]);
    assert.ok(read('letter.docx', document) < 200_000);
  });

  it('of an old document finds its directory behind eight megabytes, where its tables have tables', () => {
    const large = compound({ WordDocument: noise(8_000_000), '1Table': 'x' });
    const { found, read } = look(large, judgeFile('large.doc', large.length, technician, 100_000_000));
    assert.equal(found.fault, null);
    assert.ok(read < 500_000, String(read));
  });

  it('of storages within storages keeps no paths, which would grow with the square of their number', () => {
    const deep = compound({ WordDocument: 'x', [Array.from({ length: 1_000 }, (_, n) => `storage number ${String(n)}`).join('/')]: 'x' });
    const names = look(deep, listCompound(new FileInParts(deep.length))).found ?? new Set();
    assert.equal(names.size, 1_001);
    for (const name of names) assert.ok(name.length <= 64, `${String(name.length)} signs`);
    assert.ok(names.has('worddocument') && names.has('/storage number 997/storage number 998'));
  });

  it('of a picture of the smallest parts is what lies in hand, block by block', (t) => {
    const asked = t.mock.method(FileInParts.prototype, 'read');
    const head = bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0], [0x2c, ...zeros(9), 2]);
    const tail = bytes(zeros(100_001), [0x3b]);
    const parts = Uint8Array.from({ length: 200_000 }, () => 1);
    const picture = bytes(head, parts, tail);
    assert.equal(look(picture, judgeFile('a.gif', picture.length, technician, largest)).found.fault, null);
    assert.ok(asked.mock.callCount() < 40, `${String(asked.mock.callCount())} times`);
  });

  it('of a directory that leads round in circles has an end', () => {
    const circle = compound({ WordDocument: 'x' });
    const directory = 512 + 4_096;
    // Its second entry has itself for a neighbour, and the sector of the directory is followed by itself.
    circle.set(bytes([1, 0, 0, 0]), directory + 128 + 72);
    circle.set(bytes([8, 0, 0, 0]), 512 + 4_096 + 512 + 8 * 4);
    assert.equal(look(circle, judgeFile('a.doc', circle.length, technician, largest)).found.fault, 'damaged');
    // Its table lies so far away that each turn would read both anew; so do two sectors of tables that follow each other.
    const far = bytes(circle, zeros(128 * 512 - ((circle.length - 512) % 512)));
    const table = (far.length - 512) / 512;
    const wide = bytes(far, circle.subarray(512 + 4_096 + 512, 512 + 4_096 + 1_024), zeros(64 * 512), zeros(508), [...u32(table)]);
    wide.set(bytes(u32(table)), 76);
    wide.set(bytes(u32(table + 65)), 68);
    wide.set(bytes(u32(table + 65)), 512 * (table + 2) - 4);
    const { found, read } = look(wide, judgeFile('a.doc', wide.length, technician, largest));
    assert.equal(found.fault, 'damaged');
    assert.ok(read < 500_000, String(read));
  });
});

describe('the name of a file', () => {
  const names: readonly (readonly [given: string, kept: string | null])[] = [
    ['report.pdf', 'report.pdf'],
    ['Übersicht 2026 (final).pdf', 'Übersicht 2026 (final).pdf'],
    ['报告.docx', '报告.docx'],
    ['نامه‌ها.pdf', 'نامه‌ها.pdf'],
    ['👩‍💻.png', '👩‍💻.png'],
    ['u\u0308ber.txt', 'über.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Carol\\report.pdf', 'report.pdf'],
    ['folder/', 'folder'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['a\u2066b\u2069.pdf', 'ab.pdf'],
    ['a\u200bb\ufeff.pdf', 'ab.pdf'],
    ['a\u0000b.pdf', 'a b.pdf'],
    ['a.pdf\r\nSet-Cookie: x', 'a.pdf Set-Cookie_ x'],
    ['a\u2028b.pdf', 'a b.pdf'],
    ['  a   b.pdf  ', 'a b.pdf'],
    ['.htaccess', 'htaccess'],
    ['-rf.txt', 'rf.txt'],
    ['--.-a.txt', 'a.txt'],
    ['a.pdf. .', 'a.pdf'],
    ['a"b<c>d|e?f*g:h.pdf', 'a_b_c_d_e_f_g_h.pdf'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['nul.tar.zip', '_nul.tar.zip'],
    ['LPT1.log', '_LPT1.log'],
    ['COM¹.log', '_COM¹.log'],
    ['CONTRACT.pdf', 'CONTRACT.pdf'],
    ['console.log', 'console.log'],
    ['a\ud83d.txt', 'a.txt'],
    ['', null],
    ['...', null],
    ['/', null],
    [' \u202e\u200f ', null],
  ];
  for (const [given, kept] of names) it(`${JSON.stringify(given)} is kept as ${JSON.stringify(kept)}`, () => assert.equal(safeName(given), kept));

  it('is cut before its extension', () => {
    assert.equal(safeName(`${'x'.repeat(300)}.pdf`), `${'x'.repeat(116)}.pdf`);
    assert.equal(safeName(`${'😀'.repeat(300)}.pdf`), `${'😀'.repeat(49)}.pdf`);
  });

  it('is read from its end, and of one that is longer than any name no more than that', (t) => {
    const normalize = t.mock.method(String.prototype, 'normalize');
    assert.equal(safeName(`${'x'.repeat(5_000)}/report.pdf`), 'report.pdf');
    assert.equal(safeName(`a${'\u0f73\u0315'.repeat(2_000)}.pdf`)?.endsWith('.pdf'), true);
    const taken = normalize.mock.calls.map((call): unknown => call.this);
    assert.ok(taken.every((text) => String(text).length <= 1_024));
  });

  it('is safe whatever came, and stays as it is when it is made safe again', () => {
    const unit = fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('.', '-', ' ', '/', '\\', 'CON', 'nul', '.pdf', '\u202e', '\u0000', '\r\n', '\u200d', '\ud800', 'x'.repeat(70), '😀'.repeat(30), '\u0301'));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (parts) => {
        const name = safeName(parts.join(''));
        if (name === null) return;
        assert.equal(safeName(name), name);
        assert.doesNotMatch(name, /[\p{Cc}\p{Cs}/\\<>:"|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]|^[.\-\s]|[.\s]$|^(con|prn|aux|nul)(\.|$)/iu);
        assert.ok(name !== '' && [...name].length <= 120 && Buffer.byteLength(name) <= 200, name);
      }),
    );
  });
});
