import * as v from 'valibot';
import { text, wholeNumber } from './config-values.ts';

export const clamav = v.pipe(
  v.strictObject(
    {
      socket: v.optional(text),
      host: v.optional(text),
      port: v.optional(wholeNumber(1, 65_535)),
    },
    'must be an object',
  ),
  v.check(({ socket, host, port }) => socket === undefined || (host === undefined && port === undefined), 'must have either socket, or host and port'),
);
