import { beforeEach, describe, expect, it } from 'vitest';
import type { Candidate } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings/settings.ts';
import { recogniseCandidates } from '../../lib/worker/recognise-candidates.ts';
import { arxiv, type Bench, draft, openBench } from '../catalogue/open-in-test.ts';

const LOOKAHEAD = 'Break the Sequential Dependency of LLM Inference Using Lookahead Decoding';
const SITE = 'example.org';

/** The title of that row, alone in a link. */
const inLink = (row: number, surface: string, linkedTo: string[] = []): Candidate => ({
  kind: 'title',
  row,
  context: { surface, before: '', after: '', holders: [{ kind: 'link', before: '', after: '' }] },
  linkedTo,
});

let bench: Bench;
let lookahead: PaperId;
let patch: PaperId;

beforeEach(async () => {
  bench = openBench();
  [lookahead, patch] = await bench.add(
    draft(LOOKAHEAD, arxiv('2402.02057')),
    draft('Adversarial Patch', {
      links: [{ kind: 'code', url: 'https://github.com/owner/patch' }],
    }),
  );
});

const recognise = (
  candidates: Candidate[],
  settings: Partial<Settings> = {},
  site = SITE,
  address = `https://${site}/`,
) =>
  recogniseCandidates(
    bench.catalogue,
    { ...DEFAULT_SETTINGS, ...settings },
    { site, address },
    candidates,
  );

