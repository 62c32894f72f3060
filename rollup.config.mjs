import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { builtinModules } from 'node:module';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild, { minify as shortNames } from 'rollup-plugin-esbuild';
import htmlLiterals from 'rollup-plugin-html-literals';

/**
 * Three builds: the package for npm (a file per module, dependencies left outside), the bundle for a script tag (all inside, a
 * chunk per tag), and the scripts of the demo's pages, which take the package by its public names as anybody would.
 */

// What a build before this one made and this one does not would be published with it.
rmSync('dist', { recursive: true, force: true });

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const dependencies = Object.keys(manifest.dependencies);
const isDependency = (id) => id.startsWith('node:') || builtinModules.includes(id) || dependencies.some((name) => id === name || id.startsWith(`${name}/`));

const compile = () => esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' });

/** The modules that package.json's `exports` promise, and the command line. */
const entries = [
  ...['index', 'protocol/index', 'elements/index', 'define/index', 'transports/automatic', 'transports/http', 'transports/websocket', 'local/index', 'testing/index', 'server/node/index', 'server/node/cli'].map((name) => `src/${name}.ts`),
  ...globSync(['src/define/*.ts', 'src/elements/*/*.ts', 'src/locales/*/index.ts']).filter((file) => !file.endsWith('.d.ts')),
].filter((file, index, all) => existsSync(file) && all.indexOf(file) === index);

/** Has tsc write the types beside the modules, in a process of its own while rollup works. */
function declarations() {
  let done;
  return {
    name: 'declarations',
    buildStart() {
      const tsc = spawn('tsc', ['-p', 'test/config/tsconfig.build.json'], { stdio: 'inherit' });
      done = new Promise((resolve, reject) => tsc.on('error', reject).on('close', resolve));
    },
    async closeBundle() {
      const code = await done;
      // tsc leaves the sources' `.ts` in what the types import; the package has `.js` there.
      for (const file of globSync('dist/**/*.d.ts')) {
        const text = readFileSync(file, 'utf8');
        const named = text.replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2');
        if (named !== text) writeFileSync(file, named);
      }
      if (code !== 0) this.error(`tsc ended with ${code}`);
    },
  };
}

const forNpm = {
  input: entries,
  external: isDependency,
  output: { dir: 'dist', format: 'es', preserveModules: true, preserveModulesRoot: 'src' },
  plugins: [nodeResolve({ extensions: ['.ts', '.js'] }), htmlLiterals({ include: ['src/**/*.ts'] }), compile(), declarations()],
};

/**
 * What a page gets with everything inside. `process` exists in no browser, and Lit's Trusted Types policy takes our name, so that a
 * page's policy list names us alone and another copy of Lit in the page does not collide with ours.
 */
const forBrowsers = () => ({
  name: 'for-browsers',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]/.test(id)) return null;
    const changed = code.replaceAll('process.env.NODE_ENV', '"production"').replaceAll('createPolicy("lit-html"', 'createPolicy("deskside"');
    return changed === code ? null : { code: changed, map: null };
  },
});

/** esbuild puts what runs decorators into each module that has one: once for all is enough. */
const oneDecorate = () => {
  const name = '\0decorate';
  let helper;
  return {
    name: 'one-decorate',
    resolveId: (id) => (id === name ? id : null),
    load: (id) => (id === name ? `${helper} export { __decorateClass };` : null),
    transform(code, id) {
      const [all, own] = /(?:var __\w+ = Object\.\w+;\s+)+(var __decorateClass = .+?\n\};\n)/s.exec(code) ?? [];
      if (!all || id === name) return null;
      helper ??= all;
      return { code: code.replace(own, () => `import { __decorateClass } from ${JSON.stringify(name)};\n`), map: null };
    },
  };
};

/** The package's own names inside this repository: the sources they are built from. */
const ownNames = () => ({
  name: 'own-names',
  resolveId(id) {
    if (id !== 'deskside' && !id.startsWith('deskside/')) return null;
    const path = id === 'deskside' ? 'index' : id.slice('deskside/'.length).replace(/\.js$/, '');
    const source = path.startsWith('elements/') ? `${path}/${basename(path)}` : path;
    const found = [`src/${source}.ts`, `src/${source}/index.ts`].find((file) => existsSync(file));
    if (!found) throw new Error(`${id} is no entry of the package`);
    return new URL(found, import.meta.url).pathname;
  },
});

