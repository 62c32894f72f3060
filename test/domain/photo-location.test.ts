import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileInParts } from '../../src/domain/file-parts.ts';
import type { Extension } from '../../src/domain/files.ts';
import { locationPatches } from '../../src/domain/photo-location.ts';
import { fc } from '../support/seeded.ts';
import { look } from './held-bytes.ts';
import { bigEnd, bytes, crc32, u16, u32, utf8, zeros, type Bytes } from './samples/parts.ts';
import { appSegment, exif, jfif, png } from './samples/pictures.ts';

/** Berlin, in degrees, minutes and seconds: what must be nowhere afterwards. */
const berlin = [52, 31, 12, 13, 24, 18];

/** Directories of EXIF: direction and camera, position, and a thumbnail's. */
function taken(order: 'II' | 'MM'): Bytes {
  const end = (little: number[]): number[] => (order === 'II' ? little : bigEnd(little));
  const [n16, n32] = [(value: number) => end(u16(value)), (value: number) => end(u32(value))];
  const entry = (tag: number, type: number, count: number, value: readonly number[]): number[] => [...n16(tag), ...n16(type), ...n32(count), ...value];
  const short = (value: number): number[] => [...n16(value), 0, 0];
  const text = (value: string): number[] => [...value].map((sign) => sign.charCodeAt(0));
  const [mainAt, modelAt, gpsAt, rationalsAt, thumbAt] = [8, 62, 70, 136, 184];
  const main = [...n16(4), ...entry(0x0110, 2, 8, n32(modelAt)), ...entry(0x0112, 3, 1, short(6)), ...entry(0x8825, 4, 1, n32(gpsAt)), ...entry(0xa001, 3, 1, short(1)), ...n32(thumbAt)];
  const north = [...text('N'), 0, 0, 0];
  const gps = [...n16(5), ...entry(0, 1, 4, [2, 3, 0, 0]), ...entry(1, 2, 2, north), ...entry(2, 5, 3, n32(rationalsAt)), ...entry(3, 2, 2, [...text('E'), 0, 0, 0]), ...entry(4, 5, 3, n32(rationalsAt + 24)), ...n32(0)];
  const rationals = berlin.flatMap((value) => [...n32(value), ...n32(1)]);
  const thumb = [...n16(1), ...entry(0x0103, 3, 1, short(6)), ...n32(0)];
  const whole = bytes(order, n16(42), n32(mainAt), main, text('Camera\0\0'), gps, rationals, thumb);
  assert.equal(whole.length, thumbAt + thumb.length);
  return whole;
}

const xmp = (body: string): Bytes => appSegment('http://ns.adobe.com/xap/1.0/\0', utf8(body));
const described = '<rdf:Description xmp:CreatorTool="Camera" exif:GPSLatitude="52,31.2N" exif:GPSLongitude = \'13,24.3E\' xmp:Rating="5"><exif:GPSAltitude>34/1</exif:GPSAltitude><dc:title>Berlin</dc:title></rdf:Description>';

function stripped(extension: Extension, photo: Uint8Array): Bytes {
  const patches = look(photo, locationPatches(extension, new FileInParts(photo.length))).found;
  const copy = Uint8Array.from(photo);
  for (const { at, bytes: written } of patches) copy.set(written, at);
  assert.equal(copy.length, photo.length);
  return copy;
}

const has = (photo: Uint8Array, part: string | readonly number[]): boolean => Buffer.from(photo).includes(Buffer.from(bytes(part)));
const rationalOf = (order: 'II' | 'MM', value: number): number[] => (order === 'II' ? u32(value) : bigEnd(u32(value)));

