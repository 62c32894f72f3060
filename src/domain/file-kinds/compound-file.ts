import { u16, u32, type FileInParts, type Looking } from '../file-parts.ts';
import { isCompound } from './signatures.ts';

/** Lists what a compound file holds: the container of old Office, a small file system of its own with sectors and chains [MS-CFB]. */

/** Sectors of the directory that are read at most: some 16,000 names in the smaller kind of sector. */
const longestDirectory = 4_096;

/** Sectors of the table of tables that are read at most; each speaks for 8 MB or more. */
const longestTable = 4_096;

const nobody = 0xffff_ffff;
const entryLength = 128;
const inHeader = 109;

interface Node {
  readonly name: string;
  readonly isStorage: boolean;
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

/**
 * Names of all storages and streams, in lower case: `worddocument` in the root, elsewhere behind the name of the storage they are in,
 * `/vba/dir`. No more of their paths: of storages within storages these would fill the memory. Null if it cannot be read.
 */
export function* listCompound(file: FileInParts): Looking<ReadonlySet<string> | null> {
  const header = yield* file.read(0, 512);
  const shift = u16(header, 30);
  if (!isCompound(header) || header.length < 512 || u16(header, 28) !== 0xfffe || (shift !== 9 && shift !== 12)) return null;
  const nodes = yield* readDirectory(file, header, 2 ** shift);
  const root = nodes?.[0];
  return nodes && root ? namesBelow(root, nodes) : null;
}

function* readDirectory(file: FileInParts, header: Uint8Array, sector: number): Looking<readonly Node[] | null> {
  const tables = yield* readTables(file, header, sector);
  const perTable = sector / 4;
  const nodes: Node[] = [];
  const met = new Set<number>();
  for (let next = u32(header, 48); met.size < longestDirectory; ) {
    if (next === 0xffff_fffe) return nodes;
    // Round in a circle a small file would have itself read for as long as a large one.
    if (met.has(next)) return null;
    met.add(next);
    const part = yield* file.read((next + 1) * sector, sector);
    const table = tables[Math.floor(next / perTable)];
    if (part.length < sector || table === undefined) return null;
    for (let at = 0; at < sector; at += entryLength) nodes.push(nodeAt(part, at));
    next = u32(yield* file.read((table + 1) * sector + (next % perTable) * 4, 4), 0);
  }
  return null;
}

/** Where the tables lie that say which sector follows which: the first of them stand in the header, the others in a chain. */
function* readTables(file: FileInParts, header: Uint8Array, sector: number): Looking<readonly number[]> {
  const tables = Array.from({ length: inHeader }, (_, i) => u32(header, 76 + i * 4));
  const met = new Set<number>();
  for (let next = u32(header, 68); next < 0xffff_fffa && met.size < longestTable && !met.has(next); ) {
    met.add(next);
    const part = yield* file.read((next + 1) * sector, sector);
    if (part.length < sector) break;
    for (let at = 0; at < sector - 4; at += 4) tables.push(u32(part, at));
    next = u32(part, sector - 4);
  }
  return tables.filter((table) => table < 0xffff_fffa);
}

function nodeAt(part: Uint8Array, at: number): Node {
  const length = Math.min(62, Math.max(0, u16(part, at + 64) - 2));
  let name = '';
  for (let i = 0; i < length; i += 2) name += String.fromCharCode(u16(part, at + i));
  const kind = part[at + 66];
  return { name: name.toLowerCase(), isStorage: kind === 1 || kind === 5, left: u32(part, at + 68), right: u32(part, at + 72), child: u32(part, at + 76) };
}

/** Children of a storage hang on a tree of siblings. Whatever is met twice is a circle, and passed over. */
function namesBelow(root: Node, nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const met = new Set<Node>([root]);
  const open: { readonly id: number; readonly within: string }[] = [{ id: root.child, within: '' }];
  for (let here = open.pop(); here; here = open.pop()) {
    const node = here.id === nobody ? undefined : nodes[here.id];
    if (!node || met.has(node)) continue;
    met.add(node);
    names.add(here.within + node.name);
    open.push({ id: node.left, within: here.within }, { id: node.right, within: here.within });
    if (node.isStorage) open.push({ id: node.child, within: `/${node.name}/` });
  }
  return names;
}

/** Whether a project of macros is in it, wherever: Word keeps it in `Macros`, Excel in `_VBA_PROJECT_CUR`. */
export function hasMacroProject(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => /(?:^|\/)(?:vba\/(?:dir|_vba_project)|_vba_project_cur)$/.test(name));
}
