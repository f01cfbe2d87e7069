import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonLines, readRecord } from '../../lib/formats/json-lines.ts';
import type { Reading } from '../../lib/formats/problem.ts';
import { bytesOf, collect, gzip, streamOf } from './streams.ts';

const read = (bytes: Uint8Array, size?: number) => collect(readJsonLines(streamOf(bytes, size)));
const draftOf = (record: unknown) => {
  const [first] = readRecord(1, JSON.stringify(record));
  return first !== undefined && 'draft' in first ? first.draft : null;
};
const problemsOf = (text: string) =>
  readRecord(1, text).flatMap((reading) => ('problem' in reading ? [reading.problem.reason] : []));

describe('a record', () => {
  it('gives all its fields', () => {
    expect(
      draftOf({
        title: 'Attention Is All\n  You Need',
        abstract: 'Code: https://github.com/tensorflow/tensor2tensor.',
        authors: ['Ashish Vaswani', { name: 'Noam  Shazeer' }],
        year: 2017,
        venue: 'NeurIPS',
        arxivId: '1706.03762v5',
        doi: 'https://doi.org/10.5555/3295222.3295349',
        url: 'https://example.org/attention',
      }),
    ).toEqual({
      title: 'Attention Is All You Need',
      abstract: 'Code: https://github.com/tensorflow/tensor2tensor.',
      authors: ['Ashish Vaswani', 'Noam Shazeer'],
      year: 2017,
      venue: 'NeurIPS',
      identifiers: [
        { scheme: 'arxiv', value: '1706.03762' },
        { scheme: 'doi', value: '10.5555/3295222.3295349' },
      ],
      links: [
        { kind: 'project', url: 'https://example.org/attention' },
        { kind: 'code', url: 'https://github.com/tensorflow/tensor2tensor' },
      ],
    });
  });

  it('needs no more than a title', () => {
    expect(draftOf({ title: 'T', abstract: null })).toEqual({
      ...{ title: 'T', abstract: '', authors: [], year: null, venue: '' },
      ...{ identifiers: [], links: [] },
    });
  });

  const authors: [given: string, expected: string[]][] = [
    ['A. Author', ['A. Author']],
    ['A. Author, B. Author and C. Author', ['A. Author', 'B. Author', 'C. Author']],
    ['A. Author; B. Author', ['A. Author', 'B. Author']],
    ['Vaswani, Ashish and Shazeer, Noam', ['Vaswani, Ashish', 'Shazeer, Noam']],
    ['', []],
  ];
  it.each(authors)('authors in one string: %s', (given, expected) => {
    expect(draftOf({ title: 'T', authors: given })?.authors).toEqual(expected);
  });

  const years: [given: unknown, expected: number | null][] = [
    [2017, 2017],
    ['2017', 2017],
    ['2017-06-12', 2017],
    ['', null],
    ['June', null],
    [20170612, null],
  ];
  it.each(years)('year %j', (given, expected) => {
    expect(draftOf({ title: 'T', year: given })?.year).toBe(expected);
  });

  const ids: [name: string, given: unknown, expected: string[]][] = [
    ['a table lost the first zero', '806.0164', ['0806.0164']],
    ['a table lost the last zero', '1412.341', ['1412.3410']],
    ['a table rounded', '1909.0778899999998', ['1909.07789']],
    ['a number', 1909.07789, ['1909.07789']],
    ['old style', 'math.GT/0309136', ['math/0309136']],
    ['an address', 'https://arxiv.org/abs/1706.03762', ['1706.03762']],
    ['no id', '1706.037621234', []],
  ];
  it.each(ids)('arXiv id: %s', (_, arxivId, expected) => {
    expect(draftOf({ title: 'T', arxivId })?.identifiers.map(({ value }) => value)).toEqual(
      expected,
    );
  });

  it('takes an identifier from an address', () => {
    expect(draftOf({ title: 'T', url: 'https://arxiv.org/pdf/1706.03762' })).toMatchObject({
      identifiers: [{ scheme: 'arxiv', value: '1706.03762' }],
      links: [],
    });
  });
});