for (const order of ['II', 'MM'] as const) {
  describe(`a photo whose numbers begin with the ${order === 'II' ? 'little' : 'big'} end [R128]`, () => {
    const before = exif(taken(order), xmp(described));
    const after = stripped('jpeg', before);

    it('loses the place where it was taken, and nothing of it is left', () => {
      assert.ok(has(before, [...rationalOf(order, 52), ...rationalOf(order, 1)]));
      for (const value of berlin) assert.ok(!has(after, [...rationalOf(order, value), ...rationalOf(order, 1)]), String(value));
      assert.ok(!has(after, order === 'II' ? [0x25, 0x88] : [0x88, 0x25]));
      assert.ok(!has(after, 'GPS') && !has(after, '52,31') && !has(after, '13,24'));
    });

    it('keeps everything else: direction, camera, thumbnail, words, and every byte of the picture', () => {
      const tiff = after.subarray(12);
      const n16 = (at: number) => (order === 'II' ? tiff[at]! + tiff[at + 1]! * 256 : tiff[at + 1]! + tiff[at]! * 256);
      assert.deepEqual([n16(8), n16(10), n16(22), n16(30), n16(34)], [3, 0x0110, 0x0112, 6, 0xa001]);
      assert.deepEqual([...tiff.subarray(46, 50)], rationalOf(order, 184), 'where the thumbnail is');
      assert.ok(has(after, 'Camera') && has(after, 'xmp:Rating="5"') && has(after, '<dc:title>Berlin</dc:title>'));
      const picture = (photo: Uint8Array): Buffer => Buffer.from(photo.subarray(Buffer.from(photo).indexOf(Buffer.from([0xff, 0xdb]))));
      assert.deepEqual(picture(after), picture(before));
    });

    it('is the same when it goes through once more', () => {
      assert.deepEqual(stripped('jpeg', after), after);
    });
  });
}

describe('other photos [R128]', () => {
  it('that hold more photos lose the place of each', () => {
    const several = bytes(exif(taken('II')), zeros(70_000), [0xff, 0xff], exif(taken('MM')), jfif(), 'ftypmp42');
    const after = stripped('jpeg', several);
    for (const order of ['II', 'MM'] as const) assert.ok(!has(after, [...rationalOf(order, 52), ...rationalOf(order, 1)]));
  });

  it('that say nothing of a place are not touched', () => {
    for (const photo of [jfif(), exif(), exif(undefined, xmp('<rdf:Description dc:title="GPS"/>'))]) assert.deepEqual(look(photo, locationPatches('jpeg', new FileInParts(photo.length))).found, []);
  });

  it('are gone through once, however many positions begin in them and never end', () => {
    const open = '<exif:GPSAltitude>12 <dc:title>Berlin</dc:title>';
    const after = stripped('jpeg', exif(undefined, xmp(`${open}<exif:GPSLatitude>52,31.2N</exif:GPSLatitude></exif:GPSAltitude>`)));
    assert.ok(!has(after, '52,31') && has(after, open), 'one that meets another is no value of a position');
  });

  it('in PNG lose it as well, and their sums hold', async () => {
    const text = (keyword: string) => utf8(`${keyword}\0\0\0\0\0${described}`);
    const before = await png('red', [['eXIf', taken('MM')], ['iTXt', text('XML:com.adobe.xmp')], ['iTXt', text('Comment')]]);
    const after = stripped('png', before);
    assert.ok(!has(after, [...bigEnd(u32(52)), ...bigEnd(u32(1))]));
    assert.equal(Buffer.from(after).toString('latin1').match(/GPSLatitude/g)?.length, 1, 'a comment is somebody\u2019s words');
    let at = 8;
    const view = new DataView(after.buffer);
    const types: string[] = [];
    while (at < after.length) {
      const length = view.getUint32(at);
      types.push(Buffer.from(after.subarray(at + 4, at + 8)).toString());
      assert.equal(view.getUint32(at + 8 + length), crc32(after.subarray(at + 4, at + 8 + length)), types.at(-1));
      at += 12 + length;
    }
    assert.deepEqual(types, ['IHDR', 'eXIf', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
  });

  it('of any other kind stay as they are', () => {
    for (const extension of ['gif', 'tiff', 'bmp', 'pdf', 'zip'] as const) assert.deepEqual(look(exif(taken('II')), locationPatches(extension, new FileInParts(100))).found, []);
  });

  it('that are damaged are gone through without an error, keep their length, and come to an end', () => {
    const photos = [exif(taken('II'), xmp(described)), exif(taken('MM'))];
    fc.assert(
      fc.property(fc.constantFrom(...photos), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }), fc.constantFrom('jpeg' as const, 'png' as const), (photo, changes, extension) => {
        const damaged = photo.slice();
        for (const [at, value] of changes) damaged[at % damaged.length] = value;
        stripped(extension, damaged);
      }),
    );
  });
});
