import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addChanges,
  buildTable,
  encodeTable,
  type TableEntry,
} from '../../lib/recognise/build-table.ts';
import { createMatcher, type Matcher } from '../../lib/recognise/match.ts';
import { openTable } from '../../lib/recognise/open-table.ts';
import { createPlaces } from '../../lib/recognise/places.ts';
import {
  decodeHead,
  decodePart,
  decodeWords,
  type EncodedChanges,
  entriesAt,
  MAX_TITLES_IN_PAGE,
  mayHoldPlace,
  partOfPlace,
  type TablePart,
} from '../../lib/recognise/table.ts';
import type { TitleHit } from '../../lib/recognise/types.ts';
import { naiveMatch } from './naive-match.ts';
import { matcherOf, matcherOfTitles } from './recognise-in-html.ts';

const TITLE = 'Break the Sequential Dependency of LLM Inference Using Lookahead Decoding';

describe('match', () => {
  it.each([
    { name: 'as it is', text: `x ${TITLE} y` },
    { name: 'in other case', text: TITLE.toUpperCase() },
    { name: 'over lines and indentation', text: TITLE.replaceAll(' ', '\n      ') },
    {
      name: 'with a word broken at the line end',
      text: TITLE.replace('Decoding', 'Decod-\n  ing'),
    },
    { name: 'with soft hyphens', text: TITLE.replace('Sequential', 'Se\u00adquen\u00adtial') },
    { name: 'with no-break spaces', text: TITLE.replaceAll(' ', '\u00a0') },
    { name: 'with zero-width spaces', text: TITLE.replaceAll('e', 'e\u200b') },
    { name: 'in full width', text: TITLE.replace('LLM', 'ＬＬＭ') },
    { name: 'in quotes', text: `“${TITLE}”` },
  ])('finds a title $name', ({ text }) => {
    const [hit, ...others] = matcherOfTitles(['Another One', TITLE]).match(text).hits;
    expect(others).toEqual([]);
    expect(hit?.row).toBe(1);
    expect(text.slice(hit?.start, hit?.end)).toBe(text.replace(/^x | y$|[“”]/g, ''));
  });

  it.each([
    { name: 'that begins inside a word', text: `un${TITLE}` },
    { name: 'that ends inside a word', text: `${TITLE}s` },
    { name: 'with a letter changed', text: TITLE.replace('LLM', 'LLN') },
    { name: 'with a word missing', text: TITLE.replace('the ', '') },
    { name: 'with a number raised onto it', text: `${TITLE}²` },
    { name: 'cut short', text: TITLE.slice(0, -9) },
  ])('does not find one $name', ({ text }) => {
    expect(matcherOfTitles([TITLE]).match(text)).toEqual({ hits: [], missing: [] });
  });

  it('keeps the longest of titles over one another', () => {
    const titles = [
      'Universal Transformer',
      'Sparse Universal Transformer',
      'Transformer for Speech',
    ];
    const text = 'Sparse Universal Transformer for Speech';
    expect(matcherOfTitles(titles).match(text).hits).toEqual([{ row: 1, start: 0, end: 28 }]);
  });

  it('gives every paper of a shared title', () => {
    const matcher = matcherOfTitles(['Deep Things', 'Other Things', 'Deep things!']);
    expect(matcher.match('on Deep Things').hits).toEqual([
      { row: 0, start: 3, end: 14 },
      { row: 2, start: 3, end: 14 },
    ]);
  });

  it.each(['Introduction', 'X-Adapter', 'A', '…'])(
    'never matches a title of one word: %s',
    (title) => {
      expect(
        matcherOfTitles([title, 'Some Title']).match(`${title} — Some Title`).hits,
      ).toHaveLength(1);
    },
  );

  it('finds Han titles without spaces around', () => {
    const text = '参见基于深度学习的图像识别等';
    expect(matcherOfTitles(['基于深度学习的图像识别']).match(text).hits).toEqual([
      { row: 0, start: 2, end: 13 },
    ]);
  });

  it('answers for an empty catalogue and an empty text', () => {
    expect(matcherOfTitles([]).match(TITLE).hits).toEqual([]);
    expect(matcherOfTitles([TITLE]).match('').hits).toEqual([]);
  });

  it('forgets one text over the next', () => {
    const matcher = matcherOfTitles([TITLE]);
    matcher.match(`${'long '.repeat(2000)}${TITLE}`);
    expect(matcher.match(`${TITLE.slice(0, 30)}`).hits).toEqual([]);
    expect(matcher.match(TITLE).hits).toHaveLength(1);
  });
});

