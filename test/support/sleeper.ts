import type { ClientStorage } from '../../src/client/environment.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';

/** A tab that can sleep: of what others keep or forget then it never hears. */
export class Sleeper extends MemoryEnvironment {
  asleep = false;

  override storage(scope: string): ClientStorage {
    const storage = super.storage(scope);
    return {
      ...storage,
      watch: (name, changed) =>
        storage.watch?.(name, () => {
          if (!this.asleep) changed();
        }) ?? (() => undefined),
    };
  }
}
