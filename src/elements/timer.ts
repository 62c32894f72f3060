/** Calls back later, unless it is stopped. Tests bring their own. */
export type After = (ms: number, callback: () => void) => () => void;

export const onTimer: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => {
    clearTimeout(timer);
  };
};
