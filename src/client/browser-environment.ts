import type { ClientStorage, Environment } from './environment.ts';
import { withFallback } from './fallback-storage.ts';
import { indexedStorage, openDatabase, type Database } from './indexed-storage.ts';
import { MemoryEnvironment, randomHex } from './memory-environment.ts';
import { memoryStorage } from './memory-storage.ts';
import { webStorage } from './web-storage.ts';

export type StorageKind = 'local' | 'session' | 'none';

/** The environment of where this runs: a browser's, or, without a document, one in memory. */
export function ownEnvironment(kind: StorageKind): Environment {
  return typeof document === 'undefined' ? new MemoryEnvironment() : browserEnvironment(kind);
}

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
    if (kind === 'none') return memoryStorage();
    try {
      return withFallback(kind === 'session' ? webStorage(sessionStorage, scope) : indexedStorage((database ??= openDatabase()), scope), after);
    } catch {
      // Session storage that is blocked throws when it is named.
      return memoryStorage();
    }
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
      return listen([window, 'online', callback], [window, 'pageshow', callback], [document, 'visibilitychange', whenVisible]);
    },
    visible: () => !document.hidden,
    onVisibility: (callback) => listen([document, 'visibilitychange', callback]),
    device: () => {
      const { userAgent, platform, maxTouchPoints: touchPoints } = navigator;
      const data: unknown = Reflect.get(navigator, 'userAgentData');
      return { userAgent, platform, touchPoints, ...hints(data) };
    },
  };
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
