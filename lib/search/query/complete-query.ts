/** What may be meant where the caret stands in a query: operators, and values with their papers. */
import type { Completion, CompletionOption } from '../../messages/protocol.ts';
import { STATUSES } from '../../paper/paper.ts';
import { tagNameKey } from '../../paper/tag-name.ts';
import { tokenise } from '../../text/tokenise.ts';
import { statusNumber } from '../index/indexed-paper.ts';
import { FLAGS, type NumberColumn, type PostingsReader } from '../index/postings-reader.ts';
import type { SearchSource } from '../source.ts';
import { fieldsOf } from './find-texts.ts';
import { HAVINGS, SCOPES } from './parse-query.ts';
import type { NamedTag } from './tags.ts';
import { OPERATORS, type Operator, readTokens } from './tokens.ts';

/** More are not looked through. */
const MAX_OPTIONS = 8;
/** Words that begin so, of which some stand in the field that is asked for. */
const MAX_TERMS = 200;
const FIRST_VALUE = /^["“„«]/;
const NEEDS_QUOTES = /[\s()"“”„«»]/;

const NOWHERE = { start: 0, end: 0 };
const LETTER = /\p{L}/u;

interface Value {
  readonly text: string;
  readonly papers: number | null;
}

/** What can be put where the caret stands, the most likely first; also what stands there, where it is a whole value. */
export async function completeQuery(
  source: Pick<SearchSource, 'records'>,
  reader: PostingsReader,
  tags: readonly NamedTag[],
  query: string,
  caret: number,
): Promise<Completion> {
  const token = readTokens(query).find(({ start, end }) => start < caret && caret <= end);
  const { start, end } = token ?? { start: caret, end: caret };
  const typed = query.slice(start, caret);
  if (token?.kind === 'operator') {
    const { name } = token;
    const begun = typed.slice(name.length + 1).replace(FIRST_VALUE, '');
    const values = await listValues(source, reader, tags, name, begun);
    const options = values.slice(0, MAX_OPTIONS).map(({ text, papers }): CompletionOption => {
      return { text: `${name}:${NEEDS_QUOTES.test(text) ? `"${text}"` : text}`, papers };
    });
    return { start, end, options };
  }
  const isWord = token === undefined || token.kind === 'word' || token.kind === 'or';
  const begun = typed.toLowerCase();
  const options = isWord ? OPERATORS.filter((name) => name.startsWith(begun)) : [];
  return { start, end, options: options.map((name) => ({ text: `${name}:`, papers: null })) };
}

function listValues(
  source: Pick<SearchSource, 'records'>,
  reader: PostingsReader,
  tags: readonly NamedTag[],
  name: Operator,
  begun: string,
): Promise<readonly Value[]> | readonly Value[] {
  switch (name) {
    case 'tag':
      return listTags(tags, begun);
    case 'author':
    case 'venue':
      return listWords(source, reader, name, begun);
    case 'year':
      return listYears(reader, begun);
    case 'status':
      return countIn(reader, 'status', STATUSES, begun, (status) => {
        const sought = statusNumber(status);
        return (number) => number === sought;
      });
    case 'has':
      return countIn(reader, 'flags', HAVINGS, begun, (what) => (flags) => {
        return (flags & FLAGS[what]) !== 0;
      });
    case 'in':
      return SCOPES.filter((scope) => scope.startsWith(begun.toLowerCase())).map((text) => {
        return { text, papers: null };
      });
    default:
      return name satisfies never;
  }
}

/** Those that begin so before those with a part that does; the more used first. */
function listTags(tags: readonly NamedTag[], begun: string): Value[] {
  const key = tagNameKey(begun);
  const isPart = ({ key: one }: NamedTag) =>
    /[\s/-]/.test(one) && one.split(/[\s/-]/).some((part) => part.startsWith(key));
  const byPapers = [...tags].sort((a, b) => b.papers - a.papers);
  const first = byPapers.filter((tag) => tag.key.startsWith(key));
  const others = byPapers.filter((tag) => !tag.key.startsWith(key) && isPart(tag));
  return [...first, ...others].map(({ name, papers }) => ({ text: name, papers }));
}

async function listYears(reader: PostingsReader, begun: string): Promise<Value[]> {
  const counts = new Map<number, number>();
  for (const year of await reader.column('year'))
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [, from = '', dots = '', last = begun] = /^(\d*)(\.{2,3})(\d*)$/.exec(begun) ?? [];
  const years = [...counts.keys()]
    .sort((a, b) => b - a)
    .filter((year) => `${year}`.startsWith(last));
  return years
    .filter((year) => year >= Number(from))
    .map((year) => ({ text: `${from}${dots}${year}`, papers: counts.get(year) ?? 0 }))
    .map(({ text, papers }) => {
      if (dots === '') return { text, papers };
      const to = Number(text.slice(-4));
      const inside = [...counts].filter(([year]) => year >= Number(from) && year <= to);
      return { text, papers: inside.reduce((sum, [, count]) => sum + count, 0) };
    });
}

async function countIn<Name extends string>(
  reader: PostingsReader,
  column: NumberColumn,
  names: readonly Name[],
  begun: string,
  testOf: (name: Name) => (number: number) => boolean,
): Promise<Value[]> {
  const numbers = await reader.column(column);
  return names
    .filter((name) => name.startsWith(begun.toLowerCase()))
    .map((text) => {
      const passes = testOf(text);
      let papers = 0;
      // In a plain loop: `filter` on a copy takes many times as long, and keys wait for it.
      for (let row = 0; row < numbers.length; row++) if (passes(numbers[row] ?? 0)) papers++;
      return { text, papers };
    });
}

/** Words of people or venues that go on as the last word that is typed. */
async function listWords(
  source: Pick<SearchSource, 'records'>,
  reader: PostingsReader,
  name: 'author' | 'venue',
  begun: string,
): Promise<Value[]> {
  const words = tokenise(begun);
  const last = words.at(-1);
  if (last === undefined || last.end < begun.trimEnd().length) return [];
  const field = name === 'author' ? 'authors' : 'venue';
  const mask = fieldsOf(field);
  const terms = await reader.termsStarting(last.text, MAX_TERMS);
  const postings = await reader.postings(terms);
  const found = terms.flatMap(({ text }, index) => {
    const { rows = [], times = [] } = postings[index] ?? {};
    const there = [...rows].filter((_, at) => ((times[at] ?? 0) & mask) !== 0);
    const [row] = there;
    return row === undefined ? [] : [{ text, row, papers: there.length }];
  });
  const best = found.sort((a, b) => b.papers - a.papers).slice(0, MAX_OPTIONS);
  const records = await source.records(best.map(({ row }) => row));
  return best.flatMap(({ text, papers }, index) => {
    const whole = records[index]?.[field] ?? '';
    const { start, end } = tokenise(whole).find((word) => word.text === text) ?? NOWHERE;
    // "Neur" of NeurIPS is no word.
    if (start < end && (LETTER.test(whole.charAt(start - 1)) || LETTER.test(whole.charAt(end))))
      return [];
    const word = start === end ? text : whole.slice(start, end);
    return [{ text: begun.slice(0, last.start) + word, papers }];
  });
}
