// Who may import whom: the table of docs/architecture.md, as rules for dependency-cruiser.

/**
 * Per folder under src: the folders it may import (`a/b.ts` names one file), those it may import types of, and the
 * packages. What is not named is forbidden. `node:` stands for Node's own modules.
 */
export const layers = {
  domain: { may: [], packages: [] },
  protocol: { may: ['domain'], packages: ['valibot'] },
  client: { may: ['domain', 'protocol'], packages: ['nanostores'] },
  transports: { may: ['domain', 'protocol', 'client/transport.ts', 'client/errors.ts'], packages: [] },
  styles: { may: ['domain'], packages: ['lit'] },
  locales: { may: ['domain'], types: ['protocol'], packages: [] },
  elements: { may: ['client', 'domain', 'styles', 'locales'], types: ['protocol'], packages: ['lit', 'nanostores', 'lucide'] },
  connect: { may: ['client', 'transports', 'elements'], types: ['domain', 'protocol'], packages: [] },
  define: { may: ['elements', 'connect', 'locales'], packages: [] },
  'server/core': { may: ['domain', 'protocol'], packages: [] },
  'server/host': { may: ['server/core', 'domain', 'protocol'], packages: [] },
  'server/node': { may: ['server/host', 'server/core', 'domain', 'protocol', 'locales'], packages: ['node:', 'hono', 'ws', 'jose', 'nodemailer', 'valibot', '@hono/node-server'] },
  local: { may: ['server/host', 'server/core', 'domain', 'protocol', 'client/transport.ts', 'client/errors.ts'], packages: [] },
};

/** Folders without a row: they may import what they show or test, and the table says nothing of them. */
export const free = ['testing', 'index.ts'];

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const inside = (place) => (place.endsWith('.ts') ? `^src/${escape(place)}$` : `^src/${escape(place)}/`);
const ofPackage = (name) => (name === 'node:' ? null : `node_modules/${escape(name)}/`);

const rules = Object.entries(layers).flatMap(([name, { may, types = [], packages }]) => {
  const from = { path: inside(name) };
  const npm = packages.map(ofPackage).filter((path) => path !== null);
  return [
    {
      name: `${name}: what it may import`,
      comment: `src/${name} imports itself, ${[...may, ...types.map((type) => `types of ${type}`)].join(', ') || 'nothing else'}.`,
      severity: 'error',
      from,
      to: { path: '^(src|demo|test)/', pathNot: [name, ...may, ...types].map(inside) },
    },
    ...types.map((type) => ({
      name: `${name}: types of ${type}`,
      comment: `src/${name} takes types of src/${type}, and no code.`,
      severity: 'error',
      from,
      to: { path: inside(type), dependencyTypesNot: ['type-only'] },
    })),
    {
      name: `${name}: packages`,
      comment: `src/${name} uses ${packages.join(', ') || 'no package'}.`,
      severity: 'error',
      from,
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-peer', 'npm-optional'], ...(npm.length > 0 && { pathNot: npm }) },
    },
    ...(packages.includes('node:')
      ? []
      : [{ name: `${name}: Node`, comment: `src/${name} runs where there is no Node.`, severity: 'error', from, to: { dependencyTypes: ['core'] } }]),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rules,
    {
      name: 'the headless client has no Lit',
      comment: 'Whoever uses the client alone must not get Lit with it, however far away it is imported.',
      severity: 'error',
      from: { path: '^src/(domain|protocol|client|transports|local)/|^src/index\\.ts$' },
      to: { path: 'node_modules/(lit|@lit)', reachable: true },
    },
    {
      name: 'the client and the server do not know each other',
      severity: 'error',
      from: { path: '^src/(client|transports|elements|connect|define)/' },
      to: { path: '^src/(server|local)/', reachable: true },
    },
    {
      name: 'side effects live in define alone',
      comment: 'Only a page imports what registers elements.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/define/' },
      to: { path: '^src/define/' },
    },
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'every folder has its row', comment: 'A folder under src that the table does not know.', severity: 'error', from: {}, to: { path: '^src/', pathNot: [...Object.keys(layers), ...free].map((name) => `^src/${escape(name)}`) } },
    { name: 'nothing unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'], extensions: ['.ts', '.mjs', '.js'] },
  },
};
