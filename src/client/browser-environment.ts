import { deferredStorage } from './deferred-storage.ts';
import type { ClientStorage, Environment } from './environment.ts';
import { withFallback } from './fallback-storage.ts';
import { indexedStorage, openDatabase, type Database } from './indexed-storage.ts';
import { memoryStorage } from './memory-storage.ts';

export type StorageKind = 'local' | 'session' | 'none';

/** Without a document (on a server, in a worker) there is nothing to keep, to hide or to wake. */
const inPage = () => typeof document !== 'undefined';

/** A browser's tab. Touches nothing until it is asked for something. */
export function browserEnvironment(kind: StorageKind = 'local'): Environment {
  const storages = new Map<string, ClientStorage>();
  let database: Promise<Database> | undefined;
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
    return withFallback(kind === 'session' ? session() : indexedStorage((database ??= openDatabase()), scope), after);
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
    lock,
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
function hints(data: unknown): Pick<ReturnType<Environment['device']>, 'mobile' | 'brands'> {
  if (typeof data !== 'object' || data === null || !('mobile' in data) || !('brands' in data)) return {};
  const { mobile, brands } = data;
  if (typeof mobile !== 'boolean' || !Array.isArray(brands)) return {};
  return { mobile, brands: brands.map(({ brand, version }: Record<'brand' | 'version', unknown>) => ({ brand: String(brand), version: String(version) })) };
}

/**
 * Pages without a secure context have no locks. There a lane is taken for abandoned at once: at worst two tabs send the
 * same commands, of which the desk takes each once.
 */
function lock(name: string): Promise<(() => void) | null> {
  if (!('locks' in navigator)) return Promise.resolve(() => {});
  const { locks } = navigator;
  return new Promise((resolve) => {
    locks
      .request(`deskside ${name}`, { ifAvailable: true }, (held) => {
        if (!held) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => {
          resolve(release);
        });
      })
      .catch(() => {
        resolve(() => {});
      });
  });
}

function listen(...targets: readonly (readonly [EventTarget, string, () => void])[]): () => void {
  for (const [target, type, callback] of targets) target.addEventListener(type, callback);
  return () => {
    for (const [target, type, callback] of targets) target.removeEventListener(type, callback);
  };
}
