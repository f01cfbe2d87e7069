import { describe, expect, it } from 'vitest';
import { readPapers } from '../../lib/formats/read-file.ts';
import { starterPapers, starterText } from './starter-listing.ts';
import { bytesOf, collect, gzip, streamOf } from './streams.ts';

const read = async (bytes: Uint8Array) => collect(readPapers(streamOf(bytes, 1000)));

describe('readPapers', () => {
  it('knows a listing, and gives papers and problems in line order', async () => {
    const readings = await read(bytesOf(starterText));
    const lines = readings.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(readings.flatMap((reading) => ('draft' in reading ? [reading.draft] : []))).toEqual(
      starterPapers,
    );
  });

  it('knows JSON Lines by its first line, whatever comes before and after', async () => {
    expect(await read(bytesOf('\n \n {"title": "A"}\nSparse Networks'))).toMatchObject([
      { line: 3, draft: { title: 'A' } },
      { line: 4, problem: { reason: 'not-json' } },
    ]);
  });

  it('reads a list or objects of JSON that go over several lines, with the lines they begin on', async () => {
    const papers = [{ title: 'A {"b' }, { title: 'B' }, 7, { name: 'C' }];
    const list = JSON.stringify(papers, null, 1);
    expect(await read(bytesOf(list))).toMatchObject([
      { line: 2, draft: { title: 'A {"b' } },
      { line: 5, draft: { title: 'B' } },
      { line: 8, problem: { reason: 'not-json', text: '7' } },
      { line: 9, problem: { reason: 'no-title' } },
    ]);
    expect(await read(bytesOf(JSON.stringify(papers)))).toHaveLength(4);
    const objects = papers.slice(0, 2).map((paper) => JSON.stringify(paper, null, 2));
    expect(await read(bytesOf(objects.join('\n')))).toMatchObject([
      { draft: { title: 'A {"b' } },
      { draft: { title: 'B' } },
    ]);
  });

  it('finds no paper in other JSON, nor in a broken one behind the break', async () => {
    expect(await read(bytesOf('[\n "A Title Of Some Length",\n 12\n]'))).toMatchObject([
      { line: 2, problem: { reason: 'not-json' } },
      { line: 3, problem: { reason: 'not-json' } },
    ]);
    expect(await read(bytesOf('[\n {"title": "A"},\n {"title": "B",\n'))).toMatchObject([
      { draft: { title: 'A' } },
      { line: 3, problem: { reason: 'not-json' } },
    ]);
  });

  it('takes a listing that begins with a number in brackets for a listing', async () => {
    expect(await read(bytesOf('[12] Attention for All'))).toMatchObject([
      { problem: { reason: 'no-abstract' } },
      { draft: { title: '[12] Attention for All' } },
    ]);
  });

  it.each([
    ['a PDF', bytesOf('%PDF-1.7\n1 0 obj\n<< /Title (Attention for All) >>\n')],
    ['a picture', Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251)],
    ['an archive', Uint8Array.from({ length: 300 }, (_, index) => 128 + ((index * 31) % 127))],
  ])('says of %s that it is no list of papers', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject([{ line: 1, problem: { reason: 'not-papers' } }]);
  });

  it('reads a listing in another encoding', async () => {
    const latin = Uint8Array.from([
      ...bytesOf('Caf'),
      0xe9,
      ...bytesOf('s and Their Guests: A Study'),
    ]);
    expect(await read(latin)).toMatchObject([
      { problem: { reason: 'no-abstract' } },
      { draft: { title: 'Caf\ufffds and Their Guests: A Study' } },
    ]);
  });

  it('reads both gzipped', async () => {
    expect(await read(await gzip(bytesOf('{"title": "A"}')))).toHaveLength(1);
    expect(await read(await gzip(bytesOf(starterText)))).toHaveLength(121);
  });

  it.each(['', '\n\n', '\ufeff'])('finds nothing in %j', async (text) => {
    expect(await read(bytesOf(text))).toEqual([]);
  });
});
