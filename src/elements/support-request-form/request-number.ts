import type { Conversation } from '../../client/client.ts';

/** The number of a request that the desk has taken, as soon as its state is here. */
export function numberOf({ $state }: Pick<Conversation, '$state'>): Promise<number> {
  return new Promise((resolve) => {
    const known = $state.get();
    if (known) {
      resolve(known.number);
      return;
    }
    const stop = $state.listen((state) => {
      if (!state) return;
      stop();
      resolve(state.number);
    });
  });
}
