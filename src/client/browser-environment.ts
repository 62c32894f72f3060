import type { DeviceHints } from '../domain/systems.ts';
import { deferredStorage } from './deferred-storage.ts';
import { scopeOf, type ClientStorage, type Environment, type StorageChoice } from './environment.ts';
import { withFallback } from './fallback-storage.ts';
import { indexedStorage, openDatabase } from './indexed-storage.ts';
import { memoryStorage } from './memory-storage.ts';
import { preferences } from './preferences.ts';

/** Without a document (on a server, in a worker) there is nothing to keep, to hide or to wake. */
const inPage = () => typeof document !== 'undefined';

/** A browser's tab. Touches nothing until it is asked for something. */
export function browserEnvironment(kind: StorageChoice = 'local'): Environment {
  const storages = new Map<string, ClientStorage>();
  let database: Promise<IDBDatabase> | undefined;
  const opened = () => (database ??= openDatabase(() => indexedDB));
  const after: Environment['after'] = (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  };
  const open = (scope: string): ClientStorage => {
    if (kind === 'none' || !inPage()) return memoryStorage();
    // Session storage that is blocked throws when it is named; few ask for it, so it is not in everybody's page.
    const session = () => deferredStorage(import('./web-storage.ts').then(({ webStorage }) => webStorage(sessionStorage, scope)));
    return withFallback(kind === 'session' ? session() : indexedStorage(opened(), scope), after);
  };
  return {
    now: () => Date.now(),
    after,
    random: () => Math.random(),
    randomHex,
    storage(scope) {
      const known = storages.get(scope) ?? open(scope);
      storages.set(scope, known);
      return known;
    },
    files: async (scope) => (kind === 'local' && inPage() ? (await import('./indexed-files.ts')).indexedFiles(scope, () => indexedDB, navigator) : null),
    preferences: (scope) =>
      preferences(() => {
        if (kind === 'none' || !inPage()) throw new Error('Nothing is to be kept');
        return kind === 'session' ? sessionStorage : localStorage;
      }, scope),
    openStorage() {
      // What becomes of it is told to whoever asks for something.
      if (kind === 'local' && inPage()) opened().catch(() => undefined);
    },
    lock,
    lockLater,
    async forget(...about) {
      storages.clear();
      if (kind === 'none' || !inPage()) return about[2];
      return (await import('./forgetting.ts')).forgetIn(kind === 'session' ? async () => sessionStorage : opened, scopeOf, ...about);
    },
    onWake: (callback) => {
      const whenVisible = () => {
        if (!document.hidden) callback();
      };
      return inPage() ? listen([window, 'online', callback], [window, 'pageshow', callback], [document, 'visibilitychange', whenVisible]) : () => {};
    },
    visible: () => !inPage() || !document.hidden,
    onVisibility: (callback) => (inPage() ? listen([document, 'visibilitychange', callback]) : () => {}),
    device: () => {
      const { userAgent, platform } = navigator;
      const data: unknown = Reflect.get(navigator, 'userAgentData');
      return { userAgent, platform, touchPoints: inPage() ? navigator.maxTouchPoints : 0, ...hints(data) };
    },
  };
}

/** Random bits as lower-case hex: keys, lanes, secrets. */
export function randomHex(bits: 128 | 256): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bits / 8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What Chromium says beside the user agent. */
function hints(data: unknown): Pick<DeviceHints, 'mobile' | 'brands'> {
  if (typeof data !== 'object' || data === null || !('mobile' in data) || !('brands' in data)) return {};
  const { mobile, brands } = data;
  if (typeof mobile !== 'boolean' || !Array.isArray(brands)) return {};
  return { mobile, brands: brands.map(({ brand, version }: Record<'brand' | 'version', unknown>) => ({ brand: String(brand), version: String(version) })) };
}

/**
 * Pages without a secure context have no locks. There a lane is taken for abandoned at once: at worst two tabs send the
 * same commands, of which the desk takes each once.
 */
const lock: Environment['lock'] = (name) =>
  new Promise((resolve) => {
    hold(name, { ifAvailable: true }, resolve);
  });

const lockLater: Environment['lockLater'] = (name, held) => {
  const waiting = new AbortController();
  let giveBack: (() => void) | null = null;
  hold(name, { signal: waiting.signal }, (release) => {
    if (waiting.signal.aborted || giveBack) return;
    giveBack = release;
    held();
  });
  return () => {
    waiting.abort();
    giveBack?.();
  };
};

/** Asks for a lock; `held` gets how to release it, or null if it cannot be had now. */
function hold(name: string, options: LockOptions, held: (release: (() => void) | null) => void): void {
  const alone = () => {
    held(() => {});
  };
  if (!('locks' in navigator)) {
    alone();
    return;
  }
  navigator.locks
    .request(`deskside ${name}`, options, (lock) =>
      lock
        ? new Promise<void>((release) => {
            held(release);
          })
        : held(null),
    )
    .catch(alone);
}

function listen(...targets: readonly (readonly [EventTarget, string, () => void])[]): () => void {
  for (const [target, type, callback] of targets) target.addEventListener(type, callback);
  return () => {
    for (const [target, type, callback] of targets) target.removeEventListener(type, callback);
  };
}
