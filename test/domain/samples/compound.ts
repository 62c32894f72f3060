import { bytes, padded, u16, u32, utf16, zeros, type Bytes } from './parts.ts';

/** Compound files [MS-CFB]: what Office wrote until 2007, and what installers and mails still are. */

const sector = 512;
const end = 0xfffffffe;
const free = 0xffffffff;

interface Node {
  readonly name: string;
  readonly data: Bytes | null;
  readonly children: Node[];
}

export interface CompoundOptions {
  /** The class of its root, as 32 hex digits in the order of the file. */
  readonly clsid?: string;
}

/** @param streams contents by path, such as `Macros/VBA/dir`. Each fills at least 4,096 bytes, so that none is a small one. */
export function compound(streams: Readonly<Record<string, Uint8Array | string>>, { clsid = '0'.repeat(32) }: CompoundOptions = {}): Bytes {
  const root: Node = { name: 'Root Entry', data: null, children: [] };
  for (const [path, content] of Object.entries(streams)) {
    const parts = path.split('/');
    let here = root;
    for (const [i, name] of parts.entries()) {
      let next = here.children.find((child) => child.name === name);
      if (!next) {
        const isStream = i === parts.length - 1;
        next = { name, data: isStream ? padded(bytes(typeof content === 'string' ? content : content, zeros(1)), 4_096) : null, children: [] };
        here.children.push(next);
      }
      here = next;
    }
  }
  const nodes: Node[] = [];
  const collect = (node: Node): void => {
    nodes.push(node);
    node.children.forEach(collect);
  };
  collect(root);

  const starts = new Map<Node, number>();
  const next: number[] = [];
  const chain = (count: number): number => {
    const first = next.length;
    for (let i = 0; i < count; i++) next.push(i === count - 1 ? end : first + i + 1);
    return first;
  };
  for (const node of nodes) if (node.data) starts.set(node, chain(node.data.length / sector));
  const directorySectors = Math.ceil(nodes.length / 4);
  const directoryAt = chain(directorySectors);
  const body = next.length;
  let tables = 1;
  while (tables * 128 < body + tables + extraTables(tables)) tables += 1;
  const extras = extraTables(tables);
  for (let i = 0; i < tables; i++) next.push(0xfffffffd);
  for (let i = 0; i < extras; i++) next.push(0xfffffffc);
  while (next.length < tables * 128) next.push(free);

  const entry = (node: Node, index: number): Bytes => {
    const id = (child: Node | undefined): number => (child ? nodes.indexOf(child) : free);
    const parent = nodes.find(({ children }) => children.includes(node));
    const after = parent?.children[parent.children.indexOf(node) + 1];
    const kind = index === 0 ? 5 : node.data ? 2 : 1;
    const name = utf16(node.name);
    const own = index === 0 ? Array.from({ length: 16 }, (_, i) => Number.parseInt(clsid.slice(i * 2, i * 2 + 2), 16)) : zeros(16);
    return bytes(name, zeros(64 - name.length), u16(name.length + 2), [kind, 1], u32(free), u32(id(after)), u32(id(node.children[0])), own, zeros(20), u32(starts.get(node) ?? (index === 0 ? end : 0)), u32(node.data?.length ?? 0), u32(0));
  };
  const rows = nodes.map(entry);
  while (rows.length < directorySectors * 4) rows.push(bytes(zeros(68), u32(free), u32(free), u32(free), zeros(48)));

  const tableIds = Array.from({ length: tables }, (_, i) => body + i);
  const inHeader = Array.from({ length: 109 }, (_, i) => u32(tableIds[i] ?? free)).flat();
  const extraSectors = Array.from({ length: extras }, (_, i) => {
    const ids = Array.from({ length: 127 }, (_, j) => u32(tableIds[109 + i * 127 + j] ?? free)).flat();
    return bytes(ids, u32(i === extras - 1 ? end : body + tables + i + 1));
  });
  const header = bytes(
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    zeros(16),
    u16(0x3e),
    u16(3),
    u16(0xfffe),
    u16(9),
    u16(6),
    zeros(10),
    u32(tables),
    u32(directoryAt),
    u32(0),
    u32(4_096),
    u32(end),
    u32(0),
    u32(extras > 0 ? body + tables : end),
    u32(extras),
    inHeader,
  );
  return bytes(header, ...nodes.flatMap(({ data }) => (data ? [data] : [])), ...rows, next.flatMap((id) => u32(id)), ...extraSectors);
}

function extraTables(tables: number): number {
  return Math.ceil(Math.max(0, tables - 109) / 127);
}

const summary = { '\u0005SummaryInformation': bytes([0xfe, 0xff, 0, 0], zeros(60)) };

/** @param more further streams, such as those of macros. */
export const doc = (more: Readonly<Record<string, string>> = {}): Bytes => compound({ WordDocument: bytes([0xec, 0xa5, 0xc1, 0]), '1Table': 'x', ...summary, ...more });

const workbook = bytes(u16(0x809), u16(16), u16(0x600), u16(5), zeros(12), u16(0x0a), u16(0));
export const xls = (more: Readonly<Record<string, string>> = {}): Bytes => compound({ Workbook: workbook, ...summary, ...more });
export const oldXls = (): Bytes => compound({ Book: bytes(u16(0x809), u16(8), u16(0x500), u16(5), zeros(4), u16(0x0a), u16(0)) });

export const ppt = (more: Readonly<Record<string, string>> = {}): Bytes => compound({ 'Current User': 'x', 'PowerPoint Document': bytes(u16(0x0f), u16(0x03e8), u32(0)), ...summary, ...more });

/** What Visual Basic leaves in a document. */
export const macros = (storage: string): Record<string, string> => ({ [`${storage}/PROJECT`]: 'ID="{…}"', [`${storage}/VBA/dir`]: 'x', [`${storage}/VBA/_VBA_PROJECT`]: 'x', [`${storage}/VBA/ThisDocument`]: 'x' });

/** An installer: its tables have names that no person reads. */
export const msi = (): Bytes => compound({ '\u4840\u3f3f\u4577\u446c\u3b6a\u45e4\u4824': 'x', '\u4840\u3f7f\u4164\u422f\u4836': 'x', ...summary }, { clsid: '84100c0000000000c000000000000046' });

/** A mail of Outlook. */
export const msg = (): Bytes => compound({ '__properties_version1.0': 'x', '__substg1.0_0037001F': 'x', '__nameid_version1.0/__substg1.0_00020102': 'x' });

/** Where Explorer kept small pictures. */
export const thumbs = (): Bytes => compound({ Catalog: 'x', '1': 'x' });

/** A document of today's Office with a password. */
export const encrypted = (): Bytes => compound({ EncryptionInfo: bytes([4, 0, 4, 0]), EncryptedPackage: 'x' });
