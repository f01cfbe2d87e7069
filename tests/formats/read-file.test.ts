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

  it('reads both gzipped', async () => {
    expect(await read(await gzip(bytesOf('{"title": "A"}')))).toHaveLength(1);
    expect(await read(await gzip(bytesOf(starterText)))).toHaveLength(121);
  });

  it.each(['', '\n\n', '\ufeff'])('finds nothing in %j', async (text) => {
    expect(await read(bytesOf(text))).toEqual([]);
  });
});
