/** A small catalogue for component tests: real titles, and the ugly ones. */

import type { PaperId, PaperSummary, TagCount, TagId, TagSlot } from '../../lib/paper/paper.ts';
import { summaryOf } from '../paper/summary-of.ts';

const DAY_MS = 86_400_000;
/** Tests run now; what matters is how long ago a tag was used. */
export const NOW = Date.now();

export const tagId = (n: number) => `TAG${String(n).padStart(13, '0')}` as TagId;
export const paperId = (n: number) => `PAPER${String(n).padStart(11, '0')}` as PaperId;

function tag(n: number, name: string, slot: TagSlot | null, papers: number, daysAgo: number) {
  const usedAt = NOW - daysAgo * DAY_MS;
  return { id: tagId(n), name, slot, createdAt: usedAt, usedAt, papers } satisfies TagCount;
}

export const TAGS: readonly TagCount[] = [
  tag(1, 'decoding', 1, 9, 1),
  tag(2, 'efficiency', null, 14, 3),
  tag(3, 'llm', null, 41, 20),
  tag(4, 'survey-2026', 4, 6, 0),
  tag(5, 'embeddings', 6, 5, 9),
  tag(6, 'nlp/dialogue', null, 4, 60),
  tag(7, 'to cite', null, 3, 2),
  tag(8, 'multilingual', null, 2, 200),
];

const paper = (n: number, title: string, rest: Partial<PaperSummary> = {}): PaperSummary =>
  summaryOf(paperId(n), title, rest);

export const PAPERS: readonly PaperSummary[] = [
  paper(1, 'Speculative Decoding with Big Little Decoder', {
    byline: 'Kim et al.',
    year: 2023,
    venue: 'NeurIPS',
    bestLink: 'https://arxiv.org/abs/2302.07863',
    tags: [tagId(1), tagId(2)],
    status: 'read',
    note: 'Compare with Medusa: acceptance rate is what matters, not the draft length.',
    handled: true,
  }),
  paper(2, 'Language Models are Universal Embedders', {
    byline: 'Zhang et al.',
    year: 2023,
    bestLink: 'https://arxiv.org/abs/2310.08232',
  }),
  paper(
    3,
    'UniCode²: Cascaded Large-scale Codebooks for Unified Multimodal Understanding and Generation',
    {
      byline: 'Chan et al.',
      year: 2025,
      tags: [tagId(5), tagId(4), tagId(7)],
      status: 'to-read',
      handled: true,
    },
  ),
  paper(4, 'CodeT5+: Open Code Large Language Models for Code Understanding and Generation'),
  paper(5, 'Universal Transformers', { year: 2018, status: 'set-aside', handled: true }),
  paper(6, 'מודלי שפה גדולים: סקירה של שיטות הערכה', { year: 2024, byline: 'A. Author' }),
  paper(
    7,
    'On the $\\mathcal{O}(n \\log n)$ Complexity of a Very Long Title That Does Not Want to End Before It Has Said Everything It Was Going to Say About Sparse Attention, Twice',
    { byline: 'Author and Author', year: 2022, venue: 'TMLR', status: 'reading', handled: true },
  ),
  paper(8, '<b>Not bold</b> & "quoted" <img src=x onerror=alert(1)>', { year: 2021 }),
  ...Array.from({ length: 26 }, (_, index) =>
    paper(index + 9, `A Study of Decoding Number ${index + 9}`, {
      byline: 'Author et al.',
      year: 2000 + index,
      bestLink: `https://arxiv.org/abs/2001.${String(index).padStart(5, '0')}`,
    }),
  ),
];

export function paperAt(n: number): PaperSummary {
  const found = PAPERS[n - 1];
  if (found === undefined) throw new Error(`The sample has no paper ${n}`);
  return found;
}
