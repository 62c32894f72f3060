/** What a server says of itself. Never a token, a secret, a ticket or a claim code: faults are named by what was done, not by what was sent. */
export interface LogLine {
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly company?: string;
  readonly error?: unknown;
  /** What else belongs to the event, such as which delivery did not go and why. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Log = (line: LogLine) => void;

/** One JSON object per line on standard error; errors with their stack. */
export const logToConsole: Log = ({ error, ...line }) => {
  const fault = error === undefined ? {} : { error: error instanceof Error ? (error.stack ?? error.message) : typeof error };
  console.error(JSON.stringify({ at: new Date().toISOString(), ...line, ...fault }));
};
