/**
 * Shapes of data that arrives from elsewhere. A shape gives back the value it was handed, typed and
 * without anything that it does not name, or throws with the place of what is wrong. In place of a
 * library, of which a cold worker would load 4 KiB.
 */

/** Throws a `ShapeError` unless `value` fits; `at` is the place in the whole ("papers.3.title"). */
export type Shape<Value> = (value: unknown, at: string) => Value;
/** What a shape gives. */
export type Checked<S> = S extends Shape<infer Value> ? Value : never;

export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

function refuse(at: string, wanted: string): never {
  throw new ShapeError(`${at || 'the request'} is not ${wanted}`);
}

const inside = (at: string, name: string | number) => (at === '' ? `${name}` : `${at}.${name}`);

/** A string of at most so many UTF-16 units. */
export const text =
  (most: number): Shape<string> =>
  (value, at) =>
    typeof value === 'string' && value.length <= most
      ? value
      : refuse(at, `a text of at most ${most} letters`);

/** A string that a pattern fits, of a branded type. */
export const named =
  <Name extends string>(pattern: RegExp): Shape<Name> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? (value as Name) : refuse(at, 'a name');

/** A whole number from `least` to `most`. */
export const whole =
  (least: number = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Shape<number> =>
  (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : refuse(at, `a whole number from ${least} to ${most}`);

export const truth: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : refuse(at, 'true or false');

/** Nothing at all: null stands for it in JSON. */
export const nothing: Shape<undefined> = (value, at) =>
  value === undefined || value === null ? undefined : refuse(at, 'nothing');

/** One of a few strings or numbers. */
export const oneOf =
  <const Value extends string | number>(values: readonly Value[]): Shape<Value> =>
  (value, at) =>
    values.find((each) => each === value) ?? refuse(at, `one of ${values.join(', ')}`);

export const nullable =
  <Value>(shape: Shape<Value>): Shape<Value | null> =>
  (value, at) =>
    value === null ? null : shape(value, at);

/** An array of at most so many items. */
export const list =
  <Value>(shape: Shape<Value>, most: number): Shape<Value[]> =>
  (value, at) =>
    Array.isArray(value) && value.length <= most
      ? value.map((item, index) => shape(item, inside(at, index)))
      : refuse(at, `a list of at most ${most}`);

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Fields<Of extends Shapes> = { [Name in keyof Of]: Checked<Of[Name]> };

function entriesOf(value: unknown, at: string): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ...value } : refuse(at, 'an object');
}

/** An object with these fields, and perhaps those of `optional`; others are left out. */
export const object =
  <const Required extends Shapes, const Optional extends Shapes = Record<never, never>>(
    required: Required,
    optional?: Optional,
  ): Shape<Fields<Required> & Partial<Fields<Optional>>> =>
  (value, at) => {
    const given = entriesOf(value, at);
    const there = Object.entries(optional ?? {}).filter(([name]) => given[name] !== undefined);
    return Object.fromEntries(
      [...Object.entries(required), ...there].map(([name, shape]) => [
        name,
        shape(given[name], inside(at, name)),
      ]),
    ) as Fields<Required> & Partial<Fields<Optional>>;
  };

/** An object whose field `key` names which of the shapes the rest has. */
export const variant =
  <const Key extends string, const Cases extends Shapes>(
    key: Key,
    cases: Cases,
  ): Shape<
    { [Case in keyof Cases]: { [Name in Key]: Case } & Checked<Cases[Case]> }[keyof Cases]
  > =>
  (value, at) => {
    const chosen = oneOf(Object.keys(cases))(entriesOf(value, at)[key], inside(at, key));
    const rest = cases[chosen]?.(value, at);
    return { ...(rest as object), [key]: chosen } as never;
  };

/** An object of any names. */
export const record =
  <Value>(name: Shape<string>, shape: Shape<Value>): Shape<Record<string, Value>> =>
  (value, at) =>
    Object.fromEntries(
      Object.entries(entriesOf(value, at)).map(([key, item]) => [
        name(key, inside(at, key)),
        shape(item, inside(at, key)),
      ]),
    );
