/** Where a file is on its way into a conversation. */
export type UploadState =
  | 'waiting' // for its turn: three go up at a time
  | 'uploading'
  | 'paused' // by whoever sends it
  | 'interrupted' // by the network or the server: it goes on by itself
  | 'missing' // its page is gone, and the browser has no copy of it: the same file has to be chosen again
  | 'sharing' // whole, and its place in the log is on its way
  | 'done'
  | 'refused' // for good, until somebody says otherwise
  | 'cancelled';

export type UploadStep = 'begin' | 'pause' | 'resume' | 'break' | 'arrive' | 'share' | 'refuse' | 'retry' | 'miss' | 'find' | 'cancel';

const moves: Readonly<Record<UploadState, Readonly<Partial<Record<UploadStep, UploadState>>>>> = {
  waiting: { begin: 'uploading', pause: 'paused', miss: 'missing', cancel: 'cancelled' },
  missing: { find: 'waiting', cancel: 'cancelled' },
  uploading: { pause: 'paused', break: 'interrupted', arrive: 'sharing', refuse: 'refused', cancel: 'cancelled' },
  paused: { resume: 'waiting', cancel: 'cancelled' },
  interrupted: { retry: 'waiting', pause: 'paused', refuse: 'refused', cancel: 'cancelled' },
  // The word is given: what is shared can no more be taken back.
  sharing: { share: 'done', refuse: 'refused' },
  done: {},
  refused: { retry: 'waiting', cancel: 'cancelled' },
  cancelled: {},
};

/** What a step leads to, or undefined if it leads nowhere from there. */
export function moved(state: UploadState, step: UploadStep): UploadState | undefined {
  return moves[state][step];
}