describe('a record with faults', () => {
  const cases: [name: string, text: string, reasons: string[]][] = [
    ['no JSON', '{"title": "T"', ['not-json']],
    ['no object', '["T"]', ['not-json']],
    ['no title', '{"abstract": "A"}', ['no-title']],
    ['a title that is no text', '{"title": 5}', ['wrong-type', 'no-title']],
    ['an abstract that is no text', '{"title": "T", "abstract": {}}', ['wrong-type']],
    ['authors that are no names', '{"title": "T", "authors": ["A. Author", 7]}', ['wrong-type']],
    ['a field too long', `{"title": "T", "abstract": "${'a'.repeat(65_537)}"}`, ['too-long']],
  ];
  it.each(cases)('%s', (_, text, reasons) => {
    expect(problemsOf(text)).toEqual(reasons);
  });

  it('keeps the paper where only another field is wrong', () => {
    expect(draftOf({ title: 'T', authors: ['A. Author', 7], year: {} })).toMatchObject({
      title: 'T',
      authors: ['A. Author'],
      year: null,
    });
  });

  it('gives no meaning to names of prototypes', () => {
    const text =
      '{"__proto__": {"title": "X", "polluted": 1}, "constructor": {"prototype": 1}, "title": "T"}';
    expect(readRecord(1, text)).toEqual([{ line: 1, draft: draftOf({ title: 'T' }) }]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()), (record) => {
        for (const reading of readRecord(1, JSON.stringify(record))) expect(reading.line).toBe(1);
      }),
    );
  });
  const FIELDS = [
    'title',
    'abstract',
    'authors',
    'year',
    'venue',
    'arxivId',
    'doi',
    'url',
    'links',
  ];
});

describe('a stream', () => {
  const lines = ['{"title":"Émile"}', '', '{"title":"日本"}', 'x', '{"title":"C"}'];
  const shape = (readings: readonly Reading[]) =>
    readings.map((reading) => [
      reading.line,
      'draft' in reading ? reading.draft.title : reading.problem.reason,
    ]);
  const expected = [
    [1, 'Émile'],
    [3, '日本'],
    [4, 'not-json'],
    [5, 'C'],
  ];

  it.each(['\n', '\r\n', '\r'])('lines that end with %j, in pieces of any size', async (end) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      const bytes = bytesOf(`\ufeff${lines.join(end)}`);
      expect(shape(await read(bytes, size))).toEqual(expected);
    }
  });

  it('gzipped, in pieces of any size', async () => {
    const bytes = await gzip(bytesOf(lines.join('\n')));
    for (const size of [1, 5, 1000]) expect(shape(await read(bytes, size))).toEqual(expected);
  });

  it('counts bytes that are not UTF-8 as a note', async () => {
    const bytes = Uint8Array.from([...bytesOf('{"title":"A'), 0xff, ...bytesOf('"}')]);
    expect(shape(await read(bytes))).toEqual([
      [1, 'bad-encoding'],
      [1, 'A\ufffd'],
    ]);
  });

  it('reports a line beyond a megabyte and goes on', async () => {
    const long = `{"title":"${'a'.repeat(1_100_000)}"}`;
    expect(shape(await read(bytesOf(`${long}\n{"title":"B"}`), 4096))).toEqual([
      [1, 'too-long'],
      [2, 'B'],
    ]);
  });

  it('says when gzip is broken', async () => {
    const bytes = await gzip(bytesOf(lines.join('\n')));
    await expect(read(bytes.subarray(0, bytes.length - 12))).rejects.toThrow();
  });

  it('is closed when the reader stops early', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => controller.enqueue(Uint8Array.from(bytesOf('{"title":"A"}\n'))),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const reading of readJsonLines(endless)) if (reading.line === 3) break;
    expect(cancelled).toBe(true);
  });
});

const DATA = process.env.MANICULE_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const CATALOGUE = `${DATA}/catalogue/arxiv-90k.jsonl.gz`;

describe.skipIf(!existsSync(CATALOGUE))('real papers (skipped where the data is absent)', () => {
  it('the first 896 are read without a problem, each with its arXiv id', async () => {
    const stream = Readable.toWeb(createReadStream(CATALOGUE)) as ReadableStream<
      Uint8Array<ArrayBuffer>
    >;
    let papers = 0;
    for await (const reading of readJsonLines(stream)) {
      if (reading.line > 896) break;
      if ('problem' in reading) throw new Error(`${reading.line}: ${reading.problem.reason}`);
      papers += 1;
      expect(reading.draft.abstract).not.toBe('');
      expect(reading.draft.identifiers[0]?.scheme).toBe('arxiv');
    }
    expect(papers).toBe(896);
  });
});
