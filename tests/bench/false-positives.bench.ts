/**
 * How often a mark is wrong, at scale: a catalogue of 737,472 titles over pages that mention none of them and over
 * abstracts. Every mark needs a verdict, given by reading it, in `false-positives.verdicts.json`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TableEntry } from '../../lib/recognise/build-table.ts';
import { judgeTitle } from '../../lib/recognise/judge.ts';
import { mainTitleOf } from '../../lib/recognise/main-title.ts';
import { watchMainTitles } from '../../lib/recognise/main-titles-in-use.ts';
import { readTitle } from '../../lib/recognise/read-title.ts';
import { countWords } from '../../lib/recognise/title-words.ts';
import type { Evidence, Row, TitleHit } from '../../lib/recognise/types.ts';
import { isLongTitle } from '../../lib/recognise/weight.ts';
import { titleKey } from '../../lib/text/fold.ts';
import { type Block, contextIn, readHtml } from '../recognise/read-html.ts';
import { matcherOf } from '../recognise/recognise-in-html.ts';
import type { Bench } from './bench.ts';

const VERDICTS = new URL('false-positives.verdicts.json', import.meta.url);
/** At most so many of the marks may be wrong. */
const MOST_WRONG = 0.01;
const FEW_WORDS = 2;
/** Letters shown on each side of a mark. */
const SHOWN_LETTERS = 80;

interface Paper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly arxivId: string;
}

/** Where marks are looked for: the blocks of a page, or an abstract. */
interface Text {
  readonly source: string;
  readonly blocks: readonly Block[];
  /** The folded title of the paper that the text is of: in its own abstract it is no mention. */
  readonly own: string;
}

interface Mark {
  readonly key: string;
  readonly source: string;
  readonly title: string;
  readonly evidence: Extract<Evidence, { certainty: 'title' }>;
  readonly text: string;
}

type Verdicts = Readonly<Record<string, readonly [right: boolean, why: string]>>;

const unzipped = (path: string) => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');

function keyOf(source: string, title: string, { part, reason }: Mark['evidence']): string {
  const hash = createHash('sha256')
    .update(`${titleKey(title)} ${part} ${reason}`)
    .digest('hex');
  return `${source} ${hash.slice(0, 8)}`;
}

/** What the worker puts into its table, by the titles of all papers and the abstracts at hand. */
function entriesOf(titles: readonly string[], papers: readonly Paper[]): TableEntry[] {
  const mains = new Map<Row, string>();
  const shorts = new Map<Row, string>();
  const rows = new Map<string, Row>();
  titles.forEach((title, row) => {
    rows.set(titleKey(title), row);
    const main = mainTitleOf(title);
    if (main !== null) mains.set(row, main);
    if (!isLongTitle(title)) shorts.set(row, title);
  });
  const use = watchMainTitles(mains, shorts);
  titles.forEach((title, row) => {
    use.read(row, title);
  });
  for (const { title, abstract } of papers) use.read(rows.get(titleKey(title)) ?? -1, abstract);
  const distinctive = use.distinctive();
  const everyday = use.everyday();
  return titles.map((title, row) => {
    const main = mains.get(row);
    const entry = { row, title: everyday.has(row) ? '' : title, keys: [] };
    return main !== undefined && distinctive.has(row) ? { ...entry, main } : entry;
  });
}

/** The marks of a block as the worker would give them: of hits in one place one paper's at most. */
function marksIn(
  block: Block,
  hits: readonly TitleHit[],
  titles: readonly string[],
  { source, own }: Text,
  authorsOf: ReadonlyMap<string, readonly string[]>,
): Mark[] {
  const places = Map.groupBy(hits, ({ start, end }) => `${start} ${end}`);
  return [...places.values()].flatMap((there) => {
    const [{ start, end }] = there as [TitleHit];
    const context = contextIn(block, start, end);
    const readers = there.flatMap(({ row }) => {
      const title = titles[row] ?? '';
      const reading = readTitle(title, context.surface, context.after);
      return reading === null ? [] : [{ title, isWhole: reading.part === null }];
    });
    const first = readers.find(({ isWhole }) => isWhole) ?? readers[0];
    if (first === undefined || (!first.isWhole && readers.length > 1)) return [];
    const { title } = first;
    const authors = authorsOf.get(titleKey(title)) ?? [];
    const evidence = judgeTitle({ title, authors }, context);
    if (evidence?.certainty !== 'title' || titleKey(title) === own) return [];
    const before = block.text.slice(Math.max(0, start - SHOWN_LETTERS), start);
    const after = block.text.slice(end, end + SHOWN_LETTERS);
    const text = `${before}⟦${block.text.slice(start, end)}⟧${after}`.replace(/\s+/g, ' ').trim();
    return [{ key: keyOf(source, title, evidence), source, title, evidence, text }];
  });
}

