import { expect } from '@open-wc/testing';
import { judge } from '../../../src/elements/file-upload/judging.ts';
import { extensionOf } from '../../../src/domain/files.ts';
import { cases, largest, windows } from '../../domain/file-cases.ts';

describe('a file that is chosen in a page', () => {
  for (const { what, name, content, from = windows, verdict, kept = name } of cases) {
    it(`${what} (${JSON.stringify(name.slice(0, 40))}) is ${verdict === null ? 'taken' : `refused: ${verdict}`}`, async () => {
      const judged = await judge(new File([await content()], name), { sender: from, largest, accept: '', most: 10 });
      expect(judged.reason).to.equal(verdict);
      if (verdict === null) expect(judged.file.name).to.equal(kept);
    });
  }
});

describe('the samples', () => {
  for (const { what, name, content, verdict } of cases) {
    if (verdict !== null || !['jpeg', 'png', 'gif', 'bmp'].includes(extensionOf(name) ?? '')) continue;
    it(`are real: a browser shows ${what}`, async () => {
      const { width } = await createImageBitmap(new Blob([await content()]));
      expect(width).to.be.greaterThan(0);
    });
  }
});
