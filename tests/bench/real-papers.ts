/** The real papers that the benchmarks read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface RealPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly arxivId: string;
}

const linesOf = (file: string) =>
  gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');

/** 737,472 arXiv ids with their titles. */
export function readTitles(data: string): { readonly id: string; readonly title: string }[] {
  return linesOf(join(data, 'catalogue', 'arxiv-titles.tsv.gz')).map((line) => {
    const [id = '', , title = ''] = line.split('\t');
    return { id, title };
  });
}

/** The first of 89,696 papers with abstracts. */
export function readPapers(data: string, most = Number.POSITIVE_INFINITY): RealPaper[] {
  const lines = linesOf(join(data, 'catalogue', 'arxiv-90k.jsonl.gz'));
  return lines.slice(0, most).map((line) => JSON.parse(line) as RealPaper);
}

/** `count` of the items, spread evenly over all. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = items.length / count;
  return Array.from({ length: count }, (_, i) => items[Math.floor(i * step)] as Item);
}