describe('recogniseCandidates', () => {
  it('answers in the order asked, with null for what is no mention', async () => {
    const answers = await recognise([
      inLink(1, 'adversarial patch'),
      { kind: 'link', row: 0, key: 'arxiv:2402.02057', in: 'link' },
      inLink(7, 'No Such Row in This Catalogue'),
      inLink(0, LOOKAHEAD),
    ]);
    expect(answers.map((answer) => answer?.evidence ?? null)).toEqual([
      null,
      { certainty: 'identifier', reason: 'arxiv', detail: '2402.02057' },
      null,
      { certainty: 'title', reason: 'link' },
    ]);
  });

  it('says where an identifier stands', async () => {
    const key = 'arxiv:2402.02057';
    const [answer] = await recognise([{ kind: 'link', row: 0, key, in: 'text' }]);
    expect(answer?.evidence).toMatchObject({ reason: 'arxiv', place: 'text' });
  });

  it.each([
    { name: 'to the paper itself', linkedTo: ['arxiv:2402.02057'], isMarked: true },
    { name: 'to an identifier of another kind', linkedTo: ['doi:10.1/x'], isMarked: true },
    { name: 'to another paper', linkedTo: ['arxiv:2402.02058'], isMarked: false },
  ])('takes a title in a link $name', async ({ linkedTo, isMarked }) => {
    const [answer] = await recognise([inLink(0, LOOKAHEAD, linkedTo)]);
    expect(answer !== null).toBe(isMarked);
  });

  describe('in a link to another paper of the catalogue', () => {
    const OTHER = 'Accelerating Diffusion LLMs via Adaptive Parallel Decoding';
    const CODE = 'https://github.com/owner/apd';
    const NO_IDS = 'Sparse Attention for Everything That Is Longer Than This';
    let other: PaperId;

    beforeEach(async () => {
      const links = [{ kind: 'code', url: CODE }] as const;
      [other] = await bench.add(draft(OTHER, { ...arxiv('2506.00413'), links }), draft(NO_IDS));
    });

    it('the identifier outweighs the title, and the conflict is told', async () => {
      const answers = await recognise([
        inLink(0, LOOKAHEAD, ['arxiv:2506.00413']),
        inLink(3, NO_IDS, ['arxiv:2506.00413']),
        { kind: 'link', row: 2, key: 'arxiv:2506.00413', in: 'link' },
      ]);
      const expected = {
        paperId: other,
        evidence: {
          certainty: 'identifier',
          reason: 'arxiv',
          detail: '2506.00413',
          conflict: true,
        },
      };
      expect(answers.slice(0, 2)).toMatchObject([expected, expected]);
    });

    it('the title outweighs code and project pages, and the conflict is told', async () => {
      const key = 'url:github.com/owner/apd';
      const link = { kind: 'link', row: 2, key, in: 'link' } as const;
      const [answer] = await recognise([inLink(0, LOOKAHEAD, [key]), link]);
      expect(answer).toMatchObject({
        paperId: lookahead,
        evidence: { certainty: 'title', reason: 'link', conflict: true },
      });
    });

    it('there is no conflict where the title is that of both, or of the one linked to', async () => {
      const [twin] = await bench.add(draft(OTHER, arxiv('2506.00414')));
      const key = 'arxiv:2506.00414';
      const answers = await recognise([
        inLink(2, OTHER, [key]),
        inLink(4, OTHER, [key]),
        { kind: 'link', row: 4, key, in: 'link' },
      ]);
      expect(answers.slice(0, 2)).toEqual([
        null,
        expect.objectContaining({
          paperId: twin,
          evidence: { certainty: 'title', reason: 'link' },
        }),
      ]);
    });

    it('is not marked where the user says that it is not the one linked to', async () => {
      const correction = { kind: 'not-here', paperId: other, site: SITE } as const;
      await bench.apply({ kind: 'correct', correction });
      const key = 'arxiv:2506.00413';
      const link = { kind: 'link', row: 2, key, in: 'link' } as const;
      expect(await recognise([inLink(0, LOOKAHEAD, [key]), link])).toEqual([null, null]);
    });
  });

  it.each([
    { name: 'that is another', address: 'https://arxiv.org/abs/2402.99999', isMarked: false },
    { name: 'that is this one', address: 'https://arxiv.org/pdf/2402.02057', isMarked: true },
    { name: 'that is no work’s', address: 'https://arxiv.org/list/cs.CL', isMarked: true },
    { name: 'that has other ids', address: 'https://doi.org/10.1000/x', isMarked: true },
  ])('takes the heading of a page $name', async ({ address, isMarked }) => {
    const inPlace = (kind: 'heading' | 'item', linkedTo: string[] = []): Candidate => ({
      kind: 'title',
      row: 0,
      linkedTo,
      context: {
        surface: LOOKAHEAD,
        before: '',
        after: '',
        holders: [{ kind, before: '', after: '' }],
      },
    });
    const answers = await recognise(
      [inPlace('heading'), inPlace('item'), inPlace('heading', ['url:example.org/read'])],
      {},
      'arxiv.org',
      address,
    );
    expect(answers.map((answer) => answer !== null)).toEqual([isMarked, true, true]);
  });

  it('takes two titles that a sentence lists for what they are', async () => {
    const OTHER = 'Accelerating Diffusion LLMs via Adaptive Parallel Decoding';
    await bench.add(draft(OTHER, arxiv('2506.00413')));
    const inText = (row: number, surface: string, before: string, after: string): Candidate => ({
      kind: 'title',
      row,
      linkedTo: [],
      context: { surface, before, after, holders: [{ kind: 'block', before, after }] },
    });
    const first = inText(0, LOOKAHEAD, 'As ', ` and ${OTHER} have it`);
    const second = inText(2, OTHER, `As ${LOOKAHEAD} and `, ' have it');
    const isMarked = async (candidates: Candidate[]) =>
      (await recognise(candidates)).map((answer) => answer !== null);
    expect(await isMarked([first, second])).toEqual([true, true]);
    expect(await isMarked([first])).toEqual([false]);
  });

  it('takes a link only for a key that the paper has', async () => {
    const answers = await recognise([
      { kind: 'link', row: 1, key: 'url:github.com/owner/patch', in: 'link' },
      { kind: 'link', row: 0, key: 'url:github.com/owner/patch', in: 'link' },
    ]);
    expect(answers.map((answer) => answer?.paperId ?? null)).toEqual([patch, null]);
  });

  it('paints with the lowest slot among the tags, and says what was set aside', async () => {
    const five = await bench.tag('five', lookahead);
    const two = await bench.tag('two', lookahead);
    await bench.tag('no colour', lookahead);
    await bench.apply({ kind: 'slot', tagId: five, slot: 5 });
    await bench.apply({ kind: 'slot', tagId: two, slot: 2 });
    await bench.apply({ kind: 'status', paperIds: [patch], status: 'set-aside' });
    const answers = await recognise([inLink(0, LOOKAHEAD), inLink(1, 'Adversarial Patch')]);
    expect(answers.map((answer) => answer?.paint)).toEqual([
      { marked: true, slot: 2, setAside: false },
      { marked: true, slot: null, setAside: true },
    ]);
  });

  it('marks what the user chose to see', async () => {
    const tag = await bench.tag('decoding', lookahead);
    const both = [inLink(0, LOOKAHEAD), inLink(1, 'Adversarial Patch')];
    const marked = async (settings: Partial<Settings>) =>
      (await recognise(both, settings)).map((answer) => answer?.paint.marked);
    expect(await marked({ marked: 'everything' })).toEqual([true, true]);
    expect(await marked({ marked: 'handled' })).toEqual([true, false]);
    expect(await marked({ marked: 'tags', markedTags: [tag] })).toEqual([true, false]);
    expect(await marked({ marked: 'tags', markedTags: [] })).toEqual([false, false]);
  });

  it('leaves titles, or everything, alone where the site is set so', async () => {
    const both: Candidate[] = [
      inLink(0, LOOKAHEAD),
      { kind: 'link', row: 0, key: 'arxiv:2402.02057', in: 'link' },
    ];
    const known = async (level: 'links-only' | 'off') =>
      (await recognise(both, { siteLevels: { [SITE]: level } })).map((answer) => answer !== null);
    expect(await known('links-only')).toEqual([false, true]);
    expect(await known('off')).toEqual([false, false]);
  });

  it('remembers that it is not this paper: on one site, or by its title anywhere', async () => {
    const both: Candidate[] = [
      inLink(0, LOOKAHEAD),
      { kind: 'link', row: 0, key: 'arxiv:2402.02057', in: 'link' },
    ];
    const known = async (site: string) =>
      (await recognise(both, {}, site)).map((answer) => answer !== null);
    const here = { kind: 'not-here', paperId: lookahead, site: SITE } as const;
    await bench.apply({ kind: 'correct', correction: here });
    expect(await known(SITE)).toEqual([false, false]);
    expect(await known('elsewhere.org')).toEqual([true, true]);
    await bench.apply({ kind: 'withdraw-correction', correction: here });
    await bench.apply({
      kind: 'correct',
      correction: { kind: 'never-by-title', paperId: lookahead },
    });
    expect(await known(SITE)).toEqual([false, true]);
  });

  describe('where several papers fit one place', () => {
    const TWIN = 'Breaking the Sequential Dependency of Models';
    const OTHER = 'Break the Sequential Dependency of LLM Training by Pipelines';
    const cut = (row: number, surface: string): Candidate => ({
      kind: 'title',
      row,
      linkedTo: [],
      context: {
        surface,
        before: '',
        after: '…',
        holders: [{ kind: 'link', before: '', after: '…' }],
      },
    });
    const papers = async (candidates: Candidate[]) =>
      (await recognise(candidates)).map((answer) => answer?.paperId ?? null);

    it('takes a beginning that is one paper’s only', async () => {
      await bench.add(draft(OTHER, arxiv('2501.00001')));
      const shared = 'Break the Sequential Dependency of LLM';
      expect(await papers([cut(0, shared), cut(2, shared)])).toEqual([null, null]);
      const own = `${shared} Inf`;
      expect(await papers([cut(0, own), cut(2, own)])).toEqual([lookahead, null]);
    });

    it('takes a main title that is one paper’s only', async () => {
      const [fast, second] = await bench.add(
        draft('FastDraft: How to Train Your Draft', arxiv('2501.00002')),
        draft('FastDraft: Another Draft', arxiv('2501.00003')),
      );
      expect(await papers([inLink(2, 'FastDraft')])).toEqual([fast]);
      expect(await papers([inLink(3, 'FastDraft')])).toEqual([second]);
      expect(await papers([inLink(2, 'FastDraft'), inLink(3, 'FastDraft')])).toEqual([null, null]);
    });

    it('takes of papers with one title the one the page links to, else the handled one, else the first', async () => {
      const [first, second] = await bench.add(
        draft(TWIN, arxiv('2501.00004')),
        draft(TWIN, arxiv('2501.00005')),
      );
      const both = [inLink(2, TWIN), inLink(3, TWIN)];
      expect(await papers(both)).toEqual([first, null]);
      await bench.tag('read', second);
      expect(await papers(both)).toEqual([null, second]);
      const link: Candidate = { kind: 'link', row: 2, key: 'arxiv:2501.00004', in: 'link' };
      expect(await papers([...both, link])).toEqual([first, null, first]);
    });

    it('takes none of them where one is not this paper', async () => {
      const [first] = await bench.add(
        draft(TWIN, arxiv('2501.00004')),
        draft(TWIN, arxiv('2501.00005')),
      );
      const correction = { kind: 'not-here', paperId: first as PaperId, site: SITE } as const;
      await bench.apply({ kind: 'correct', correction });
      expect(await papers([inLink(2, TWIN), inLink(3, TWIN)])).toEqual([null, null]);
    });
  });

  it('answers the most that a page may ask in well under a second', async () => {
    const candidates = Array.from({ length: 2_000 }, (_, index): Candidate => {
      const after = `, entry ${index}`;
      const holders = [{ kind: 'link', before: '', after: '' }] as const;
      const context = { surface: LOOKAHEAD, before: '', after, holders };
      return { kind: 'title', row: 0, linkedTo: [], context };
    });
    const from = performance.now();
    const answers = await recognise(candidates);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(answers.every((answer) => answer?.paperId === lookahead)).toBe(true);
  });
});
