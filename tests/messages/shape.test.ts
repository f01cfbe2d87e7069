import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Checked,
  list,
  named,
  nothing,
  nullable,
  object,
  oneOf,
  record,
  type Shape,
  text,
  truth,
  variant,
  whole,
} from '../../lib/messages/shape.ts';

const paper = object(
  { title: text(20), authors: list(text(9), 2), year: nullable(whole()) },
  { kind: oneOf(['draft', 'copy']) },
);
const act = variant('kind', {
  tag: object({ paper, name: text(9) }),
  clear: object({}),
});
const good = { title: 'A title', authors: ['One'], year: null };

describe('a shape gives back', () => {
  const accepted: { name: string; shape: Shape<unknown>; value: unknown; given?: unknown }[] = [
    { name: 'a text', shape: text(3), value: 'abc' },
    { name: 'a name', shape: named(/^[a-f]+$/), value: 'abc' },
    { name: 'a whole number', shape: whole(0, 5), value: 5 },
    { name: 'a truth value', shape: truth, value: false },
    { name: 'nothing', shape: nothing, value: null, given: undefined },
    { name: 'one of some', shape: oneOf([1, 2]), value: 2 },
    { name: 'null', shape: nullable(truth), value: null },
    { name: 'a list', shape: list(truth, 2), value: [true, false] },
    { name: 'an object', shape: paper, value: good },
    { name: 'an optional field', shape: paper, value: { ...good, kind: 'copy' } },
    {
      name: 'an object without what it does not name',
      shape: paper,
      value: { ...good, secret: 1 },
      given: good,
    },
    {
      name: 'a variant',
      shape: act,
      value: { kind: 'tag', paper: good, name: 'x', more: 1 },
      given: { kind: 'tag', paper: good, name: 'x' },
    },
    { name: 'a record', shape: record(text(3), whole()), value: { a: 1, b: 2 } },
  ];
  it.each(accepted)('$name', ({ shape, value, ...rest }) => {
    expect(shape(value, '')).toEqual('given' in rest ? rest.given : value);
  });

  it('the types that it names', () => {
    type Act = Checked<typeof act>;
    expectTypeOf<Act['kind']>().toEqualTypeOf<'tag' | 'clear'>();
    expectTypeOf<Extract<Act, { kind: 'tag' }>['name']>().toEqualTypeOf<string>();
    expectTypeOf<Checked<typeof paper>['year']>().toEqualTypeOf<number | null>();
  });
});

describe('a shape refuses, and says where,', () => {
  it.each([
    [text(2), 'abc', 'the request is not a text of at most 2 letters'],
    [text(2), 5, 'the request is not a text of at most 2 letters'],
    [named(/^[a-f]+$/), '../x', 'the request is not a name'],
    [whole(0), -1, 'the request is not a whole number from 0 to 9007199254740991'],
    [whole(0), 0.5, 'the request is not a whole number from 0 to 9007199254740991'],
    [whole(0), Number.NaN, 'the request is not a whole number from 0 to 9007199254740991'],
    [truth, 1, 'the request is not true or false'],
    [nothing, {}, 'the request is not nothing'],
    [oneOf(['a', 'b']), 'toString', 'the request is not one of a, b'],
    [list(truth, 1), [true, true], 'the request is not a list of at most 1'],
    [list(truth, 1), { length: 1, 0: true }, 'the request is not a list of at most 1'],
    [paper, [], 'the request is not an object'],
    [paper, { ...good, authors: ['One', 2] }, 'authors.1 is not a text of at most 9 letters'],
    [paper, { ...good, kind: 'other' }, 'kind is not one of draft, copy'],
    [paper, { title: 'x', authors: [] }, 'year is not a whole number'],
    [act, { kind: 'drop' }, 'kind is not one of tag, clear'],
    [act, { kind: 'toString' }, 'kind is not one of tag, clear'],
    [act, { kind: 'tag', paper: {}, name: '' }, 'paper.title is not a text of at most 20 letters'],
    [record(text(1), truth), { ab: true }, 'ab is not a text of at most 1 letters'],
  ] as [Shape<unknown>, unknown, string][])('case %#', (shape, value, message) => {
    expect(() => shape(value, '')).toThrow(message);
  });

  it('a name of the prototype as a field', () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"title": "x"}, "authors": [], "year": 1}');
    expect(() => paper(hostile, '')).toThrow('title is not a text');
  });
});