/** Few words, so that titles overlap, repeat and contain one another. */
const word = fc.constantFrom(
  'a',
  'of',
  'deep',
  'Deep',
  'model',
  'φ',
  'phi',
  '学',
  'ﬁne',
  'é',
  'GPT',
  '2',
  'neural',
  'survey',
);
const joint = fc.constantFrom(
  ' ',
  ' ',
  '-',
  '',
  ', ',
  '\n',
  '’',
  '\u00ad',
  ' “',
  '…',
  ' ... ',
  ' & ',
);
const phrase = (minLength: number, maxLength: number) =>
  fc.array(fc.tuple(word, joint), { minLength, maxLength }).map((parts) => parts.flat().join(''));

describe('the matcher and its naive twin', () => {
  it('agree on every catalogue and text', () => {
    fc.assert(
      fc.property(
        fc.array(phrase(1, 8), { maxLength: 30 }),
        fc.array(phrase(0, 12), { maxLength: 6 }),
        fc.array(fc.nat(29), { maxLength: 6 }),
        (titles, noise, planted) => {
          const text = noise
            .flatMap((part, index) => [part, titles[planted[index] ?? 0] ?? ''])
            .join(' ');
          expect(matcherOfTitles(titles).match(text).hits).toEqual(naiveMatch(titles, text));
        },
      ),
      { numRuns: 600 },
    );
  });

  it('agree on long titles that begin alike', () => {
    const titles = Array.from(
      { length: 60 },
      (_, i) => `A Survey of Large Language Models for ${'Things '.repeat(i % 7)}${i}`,
    );
    const text = titles.toReversed().join('. ');
    expect(matcherOfTitles(titles).match(text).hits).toEqual(naiveMatch(titles, text));
  });
});

