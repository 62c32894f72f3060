import File from 'lucide/dist/esm/icons/file.mjs';
import FileArchive from 'lucide/dist/esm/icons/file-archive.mjs';
import FileImage from 'lucide/dist/esm/icons/file-image.mjs';
import FileSpreadsheet from 'lucide/dist/esm/icons/file-spreadsheet.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import Presentation from 'lucide/dist/esm/icons/presentation.mjs';
import type { Extension } from '../../domain/file-extensions.ts';
import { extensionOf } from '../../domain/file-types.ts';
import type { IconNode } from '../icon.ts';

const shapes: Readonly<Record<Extension, IconNode>> = {
  jpeg: FileImage,
  png: FileImage,
  gif: FileImage,
  bmp: FileImage,
  tiff: FileImage,
  pdf: FileText,
  doc: FileText,
  docx: FileText,
  odt: FileText,
  xls: FileSpreadsheet,
  xlsx: FileSpreadsheet,
  ppt: Presentation,
  pptx: Presentation,
  pps: Presentation,
  ppsx: Presentation,
  log: FileText,
  cfg: FileText,
  rar: FileArchive,
  zip: FileArchive,
  txt: FileText,
};

/** The shape for a kind of file, by its name. */
export function fileIcon(name: string): IconNode {
  const extension = extensionOf(name);
  return extension ? shapes[extension] : File;
}
