/** Begins something once what it needs is there; not at all if that cannot be had. Returns how to end it, or not to begin it at all. */
export function onceKnown<T>(known: Promise<T>, begin: (value: T) => (() => void) | undefined): () => void {
  let over = false;
  let end: (() => void) | undefined;
  known.then(
    (value) => {
      if (!over) end = begin(value);
    },
    () => undefined,
  );
  return () => {
    over = true;
    end?.();
    end = undefined;
  };
}
