import type { FileInParts, Looking } from './file-parts.ts';
import type { ContentFault } from './file-faults.ts';
import { rarFault, zipFault } from './file-kinds/archives.ts';
import { compoundFault, officeFault, openDocumentTextFault } from './file-kinds/office.ts';
import { gifStructure, isBmpFile, isJpegFile, isPngFile, isTiffFile } from './file-kinds/pictures.ts';
import { isPdfFile, isTextFile } from './file-kinds/text.ts';
import { endsInZip } from './file-kinds/zip-listing.ts';
import type { Extension } from './file-extensions.ts';

/**
 * Whether a file is of the kind that its name says. It keeps honest people from sending a broken or misnamed file, and a
 * stranger's program from passing as a picture. It looks at the beginning, and where a kind is known by what it holds, at the
 * directory of that; it unpacks nothing, and it is no search for malware.
 */

/** The first fault of its content, or null. */
export function* contentFault(extension: Extension, file: FileInParts): Looking<ContentFault | null> {
  const fault = yield* checks[extension](file);
  if (fault || areZips.has(extension)) return fault;
  return (yield* endsInZip(file)) ? 'mixed_content' : null;
}

type Check = (file: FileInParts) => Looking<ContentFault | null>;

const areZips: ReadonlySet<Extension> = new Set<Extension>(['docx', 'xlsx', 'pptx', 'ppsx', 'odt', 'zip']);

/** For kinds of which there is nothing more to say. */
const must = (is: (file: FileInParts) => Looking<boolean>): Check =>
  function* (file) {
    return (yield* is(file)) ? null : 'content_mismatch';
  };

const gifFaults = { whole: null, 'no gif': 'content_mismatch', 'two files': 'mixed_content' } as const;

const slides: Check = (file) => compoundFault(file, ['powerpoint document']);
const presentation: Check = (file) => officeFault(file, 'ppt');

const checks: Readonly<Record<Extension, Check>> = {
  jpeg: must(isJpegFile),
  png: must(isPngFile),
  gif: function* (file) {
    return gifFaults[yield* gifStructure(file)];
  },
  bmp: must(isBmpFile),
  tiff: must(isTiffFile),
  pdf: must(isPdfFile),
  doc: (file) => compoundFault(file, ['worddocument']),
  xls: (file) => compoundFault(file, ['workbook', 'book']),
  ppt: slides,
  pps: slides,
  docx: (file) => officeFault(file, 'word'),
  xlsx: (file) => officeFault(file, 'xl'),
  pptx: presentation,
  ppsx: presentation,
  odt: openDocumentTextFault,
  zip: zipFault,
  rar: rarFault,
  txt: must(isTextFile),
  log: must(isTextFile),
  cfg: must(isTextFile),
};
