import type { Locale } from '../locales/languages.ts';

/**
 * The script tag: loads the code of each of our tags when the tag is first seen, and nothing before. Kept small, because
 * every page pays for it.
 */

/** Something to do once the loader is there: a command with its arguments, or a function. */
export type Push = readonly ['observe', ParentNode & Node] | readonly ['locale', Locale] | ((deskside: Deskside) => void);

/** `window.deskside` once it is loaded. Before, pages keep a list there: `(window.deskside ||= []).push(['locale', …])`. */
export interface Deskside {
  /** Resolves once every tag that was in the page at first has its code, or has failed to load. */
  readonly ready: Promise<void>;
  push(...commands: readonly Push[]): void;
  /** Watches a shadow root of the page for our tags too. */
  observe(root: ParentNode & Node): void;
}

declare global {
  interface Window {
    deskside?: Deskside | Push[];
  }
}

const code: Readonly<Record<string, () => Promise<unknown>>> = {
  'support-provider': () => import('./support-provider.ts'),
  'support-portal': () => import('./support-portal.ts'),
  'support-request-form': () => import('./support-request-form.ts'),
  'support-chat': () => import('./support-chat.ts'),
  'file-upload': () => import('./file-upload.ts'),
  'support-center': () => import('./support-center.ts'),
  'request-list': () => import('./request-list.ts'),
  'request-details': () => import('./request-details.ts'),
};

function load(): Deskside {
  const loading = new Map<string, Promise<void>>();
  const tags = Object.keys(code).join();

  const need = (tag: string) => {
    if (loading.has(tag) || !Object.hasOwn(code, tag)) return;
    const loaded = code[tag]?.().catch((error: unknown) => {
      console.warn(`deskside: the code of <${tag}> could not be loaded.`, error);
    });
    if (loaded) loading.set(tag, loaded.then(() => undefined));
  };
  const look = (root: ParentNode) => {
    for (const element of root.querySelectorAll(tags)) need(element.localName);
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        need(node.localName);
        look(node);
      }
    }
  });

  // Whoever waits in the list asks for it before there is anything to wait for.
  let isReady = (): void => undefined;
  const deskside: Deskside = {
    ready: new Promise((resolve) => {
      isReady = resolve;
    }),
    push(...commands) {
      for (const command of commands) void run(command);
    },
    observe(root) {
      look(root);
      observer.observe(root, { childList: true, subtree: true });
    },
  };

  /** Never throws: one page's mistake must not keep the tags from loading. */
  async function run(command: Push): Promise<void> {
    try {
      if (typeof command === 'function') {
        command(deskside);
        return;
      }
      switch (command[0]) {
        case 'observe':
          deskside.observe(command[1]);
          break;
        case 'locale':
          (await import('../locales/languages.ts')).registerLocale(command[1]);
          break;
        default:
          console.warn('deskside: no such command:', command);
      }
    } catch (error) {
      console.warn('deskside:', command, error);
    }
  }

  // Words first, so that no element is shown in others.
  const queue = Array.isArray(window.deskside) ? window.deskside : [];
  void Promise.all(queue.map(run)).then(async () => {
    deskside.observe(document);
    await Promise.all(loading.values());
    isReady();
  });
  return deskside;
}

// A second script tag finds the first one's object and leaves all as it is.
if (!window.deskside || Array.isArray(window.deskside)) window.deskside = load();
