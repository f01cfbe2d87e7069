/** The query language over plain papers, word by word: what the index has to agree with. */
import { spellName } from '../../../lib/search/ranking/name-spellings.ts';
import { stemOf } from '../../../lib/search/ranking/stem.ts';
import { isStopWord } from '../../../lib/search/ranking/stop-words.ts';
import { plainTitle } from '../../../lib/text/plain-title.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';
import type { TestPaper } from '../source-of.ts';

/** A query, and how it is written. */
export type Node =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: 'author' | 'venue' | 'tag' | 'status' | 'has'; readonly value: string }
  | { readonly kind: 'year'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'all'; readonly of: readonly Node[]; readonly inside: Inside };
export type Group = Extract<Node, { kind: 'all' }>;
type Inside = 'title' | 'abstract' | 'note' | null;
type Field = Exclude<Inside, null> | 'authors' | 'venue' | 'tags';

function write(node: Node): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'not':
      return `-${write(node.of)}`;
    case 'any':
      return `(${node.of.map(write).join(' or ')})`;
    case 'all':
      return `(${writeAll(node)})`;
    case 'year':
      return node.from === node.to
        ? `year:${node.from}`
        : `year:${node.from ?? ''}..${node.to ?? ''}`;
    default:
      return `${node.kind}:${node.value.includes(' ') ? `"${node.value}"` : node.value}`;
  }
}

/** Without parentheses around all of it. */
export function writeAll({ of, inside }: Group): string {
  return [...(inside === null ? [] : [`in:${inside}`]), ...of.map(write)].join(' ');
}

interface Placed {
  readonly text: string;
  readonly position: number;
}

const placed = (text: string): Placed[] => tokenise(text);

/** Texts that a phrase cannot leave, by field. */
function textsOf(paper: TestPaper, names: Readonly<Record<string, string>>, field: Field) {
  const { title, abstract = '', authors = '', venue = '', year, user } = paper;
  switch (field) {
    case 'title':
      return [
        placed(plainTitle(title)),
        ...spellName(plainTitle(title)).map((text) => [{ text, position: 0 }]),
      ];
    case 'abstract':
      return [placed(plainTitle(abstract))];
    case 'note':
      return [placed(user?.note ?? '')];
    case 'authors':
      return authors.split(', ').map(placed);
    case 'venue':
      return [placed(venue), placed(year === undefined ? '' : `${year}`)];
    case 'tags':
      return (user?.tags ?? []).map((id) => placed(names[id] ?? ''));
  }
}

const ANYWHERE: readonly Field[] = ['title', 'abstract', 'note', 'authors', 'venue', 'tags'];

function says(
  paper: TestPaper,
  names: Readonly<Record<string, string>>,
  fields: readonly Field[],
  text: string,
  isExact: boolean,
): boolean {
  const sought = placed(text).filter((_, index, all) => {
    return index === all.findIndex(({ position }) => position === all[index]?.position);
  });
  const forms = !isExact && sought.length === 1;
  const is = (word: string, wanted: string) =>
    forms ? stemOf(word) === stemOf(wanted) : word === wanted;
  return fields
    .flatMap((field) => textsOf(paper, names, field))
    .some((words) =>
      words.some(({ position }) =>
        sought.every(({ text: wanted }, index) =>
          words.some((word) => word.position === position + index && is(word.text, wanted)),
        ),
      ),
    );
}

/** Whether a paper answers: all of its words, and all else. */
function answers(
  node: Node,
  paper: TestPaper,
  names: Readonly<Record<string, string>>,
  inside: Inside = null,
): boolean {
  const fields = inside === null ? ANYWHERE : [inside];
  switch (node.kind) {
    case 'word':
      return says(paper, names, fields, node.text, false);
    case 'phrase':
      return says(paper, names, fields, node.text, true);
    case 'author':
      return says(paper, names, ['authors'], node.value, true);
    case 'venue':
      return says(paper, names, ['venue'], node.value, true);
    case 'tag':
      return (paper.user?.tags ?? []).some((id) => {
        const name = names[id]?.toLowerCase() ?? '';
        return name === node.value || name.startsWith(`${node.value}/`);
      });
    case 'status':
      return paper.user?.status === node.value;
    case 'has': {
      const { links = [], hasPdf = false, user } = paper;
      if (node.value === 'note') return (user?.note ?? '') !== '';
      if (node.value === 'tag') return (user?.tags ?? []).length > 0;
      return node.value === 'pdf' ? hasPdf : links.some(({ kind }) => kind === 'code');
    }
    case 'year': {
      const year = paper.year ?? 0;
      return year >= (node.from ?? 1) && year <= (node.to ?? 9999);
    }
    case 'not':
      return !answers(node.of, paper, names, inside);
    case 'any':
      return node.of.some((one) => answers(one, paper, names, inside));
    case 'all': {
      const own = node.inside ?? inside;
      return node.of.every((one) => answers(one, paper, names, own));
    }
  }
}

/**
 * The same for a whole query: words outside of everything but parentheses that say nothing need not be
 * there, unless there are no others that are looked for. Words of one place alone are looked for there so,
 * of several those that are looked for anywhere.
 */
export function answersAll(
  query: Group,
  paper: TestPaper,
  names: Readonly<Record<string, string>>,
): boolean {
  const hasContent = textsIn(query).some((text) =>
    tokenise(text).some(({ text: word }) => !isStopWord(word)),
  );
  const parts = flatten(query, null);
  const scopes = new Set(
    parts.flatMap(({ node, inside }) => (node.kind === 'word' ? [inside] : [])),
  );
  return parts.every(({ node, inside }) => {
    const isPlain = node.kind === 'word' && (scopes.size === 1 || inside === null);
    if (!isPlain) return answers(node, paper, names, inside);
    // What was typed is cut into its words; the parts of a name may stand apart.
    return tokenise(node.text)
      .filter(({ text, joined }) => !joined && !(hasContent && isStopWord(text)))
      .every(({ text }) => answers({ kind: 'word', text }, paper, names, inside));
  });
}

/** The parts of a query, those in parentheses of their own too, with where they are looked for. */
function flatten(
  group: Group,
  outer: Inside,
): readonly { readonly node: Node; readonly inside: Inside }[] {
  const inside = group.inside ?? outer;
  return group.of.flatMap((node) =>
    node.kind === 'all' ? flatten(node, inside) : [{ node, inside }],
  );
}

/** What papers are to say, conditions included. */
function textsIn(node: Node): string[] {
  if (node.kind === 'word' || node.kind === 'phrase') return [node.text];
  return node.kind === 'any' || node.kind === 'all' ? node.of.flatMap(textsIn) : [];
}
