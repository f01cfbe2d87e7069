import { describe, expect, it } from 'vitest';
import { comparePasted, type FindReferences } from '../../lib/imports/compare-pasted.ts';
import { readList } from '../../lib/imports/read-list.ts';
import { readPasted } from '../../lib/imports/read-pasted.ts';
import type { PaperSummary } from '../../lib/paper/paper.ts';
import { titleKey } from '../../lib/text/fold.ts';
import { PAPERS } from '../components/sample.ts';

const KNOWN = 'Speculative Decoding with Big Little Decoder';

const find: FindReferences = async (references) =>
  references.map(
    ({ draft }): PaperSummary | null =>
      PAPERS.find(({ title }) => titleKey(title) === titleKey(draft.title)) ?? null,
  );

const told = async (text: string) => {
  const { entries, problems } = await readList(find, text);
  return {
    known: entries.filter(({ known }) => known !== null).length,
    fresh: entries.filter(({ known }) => known === null).map(({ draft }) => draft.title),
    problems: problems.map(({ line, reason }) => `${line} ${reason}`),
  };
};

describe('what is pasted', () => {
  it('may mix BibTeX and references, and repeat itself', async () => {
    const text = [
      `@misc{a, title={${KNOWN}}}`,
      '% a comment of BibTeX',
      'J. Doe and M. Roe. A New Paper on Things. ICML, 2024.',
      `@misc{b, title={${KNOWN}}}`,
      '2405.00001',
    ].join('\n');
    expect(await told(text)).toEqual({
      known: 1,
      fresh: ['A New Paper on Things'],
      problems: ['4 duplicate', '5 id-alone'],
    });
  });

  it('may name one known paper twice, in two ways', async () => {
    const same: FindReferences = async (references) => references.map(() => PAPERS[0] ?? null);
    const pasted = await readPasted('arXiv:2302.07863\nSome Title of That Paper');
    const { entries, problems } = await comparePasted(same, pasted);
    expect(entries).toHaveLength(1);
    expect(problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual(['2 duplicate']);
  });

  it('may be a listing with abstracts', async () => {
    const abstract =
      'Large models are slow. We propose a framework in which a small model drafts and a large one refines now and then, and show that it is faster at the same quality on several tasks.';
    expect(await told(`A New Paper on Fast Decoding\n${abstract}\n${KNOWN}\n${abstract}`)).toEqual({
      known: 1,
      fresh: ['A New Paper on Fast Decoding'],
      problems: [],
    });
  });

  it('may be a title that was broken into lines', async () => {
    expect(await told('Speculative Decoding with Big\nLittle Decoder')).toMatchObject({ known: 1 });
    expect((await told('Frobnication in the Large with\nSmall Frobnicators')).fresh).toEqual([
      'Frobnication in the Large with Small Frobnicators',
    ]);
    expect((await told('A New Title of Words\nAnother New Title of Words')).fresh).toHaveLength(2);
  });

  it('may be nothing at all', async () => {
    expect(await told('\u200b\n \n')).toEqual({ known: 0, fresh: [], problems: [] });
  });
});