export const bench: Bench = async ({ data, args }) => {
  const listed = unzipped(`${data}/catalogue/arxiv-titles.tsv.gz`).map((line) => line.split('\t'));
  const titles = listed.map(([, , title = '']) => title);
  const papers: Paper[] = unzipped(`${data}/catalogue/arxiv-90k.jsonl.gz`).map((line) =>
    JSON.parse(line),
  );
  const authorsOf = new Map(papers.map(({ title, authors }) => [titleKey(title), authors]));
  const entries = entriesOf(titles, papers);
  const matcher = matcherOf(entries);
  const mains = entries.filter(({ main }) => main !== undefined).length;
  const everyday = entries.filter(({ title }) => title === '').length;

  const ids = new Set(listed.map(([id]) => id));
  const folded = new Set(titles.map(titleKey));
  const otherIds = papers.filter(({ arxivId }) => !ids.has(arxivId));
  const absent = otherIds.filter(({ title }) => !folded.has(titleKey(title)));
  const manifest: { file: string; occurrences: unknown[] }[] = JSON.parse(
    readFileSync(`${data}/pages/manifest.json`, 'utf8'),
  );
  const pages = manifest
    .filter(({ occurrences }) => occurrences.length === 0)
    .map(({ file }): Text => {
      const { blocks } = readHtml(readFileSync(`${data}/pages/${file}`, 'utf8'));
      return { source: file, blocks, own: '' };
    });
  const abstracts = papers.map(
    ({ arxivId, title, abstract }): Text => ({
      source: arxivId,
      blocks: [{ text: abstract, inlines: [] }],
      own: titleKey(title),
    }),
  );

  let hits = 0;
  const marks = new Map<string, Mark>();
  let places = 0;
  for (const text of [...pages, ...abstracts]) {
    for (const block of text.blocks) {
      const found = matcher.match(block.text).hits;
      hits += found.length;
      for (const mark of marksIn(block, found, titles, text, authorsOf)) {
        places++;
        marks.set(mark.key, mark);
      }
    }
  }

  const verdicts: Verdicts = JSON.parse(readFileSync(VERDICTS, 'utf8'));
  const rows = [...marks.values()].map((mark) => {
    const [right = null, why = 'not judged yet'] = verdicts[mark.key] ?? [];
    return { ...mark, right, why };
  });
  const unjudged = rows.filter(({ right }) => right === null);
  const wrong = rows.filter(({ right }) => right === false);
  const fewWords = rows.filter(
    ({ title, evidence }) => countWords(title) <= FEW_WORDS && evidence.reason === 'text',
  );
  for (const { key, title, evidence, text, right, why } of rows) {
    if (right === true && !args.includes('all')) continue;
    console.log(`${right === false ? 'WRONG' : '     '} ${key} ${evidence.part ?? 'whole'},`);
    console.log(`      ${evidence.reason}: ${title}\n      ${text}\n      ${why}`);
  }
  console.log(`
${titles.length} titles, ${everyday} of them everyday speech, ${mains} also known by their main title
${pages.length} pages, ${abstracts.length} abstracts (each without its own title)
${otherIds.length} papers have an id that the catalogue lacks (many ids there lost their last zeros),
${absent.length} of them a title, too, that it lacks
${hits} full hits, ${places} marks, ${rows.length} different ones`);
  const goals = [
    {
      goal: 'every mark has been read and judged',
      measured: `${unjudged.length} of ${rows.length} not judged`,
      reached: unjudged.length === 0,
    },
    {
      goal: 'at most 1 mark in 100 is wrong',
      measured: `${wrong.length} of ${rows.length}`,
      reached: wrong.length <= rows.length * MOST_WRONG,
    },
    {
      goal: 'none in running text from a title of one or two words',
      measured: `${fewWords.length}`,
      reached: fewWords.length === 0,
    },
  ];
  for (const { goal, measured, reached } of goals)
    console.log(`${reached ? 'reached' : 'MISSED '}  ${goal}: ${measured}`);
  return { rows, goals, reached: goals.every(({ reached }) => reached) };
};
