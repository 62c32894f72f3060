/**
 * Where a form is. `editing` · `sending`: handed to the client, fields locked · `sent`: on the desk's disk · `kept`: the page
 * let go of the client first, the request goes out the next time.
 */
export type FormPhase = 'editing' | 'sending' | 'sent' | 'kept';

const moves: Readonly<Record<FormPhase, readonly FormPhase[]>> = {
  editing: ['sending'],
  sending: ['sent', 'kept', 'editing'],
  sent: ['editing'],
  kept: ['editing'],
};

/** @throws Error naming both phases if no move leads there. */
export function moved(from: FormPhase, to: FormPhase): FormPhase {
  if (!moves[from].includes(to)) throw new Error(`A form cannot go from ${from} to ${to}`);
  return to;
}
