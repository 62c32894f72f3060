import * as v from 'valibot';

/** Values that stand in several places of the configuration, with what is said of wrong ones. */

export const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(200, 'must have at most 200 characters'));

export const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(least, `must be at least ${least}`), v.maxValue(most, `must be at most ${most}`));

/** Fractions too. */
export const minutes = (least: number, most: number) =>
  v.pipe(v.number('must be a number of minutes'), v.minValue(least, `must be at least ${least}`), v.maxValue(most, `must be at most ${most}`));

export const flag = v.boolean('must be true or false');

/** An id that stands in logs and headers. */
export const word = v.pipe(v.string('must be a text'), v.regex(/^[\w.-]{1,63}$/, 'must be 1 to 63 of letters, digits, _, . and -'));

const webAddress = v.pipe(
  v.string('must be a text'),
  v.maxLength(2_000, 'must have at most 2000 characters'),
  v.check(isWebAddress, 'must be an address such as https://www.shop.example/support'),
);

/** Somewhere to post to. */
export const endpoint = webAddress;

/** A page that links lead to: what they say stands behind its #. */
export const page = v.pipe(
  webAddress,
  v.check((value) => !value.includes('#'), 'must have no #'),
);

/**
 * A secret: itself, or the name of the environment variable that holds it.
 * @param least bytes.
 */
export const secret = (least: number) =>
  v.pipe(
    v.union([v.string(), v.strictObject({ env: v.pipe(v.string(), v.minLength(1)) })], 'must be a text, or { "env": "NAME" }'),
    v.rawTransform<string | { env: string }, string>(({ dataset, addIssue, NEVER }) => {
      if (typeof dataset.value === 'string') return dataset.value;
      const value = process.env[dataset.value.env];
      if (value !== undefined) return value;
      addIssue({ message: `the environment has no ${dataset.value.env}` });
      return NEVER;
    }),
    v.minLength(1, 'must not be empty'),
    v.minBytes(least, `must have at least ${least} bytes`),
  );

/** A list in which `key` tells the items apart. */
export const listBy = <Key extends string, const Item extends v.GenericSchema<unknown, Readonly<Record<Key, string>>>>(item: Item, key: Key) =>
  v.pipe(
    v.array(item, 'must be a list'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const list: readonly Readonly<Record<Key, string>>[] = dataset.value;
      list.forEach((one, index) => {
        if (list.findIndex((other) => other[key] === one[key]) === index) return;
        addIssue({ message: 'stands there twice', path: [place(list, index), place(one, key)] });
      });
    }),
  );

export function place(input: unknown, key: string | number): v.IssuePathItem {
  return { type: 'unknown', origin: 'value', input, key, value: undefined };
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
