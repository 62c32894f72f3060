import { atom, type ReadableAtom } from 'nanostores';
import type { ClientStorage, StorageChoice, StorageKind } from './environment.ts';

/** Where a browser keeps what it was asked to keep: as was wished until it is known better, and in memory once the storage has failed. */
export function whereKept(choice: StorageChoice, storage: ClientStorage | undefined): ReadableAtom<StorageKind> {
  const $kind = atom<StorageKind>(choice === 'none' ? 'memory' : choice === 'session' ? 'session' : 'persistent');
  void storage?.kind.then((kind) => {
    $kind.set(kind);
  });
  void storage?.failed?.then(() => {
    $kind.set('memory');
  });
  return $kind;
}