describe('changes beside a table', () => {
  const made = fc.record({ title: phrase(2, 9), key: fc.nat(20) });
  const entryOf = ({ title, key }: { title: string; key: number }, row: number): TableEntry => ({
    row,
    title,
    keys: [`url:example.org/${key}`],
  });

  it('make of it what building it anew would', () => {
    fc.assert(
      fc.property(
        fc.array(made, { maxLength: 25 }),
        fc.array(fc.tuple(fc.nat(30), fc.option(made, { nil: null })), { maxLength: 20 }),
        fc.array(phrase(0, 12), { maxLength: 6 }),
        (papers, changes, noise) => {
          const now = new Map(papers.map((paper, row) => [row, entryOf(paper, row)]));
          const { head, parts } = encodeTable(buildTable(now.values()));
          let beside: EncodedChanges = { entries: '', dead: [] };
          for (const [row, paper] of changes) {
            if (paper === null) now.delete(row);
            else now.set(row, entryOf(paper, row));
            const entry = now.get(row);
            beside = addChanges(beside, entry === undefined ? [] : [entry], [row]);
          }
          const decoded = decodeHead(head);
          if (decoded === null) throw new Error('the head was not read');
          const read = new Map(parts.map((part, index) => [index, decodePart(part)]));
          const changed = createMatcher(decoded, createPlaces(decoded, read, beside));
          const anew = openTable(buildTable(now.values()));
          const text = [...[...now.values()].map(({ title }) => title), ...noise].join(' ');
          const sorted = (hits: readonly TitleHit[]) =>
            [...hits].sort((a, b) => a.start - b.start || b.end - a.end || a.row - b.row);
          expect(sorted(changed.match(text).hits)).toEqual(sorted(anew.match(text).hits));
          for (let key = 0; key <= 20; key++) {
            const rows = (matcher: Matcher) =>
              [...matcher.findKey(`url:example.org/${key}`).rows].sort((a, b) => a - b);
            expect(rows(changed)).toEqual(rows(anew));
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a title cut short', () => {
  const CUT = 'Break the Sequential Dependency of LLM Inference';
  it.each([
    { name: 'by an ellipsis', text: `${CUT} …` },
    { name: 'by three dots', text: `${CUT}...` },
    { name: 'in brackets', text: `${CUT} […] 2024` },
    { name: 'within a word', text: `${CUT} Usi…` },
  ])('is found $name', ({ text }) => {
    const [hit, ...others] = matcherOfTitles([TITLE]).match(text).hits;
    expect(others).toEqual([]);
    expect(text.slice(hit?.start, hit?.end)).toBe(text.replace(/\s?(?:…|\.\.\.|\[…\].*)$/, ''));
  });

  it('is found once for every title that begins so', () => {
    const titles = [TITLE, `${CUT} by Other Means`, `${CUT} by Other Means`, 'Break the Ice'];
    const { hits } = matcherOfTitles(titles).match(`${CUT} …`);
    expect(hits.map(({ row }) => row).sort()).toEqual([0, 1, 2]);
  });

  it.each([
    { name: 'without an ellipsis', text: CUT },
    {
      name: 'with the ellipsis behind what would be its end',
      text: `${TITLE.replace('Lookahead', 'Lookback')} now …`,
    },
    { name: 'shorter than an anchor', text: 'Break the Sequential …' },
  ])('is not found $name', ({ text }) => {
    expect(matcherOfTitles([TITLE]).match(text).hits).toEqual([]);
  });

  it('does not hide a complete title in front of an ellipsis', () => {
    const titles = ['Break the Sequential Dependency of', TITLE];
    const text = 'Break the Sequential Dependency of LLM Inference …';
    expect(
      matcherOfTitles(titles)
        .match(text)
        .hits.map(({ row }) => row),
    ).toEqual([1, 0]);
  });
});

describe('ways of writing', () => {
  it.each([
    {
      title: 'Draft & Verify: Lossless Acceleration',
      text: 'Draft and Verify: lossless acceleration',
    },
    { title: 'Speech and Text Together', text: 'Speech & Text Together' },
    { title: 'Weak $\\gamma$-rays of $^{12}$C', text: 'Weak γ-rays of ¹²C' },
    { title: 'Weak $\\gamma$-rays of $^{12}$C', text: 'Weak $\\gamma$-rays of $^{12}$C' },
    { title: 'Schr\\"odinger Bridges in Time', text: 'Schrödinger Bridges in Time' },
  ])('finds $title as $text', ({ title, text }) => {
    const { hits } = matcherOfTitles([title]).match(text);
    expect(hits).toEqual([{ row: 0, start: 0, end: text.length }]);
  });

  it('finds the main title of an entry that has one', () => {
    const matcher = openTable(
      buildTable([{ row: 4, title: 'FastThing: Doing Things', main: 'FastThing', keys: [] }]),
    );
    expect(matcher.match('FastThing').hits).toEqual([{ row: 4, start: 0, end: 9 }]);
    expect(matcher.match('FastThings').hits).toEqual([]);
  });
});

describe('a table for a large catalogue', () => {
  const count = MAX_TITLES_IN_PAGE + 10;
  const table = buildTable(
    Array.from({ length: count }, (_, row) => ({
      row,
      title: `On Question ${(row * 7919) % count} of the Many`,
      keys: [`arxiv:2301.${row}`],
    })),
  );
  const { head: encoded, filter, parts } = encodeTable(table);
  const head = decodeHead(encoded);
  if (head === null || filter === null) throw new Error('the table was not read');

  it('has a head that no page minds reading', () => {
    expect(table.head.byteLength).toBeLessThan(1.2e6);
    expect(head.titleFilter).toHaveLength(0);
  });

  it('answers when it is told what lies at the places it misses', () => {
    const places = createPlaces(head, new Map());
    const matcher = createMatcher(head, places);
    const full = decodeWords(filter);
    const putMissing = (missing: readonly number[]) => {
      for (const place of missing) {
        const part = decodePart(parts[partOfPlace(place, head.partBits)] ?? '');
        places.put(place, mayHoldPlace(full, place) ? entriesAt(part, place, head.partBits) : []);
      }
    };
    const text = 'In short: On Question 77 of the Many, and other questions of the few';
    const first = matcher.match(text);
    expect(first.hits).toEqual([]);
    putMissing(first.missing);
    const [hit, ...others] = matcher.match(text).hits;
    expect(others).toEqual([]);
    expect(hit).toMatchObject({ start: 10, end: 36 });
    expect(((hit?.row ?? 0) * 7919) % count).toBe(77);
    putMissing([matcher.findKey('arxiv:2301.5').missing ?? 0]);
    expect(matcher.findKey('arxiv:2301.5')).toEqual({ rows: [5], missing: null });
  });
});

describe('a table in parts', () => {
  const count = 9_000;
  const entries: TableEntry[] = Array.from({ length: count }, (_, row) => ({
    row,
    title: `A Study of Matters ${row * 7919} and ${row}`,
    keys: [`arxiv:2301.${String(row).padStart(5, '0')}`, 'title:whatever'],
  }));
  const { head, parts } = encodeTable(buildTable(entries));
  const decoded = decodeHead(head);
  if (decoded === null) throw new Error('the head was not read');
  const partOf = (place: number) => partOfPlace(place, decoded.partBits);

  it('has a power of two of parts, one for a small catalogue', () => {
    expect(parts).toHaveLength(32);
    expect(encodeTable(buildTable(entries.slice(0, 4000))).parts).toHaveLength(1);
  });

  it('takes at most 25 bytes a title, and 20 more for a key', () => {
    const size = (table: ReturnType<typeof buildTable>) =>
      table.head.byteLength + table.parts.reduce((sum, part) => sum + part.byteLength, 0);
    const bare = entries.map((entry) => ({ ...entry, keys: [] }));
    expect(size(buildTable(bare)) / count).toBeLessThanOrEqual(25);
    expect(size(buildTable(entries)) / count).toBeLessThanOrEqual(45);
  });

  it('names the places it misses, and finds all when they are there', () => {
    const loaded = new Map<number, TablePart>();
    const matcher = createMatcher(decoded, createPlaces(decoded, loaded));
    const text = entries
      .filter(({ row }) => row % 3000 === 0)
      .map(({ title }) => title)
      .join('; ');
    const first = matcher.match(text);
    expect(first.hits).toEqual([]);
    expect(first.missing.length).toBeGreaterThan(0);
    for (const part of first.missing.map(partOf)) loaded.set(part, decodePart(parts[part] ?? ''));
    expect(loaded.size).toBeLessThan(parts.length);
    const second = matcher.match(text);
    expect(second.hits.map(({ row }) => row)).toEqual([0, 3000, 6000]);
    expect(second.missing).toEqual([]);
  });

  it('finds keys, and misses their places', () => {
    const loaded = new Map<number, TablePart>();
    const matcher = createMatcher(decoded, createPlaces(decoded, loaded));
    const key = 'arxiv:2301.04321';
    const first = matcher.findKey(key);
    expect(first.rows).toEqual([]);
    const part = partOf(first.missing ?? -1);
    loaded.set(part, decodePart(parts[part] ?? ''));
    expect(matcher.findKey(key)).toEqual({ rows: [4321], missing: null });
  });

  it('finds every title and key of a big catalogue', () => {
    const matcher = matcherOf(entries);
    for (const { row, title, keys } of entries) {
      expect(matcher.match(title).hits[0]?.row).toBe(row);
      expect(matcher.findKey(keys[0] ?? '').rows).toEqual([row]);
    }
  });

  it('rarely needs a part for an unknown text or key', () => {
    const matcher = createMatcher(decoded, createPlaces(decoded, new Map()));
    let texts = 0;
    let keys = 0;
    for (let i = 0; i < 2000; i++) {
      texts += matcher.match(`Another sentence about ${i * 31} unknown things and their ${i} names`)
        .missing.length;
      if (matcher.findKey(`arxiv:1901.${i}`).missing !== null) keys++;
    }
    expect(texts).toBeLessThan(60);
    expect(keys).toBeLessThan(200);
  });
});

describe('findKey', () => {
  it('gives all papers of a shared key, none for another', () => {
    const matcher = matcherOf([
      { row: 3, title: 'One Thing', keys: ['url:github.com/a/b', 'arxiv:2301.00001'] },
      { row: 5, title: 'Another Thing', keys: ['url:github.com/a/b'] },
    ]);
    expect(matcher.findKey('url:github.com/a/b')).toEqual({ rows: [3, 5], missing: null });
    expect(matcher.findKey('arxiv:2301.00001')).toEqual({ rows: [3], missing: null });
    expect(matcher.findKey('url:github.com/a/c')).toEqual({ rows: [], missing: null });
    expect(matcher.findKey('title:onething')).toEqual({ rows: [], missing: null });
  });
});

describe('decodeHead', () => {
  it('refuses a table of another form', () => {
    expect(decodeHead(btoa('\u0063\0\0\0'.repeat(8)))).toBe(null);
  });
});
