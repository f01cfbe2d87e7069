import { describe, expect, it } from 'vitest';
import { DRAFT_LIMITS, findOverlongField } from '../../lib/imports/draft-limits.ts';
import { REQUESTS } from '../../lib/messages/schemas.ts';
import { ShapeError } from '../../lib/messages/shape.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';

function accepted(draft: PaperDraft): boolean {
  try {
    REQUESTS.importChunk({ jobId: 'j', chunk: 0, papers: [draft], skipped: 0 }, '');
    return true;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

const of = (length: number) => 'x'.repeat(length);
const link = (url: string) => ({ kind: 'code' as const, url });
const doi = (value: string) => ({ scheme: 'doi' as const, value });

const cases: { name: keyof PaperDraft; make: (over: 0 | 1) => Partial<PaperDraft> }[] = [
  { name: 'title', make: (over) => ({ title: of(DRAFT_LIMITS.title + over) }) },
  { name: 'abstract', make: (over) => ({ abstract: of(DRAFT_LIMITS.abstract + over) }) },
  { name: 'venue', make: (over) => ({ venue: of(DRAFT_LIMITS.venue + over) }) },
  { name: 'authors', make: (over) => ({ authors: [of(DRAFT_LIMITS.author + over)] }) },
  {
    name: 'authors',
    make: (over) => ({ authors: new Array<string>(DRAFT_LIMITS.authors + over).fill('A. Author') }),
  },
  {
    name: 'identifiers',
    make: (over) => ({ identifiers: [doi(of(DRAFT_LIMITS.identifier + over))] }),
  },
  {
    name: 'identifiers',
    make: (over) => ({
      identifiers: new Array(DRAFT_LIMITS.identifiers + over).fill(doi('10.1/x')),
    }),
  },
  { name: 'links', make: (over) => ({ links: [link(of(DRAFT_LIMITS.link + over))] }) },
  {
    name: 'links',
    make: (over) => ({
      links: new Array(DRAFT_LIMITS.links + over).fill(link('https://a.example')),
    }),
  },
];

describe('the limits of a draft', () => {
  for (const { name, make } of cases)
    it(`are those of the worker: ${name}`, () => {
      const fits: PaperDraft = { ...titleOnly('A title'), ...make(0) };
      const tooLong: PaperDraft = { ...titleOnly('A title'), ...make(1) };
      expect(findOverlongField(fits)).toBe(null);
      expect(accepted(fits)).toBe(true);
      expect(findOverlongField(tooLong)).toBe(name);
      expect(accepted(tooLong)).toBe(false);
    });
});