/** @param small for a page's visitors: every byte counts, and so does the time it takes to save it. */
const browserPlugins = (small) => [
  ownNames(),
  nodeResolve({ browser: true, extensions: ['.ts', '.js'], exportConditions: ['production'] }),
  ...(small ? [htmlLiterals({ include: ['src/**/*.ts'] })] : []),
  compile(),
  oneDecorate(),
  forBrowsers(),
  // esbuild gives private members of each class the shortest names anew, terser those of a whole chunk each another.
  ...(small ? [shortNames({ target: 'es2022', minify: false, minifyIdentifiers: true, charset: 'utf8' }), terser({ module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } })] : []),
  noOldChunks(),
];

/**
 * What the console begins with is called at once, nearly all of it: compiled while it comes, off the main thread, instead of function by
 * function at the first call. https://v8.dev/blog/explicit-compile-hints; other browsers read a comment.
 */
const calledOnLoad = ['core', 'console', 'support-center', 'request-list', 'request-details'];
const compileHints = () => ({
  name: 'compile-hints',
  renderChunk: { order: 'post', handler: (code, { name }) => (calledOnLoad.includes(name) ? { code: `//# allFunctionsCalledOnLoad\n${code}`, map: null } : null) },
});

/** Chunks are named after their content: those of builds before would pile up. */
const noOldChunks = () => ({
  name: 'no-old-chunks',
  writeBundle({ dir }, bundle) {
    for (const file of globSync(`${dir}/chunks/*.js`)) if (!Object.hasOwn(bundle, `chunks/${basename(file)}`)) rmSync(file);
  },
});

const chat = 'elements/support-chat/support-chat';

/**
 * What several parts share, in few chunks: each is compressed by itself, so that many small ones cost more than their parts. A
 * module goes into the chunk of the first line whose two entries both need it; what else is shared stays as it falls. A customer's page
 * is never led into a chunk of the console.
 */
const shared = [
  ['core', 'define/support-portal', 'define/support-center'],
  ['core', chat, 'define/support-center'],
  // Two icons: chunks of their own would cost more than they are.
  ['core', 'elements/support-chat/far-lines', 'define/support-center'],
  ['core', 'elements/support-chat/search-bar', 'define/support-center'],
  ['files', 'define/support-portal', 'define/request-details'],
  // Whatever a customer's page begins with needs both.
  ['files', 'define/support-portal', 'define/customer-connection'],
  ['chat', chat, 'define/request-details'],
  // It comes with the chat, and the details have one.
  ['chat', 'elements/support-portal/request-deeds', 'define/request-details'],
  ['console', 'define/support-center', 'define/request-details'],
];

function sharedChunks() {
  let chunks;
  return (id, { getModuleInfo }) => {
    if (!chunks) {
      const needs = (entry) => {
        const found = new Set([new URL(`src/${entry}.ts`, import.meta.url).pathname]);
        // A set that grows while it is gone through is gone through to its end.
        for (const module of found) for (const needed of getModuleInfo(module)?.importedIds ?? []) found.add(needed);
        return found;
      };
      chunks = new Map();
      for (const [name, one, other] of shared) {
        const also = needs(other);
        for (const module of needs(one)) if (also.has(module) && !chunks.has(module)) chunks.set(module, name);
      }
    }
    return chunks.get(id);
  };
}

const forScriptTag = {
  input: { deskside: 'src/define/loader.ts' },
  output: { dir: 'dist/cdn', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', manualChunks: sharedChunks() },
  plugins: [...browserPlugins(true), compileHints(), licences()],
};

const forDemo = {
  input: globSync('demo/pages/*.ts').filter((file) => !file.endsWith('.d.ts')),
  output: { dir: 'dist/demo', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  plugins: [...browserPlugins(false), copy('demo/pages/*.{html,css,svg}')],
};

/** The licences of what is inside, in one file beside the bundle instead of a comment in each chunk. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const inside = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds.filter((id) => !id.startsWith('\0')) : []));
      const folders = new Set(inside.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []));
      const texts = [...folders].sort().map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
        const [file] = globSync(`${folder}/{LICENSE,LICENCE,license}*`);
        return `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'─'.repeat(80)}\n\n`) });
    },
  };
}

function copy(pattern) {
  return {
    name: 'copy',
    generateBundle() {
      for (const file of globSync(pattern)) this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) });
    },
  };
}

/** An unresolved import or a cycle is a fault of ours, never a warning to scroll past; cycles inside dependencies are theirs. */
function onwarn(warning, warn) {
  if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  warn(warning);
}

export default [forNpm, forScriptTag, forDemo]
  .filter(({ input }) => (Array.isArray(input) ? input.length > 0 : Object.values(input).every((file) => existsSync(file))))
  .map((build) => ({ ...build, onwarn }));
