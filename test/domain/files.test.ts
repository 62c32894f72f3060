import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  acceptFor,
  contentMatches,
  extensionOf,
  extensions,
  fileFault,
  headBytes,
  mayShare,
  mediaTypeOf,
  receivedName,
  safeName,
  type Extension,
  type Sender,
} from '../../src/domain/files.ts';
import { fc } from '../support/seeded.ts';
import { bytes, honest, impostors, variants } from './file-heads.ts';

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

describe('the content of a file', () => {
  for (const extension of extensions) {
    it(`.${extension} is taken when it is one`, () => assert.ok(contentMatches(extension, honest[extension])));
    it(`.${extension} is not when nothing is in it that says so`, () => {
      assert.equal(contentMatches(extension, bytes([0, 0, 0, 0, 0, 0, 0, 0])), false);
    });
  }
  for (const [extension, what, head] of variants) it(`.${extension} is taken ${what}`, () => assert.ok(contentMatches(extension, head.subarray(0, headBytes))));
  for (const [extension, what, head] of impostors) it(`.${extension} is not ${what}`, () => assert.equal(contentMatches(extension, head), false));

  it('of each kind passes for no other kind but those that share its container', () => {
    const same: readonly (readonly Extension[])[] = [['doc', 'xls', 'ppt', 'pps'], ['pptx', 'ppsx'], ['txt', 'log', 'cfg']];
    for (const real of extensions) {
      for (const claimed of extensions) {
        const kin = real === claimed || same.some((kinds) => kinds.includes(real) && kinds.includes(claimed));
        const packed = claimed === 'zip' && ['docx', 'xlsx', 'pptx', 'ppsx', 'odt'].includes(real);
        assert.equal(contentMatches(claimed, honest[real]), kin || packed, `${real} named .${claimed}`);
      }
    }
  });

  it('is judged without a fault, whatever the bytes', () => {
    const start = fc.constantFrom(...Object.values(honest));
    const junk = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...extensions), start, junk, fc.nat(60), (extension, begin, rest, cut) => {
        assert.equal(typeof contentMatches(extension, Uint8Array.from([...begin.subarray(0, cut), ...rest])), 'boolean');
      }),
    );
  });
});

describe('a file that is sent', () => {
  const file = (name: string, head: Uint8Array, size = 1_000) => ({ name, head, size });
  const limit = 25 * 1024 * 1024;

  it('is refused for the first thing that is wrong with it', () => {
    assert.equal(fileFault(file('a.pdf', honest.pdf), technician, limit), null);
    assert.equal(fileFault(file('\u202e...', honest.pdf), technician, limit), 'bad_name');
    assert.equal(fileFault(file('a.exe', bytes('MZ')), technician, limit), 'type_not_allowed');
    assert.equal(fileFault(file('a.pdf', bytes(), 0), technician, limit), 'empty');
    assert.equal(fileFault(file('a.exe', bytes(), 0), technician, limit), 'type_not_allowed');
    assert.equal(fileFault(file('a.pdf', honest.pdf, limit), technician, limit), null);
    assert.equal(fileFault(file('a.pdf', honest.pdf, limit + 1), technician, limit), 'too_large');
    assert.equal(fileFault(file('a.pdf', honest.png), technician, limit), 'content_mismatch');
  });

  it('from an iPhone is a picture', () => {
    assert.equal(fileFault(file('a.pdf', honest.pdf), on('ios'), limit), 'type_not_allowed');
    assert.equal(fileFault(file('a.jpg', honest.jpeg), on('ios'), limit), null);
    assert.equal(fileFault(file('a.pdf', honest.pdf), on('android'), limit), null);
  });

  it('that an iPhone calls .heic is taken and renamed if it is a JPEG, and refused if it is not', () => {
    const heic = bytes([0, 0, 0, 36], 'ftypheic');
    assert.equal(fileFault(file('IMG_0001.HEIC', honest.jpeg), on('ios'), limit), null);
    assert.equal(receivedName('IMG_0001.HEIC', honest.jpeg), 'IMG_0001.jpeg');
    assert.equal(fileFault(file('IMG_0001.HEIC', heic), on('ios'), limit), 'type_not_allowed');
    assert.equal(receivedName('IMG_0001.HEIC', heic), 'IMG_0001.HEIC');
    assert.equal(receivedName('photo.png', honest.jpeg), 'photo.png');
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
