/**
 * Reads what a desk says, in a page: JSON in, known values out. A few lines instead of a library, for every customer's page
 * carries them; a desk, which trusts nobody, reads with valibot (client-frames.ts).
 */

/** What a value is that does not fit. */
export const wrong = Symbol();

/** Gives the value, without what is not known of it, or `wrong`. A property that is missing is read as `undefined`. */
export type Shape<T> = (input: unknown) => T | typeof wrong;

/** What a shape gives. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type MayMiss<Fields> = { [Name in keyof Fields]: undefined extends Shaped<Fields[Name]> ? Name : never }[keyof Fields];
type OfFields<Fields> = { [Name in Exclude<keyof Fields, MayMiss<Fields>>]: Shaped<Fields[Name]> } & {
  [Name in MayMiss<Fields>]?: Exclude<Shaped<Fields[Name]>, undefined>;
};

export const text: Shape<string> = (input) => (typeof input === 'string' ? input : wrong);
export const flag: Shape<boolean> = (input) => (typeof input === 'boolean' ? input : wrong);
export const count: Shape<number> = (input) => (typeof input === 'number' && Number.isSafeInteger(input) && input >= 0 ? input : wrong);

export function oneOf<T extends string | number | boolean>(...values: readonly T[]): Shape<T> {
  return (input) => values.find((value) => value === input) ?? wrong;
}

/** A word of which there may be more tomorrow: any text passes. */
export function word<T extends string>(): Shape<T> {
  return (input) => (isWord<T>(input) ? input : wrong);
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (input) => (input === null ? null : shape(input));
}

/** A property that may be missing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (input) => (input === undefined ? undefined : shape(input));
}

/** A property whose absence stands for a value. */
export function or<T>(shape: Shape<T>, missing: NoInfer<T>): Shape<T> {
  return (input) => (input === undefined ? missing : shape(input));
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (input) => {
    if (!Array.isArray(input)) return wrong;
    const items: T[] = [];
    for (const each of input) {
      const item = shape(each);
      if (item === wrong) return wrong;
      items.push(item);
    }
    return items;
  };
}

/** An object with names that nobody knows beforehand. */
export function map<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (input) => {
    if (!isObject(input)) return wrong;
    const values: Record<string, T> = {};
    for (const [name, each] of Object.entries(input)) {
      const value = shape(each);
      if (value === wrong) return wrong;
      // This name would set the prototype.
      if (name !== '__proto__') values[name] = value;
    }
    return values;
  };
}

/** An object of these properties; others are left out [R8]. */
export function object<Fields extends Readonly<Record<string, Shape<unknown>>>>(fields: Fields): Shape<OfFields<Fields>> {
  const shapes = Object.entries(fields);
  return (input) => {
    if (!isObject(input)) return wrong;
    const values: Record<string, unknown> = {};
    for (const [name, shape] of shapes) {
      const value = shape(Object.hasOwn(input, name) ? input[name] : undefined);
      if (value === wrong) return wrong;
      if (value !== undefined) values[name] = value;
    }
    return values as OfFields<Fields>;
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** Objects of these properties, each with its name in the table as its `type`. */
export function kinds<Table extends Readonly<Record<string, Fields>>>(table: Table): { readonly [Name in keyof Table]: Shape<OfFields<Table[Name] & { readonly type: Shape<Name> }>> } {
  return Object.fromEntries(Object.entries(table).map(([name, fields]) => [name, object({ type: oneOf(name), ...fields })])) as never;
}

/** The shape that the table has for the value of a property, or the other one if it has none. */
export function by<T>(name: string, table: Readonly<Record<string, Shape<T>>>, other: Shape<T> = () => wrong): Shape<T> {
  return (input) => {
    const value = isObject(input) && Object.hasOwn(input, name) ? input[name] : undefined;
    const named = typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
    return ((Object.hasOwn(table, named) && table[named]) || other)(input);
  };
}

export function isObject(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function isWord<T extends string>(input: unknown): input is T {
  return typeof input === 'string';
}
