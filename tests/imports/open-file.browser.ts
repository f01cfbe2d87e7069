import { expect, it } from 'vitest';
import { openFile } from '../../lib/imports/open-file.ts';
import { bytesOf, gzip } from '../formats/streams.ts';

// In a browser, because Node unpacks ahead of what is read.
it('tells how many of its bytes were read of a gzipped file, too', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    JSON.stringify({ title: `On the number ${index} and its uses`, year: 2020 }),
  );
  const packed = await gzip(bytesOf(lines.join('\n')));
  const file = openFile(new File([Uint8Array.from(packed)], 'packed.jsonl.gz'));
  const shares: number[] = [];
  let papers = 0;
  for await (const _ of file.read()) {
    papers += 1;
    if (papers % 2_000 === 1) shares.push(file.bytesRead() / file.bytes);
  }
  for (const [index, share] of shares.entries()) expect(share - index / 10).toBeLessThan(0.4);
});
