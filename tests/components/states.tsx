/** Every state of popup and card, by name: for the accessibility check, and to look at. */
import type { ComponentChild } from 'preact';
import { Card, type CardProps } from '../../components/card/Card.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PopupPorts } from '../../components/popup/ports.ts';
import type { CardView, PageStatus, TabPage } from '../../lib/messages/protocol.ts';
import type { PaperDraft, PaperSummary } from '../../lib/paper/paper.ts';
import type { Evidence } from '../../lib/recognise/types.ts';
import { fakePorts, NO_PAPERS_PAGE } from './fake-ports.ts';
import { paperAt, TAGS, tagId } from './sample.ts';

export interface State {
  readonly name: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly content: () => ComponentChild;
  /** Typed into the search field once it is there. */
  readonly typed?: string;
  /** Pasted into it. */
  readonly pasted?: string;
  /** Keys pressed after that, as `userEvent.keyboard` takes them. */
  readonly keys?: string;
}

const popup = (
  name: string,
  overrides: Partial<PopupPorts> = {},
  rest: Partial<State> = {},
): State => ({
  name: `popup: ${name}`,
  width: 400,
  height: 560,
  content: () => <Popup ports={fakePorts(overrides)} />,
  ...rest,
});

const PASTED = [
  '[1] S. Kim, K. Mangalam, and J. Lee. Speculative Decoding with Big Little Decoder. NeurIPS, 2023.',
  '[2] J. Doe and M. Mustermann. A Wholly New Paper on Old Things. ICML, 2024.',
  '[3] J. Doe. Another New Paper, with a Title of Some Length for the Table to Wrap. ACL, 2024.',
  '[4] X. Zhang et al. Language Models are Universal Embedders. arXiv preprint, 2023.',
  '[5] 2405.00001',
].join('\n');
const NOTHING_NAMED: Partial<PopupPorts> = {
  search: () =>
    Promise.resolve({ total: 0, complete: 0, results: [], partial: false, missing: [] }),
};

const DRAFT: PaperDraft = {
  title: 'Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads',
  abstract: '',
  authors: [],
  year: 2024,
  venue: '',
  identifiers: [],
  links: [],
};

const onPage = (paper: PaperSummary, occurrences: number): TabPage['papers'][number] => ({
  paper,
  evidence: { certainty: 'title', reason: 'item' },
  occurrences,
});

const withPage = (
  status: PageStatus,
  papers: TabPage['papers'] = [],
  site = 'blog.example',
): Partial<PopupPorts> => ({
  readPage: () => Promise.resolve({ ...NO_PAPERS_PAGE, site, status, papers }),
});

const scanned = { kind: 'scanned', known: 0, toRead: 0, partly: false, listing: null } as const;
const known = [paperAt(2), paperAt(7), paperAt(3), paperAt(1)].map((paper, index) =>
  onPage(paper, index + 1),
);

const STRIPS: readonly { readonly name: string; readonly status: PageStatus }[] = [
  { name: 'known papers', status: { ...scanned, known: 14, toRead: 3 } },
  { name: 'none known', status: scanned },
  { name: 'partly scanned', status: { ...scanned, known: 2, partly: true } },
  { name: 'a listing', status: { ...scanned, known: 3, listing: { known: 3, drafts: [DRAFT] } } },
  {
    name: 'a known paper',
    status: { kind: 'known-paper', paper: paperAt(3), pdf: false, known: 4 },
  },
  { name: 'a PDF', status: { kind: 'known-paper', paper: paperAt(1), pdf: true, known: 0 } },
  { name: 'a new paper', status: { kind: 'new-paper', draft: DRAFT, known: 2 } },
  { name: 'a new PDF', status: { kind: 'new-pdf', address: 'https://arxiv.org/abs/2302.07863' } },
  { name: 'off', status: { kind: 'off' } },
  { name: 'chosen sites', status: { kind: 'not-asked', mode: 'chosen' } },
  { name: 'on demand', status: { kind: 'not-asked', mode: 'on-demand' } },
  { name: 'a file of another kind', status: { kind: 'unreadable' } },
  { name: 'not allowed yet', status: { kind: 'not-allowed', grantable: true } },
  { name: 'never allowed', status: { kind: 'not-allowed', grantable: false } },
  { name: 'reload', status: { kind: 'reload-needed' } },
];

const FOURTEEN = Array.from({ length: 14 }, (_, index) => ({
  id: tagId(index + 100),
  name: `tag number ${index}`,
  slot: null,
  createdAt: 0,
  usedAt: 0,
  papers: 1,
}));
const manyTags: Partial<PopupPorts> = {
  listTags: () => Promise.resolve(FOURTEEN),
  search: () =>
    Promise.resolve({
      total: 1,
      complete: 1,
      partial: false,
      missing: [],
      results: [
        {
          paper: { ...paperAt(1), tags: FOURTEEN.map(({ id }) => id) },
          titleMatches: [],
          snippet: null,
        },
      ],
    }),
};

const never = <T,>(): Promise<T> => new Promise(() => undefined);

const POPUP_STATES: readonly State[] = [
  popup('last used'),
  popup('papers of the page', withPage({ ...scanned, known: 4, toRead: 1 }, known)),
  popup('results', {}, { typed: 'decoding' }),
  popup('results, ends with a snippet', {
    search: () =>
      Promise.resolve({
        total: 2,
        complete: 2,
        partial: false,
        missing: [],
        results: [
          {
            paper: paperAt(2),
            titleMatches: [],
            snippet: {
              field: 'abstract',
              text: 'In the experiments on English and multilingual benchmarks we find that multilingual decoders can embed text of many languages',
              matches: [[78, 86]],
            },
          },
          { paper: paperAt(3), titleMatches: [[0, 7]], snippet: null },
        ],
      }),
  }),
  popup('none found', {}, { typed: 'decoding frobnicate' }),
  popup('nothing near', {}, { typed: 'frobnicate' }),
  popup('an id that is not known', NOTHING_NAMED, { typed: 'arXiv:2405.00001' }),
  popup('a pasted list', {}, { pasted: PASTED }),
  popup('a pasted list, narrow', {}, { pasted: PASTED, width: 320 }),
  popup('a pasted list, 200 %', {}, { pasted: PASTED, width: 400, height: 280 }),
  popup('a pasted list of new papers', {}, { pasted: PASTED.split('\n').slice(1, 3).join('\n') }),
  popup('tagging', {}, { typed: 'speculative', keys: '{Tab}tmu' }),
  popup('a near twin', {}, { typed: 'speculative', keys: '{Tab}tLLMs' }),
  popup('no name of a tag', {}, { typed: 'speculative', keys: '{Tab}ta//b{Enter}' }),
  popup('a tag that is there', {}, { typed: 'speculative', keys: '{Tab}tde-coding' }),
  popup('renaming a tag', {}, { typed: 'speculative', keys: '{Tab}t{F2}llm' }),
  popup('many tags', manyTags, { keys: '{Tab}t' }),
  popup('many tags, narrow', manyTags, { width: 320, keys: '{Tab}t' }),
  popup('an id that is not there', {}, { typed: 'https://arxiv.org/abs/2001.99999' }),
  popup('none found, narrow', {}, { typed: 'decoding frobnicate', width: 320 }),
  popup('note', {}, { typed: 'speculative', keys: '{Tab}n' }),
  popup('undo', {}, { typed: 'universal', keys: '{Tab}s' }),
  popup('keys', {}, { keys: '{Tab}?' }),
  popup('waiting', { search: never, readPage: never, readState: never }),
  popup('reading the starter papers', {
    readState: () => Promise.resolve({ kind: 'loading', papers: 0 }),
    search: never,
  }),
  popup('empty catalogue', {
    readState: () => Promise.resolve({ kind: 'ready', papers: 0 }),
    search: () =>
      Promise.resolve({ total: 0, complete: 0, results: [], partial: false, missing: [] }),
    listTags: () => Promise.resolve([]),
  }),
  popup('emptied', { readState: () => Promise.resolve({ kind: 'emptied', remembered: 1_204 }) }),
  popup('broken', {
    readState: () => Promise.resolve({ kind: 'broken', message: 'QuotaExceededError' }),
  }),
  popup('search failed', { search: () => Promise.reject(new Error('The message port closed')) }),
  popup('narrow', withPage({ ...scanned, known: 4, toRead: 1 }, known), { width: 320 }),
  popup('low, as at 200 %', {}, { width: 320, height: 300 }),
  ...STRIPS.map(({ name, status }) => popup(`strip: ${name}`, withPage(status))),
];

const view = (paper: PaperSummary, evidence: Evidence): CardView => ({
  paper,
  evidence,
  site: 'lilianweng.github.io',
  tags: TAGS,
  private: false,
});

export const cardProps = (shown: CardView): CardProps => ({
  view: shown,
  focus: 'none',
  libraryUrl: (id) => `library.html?paper=${id}`,
  change: fakePorts().change,
  undo: () => Promise.resolve(true),
  onRefresh: () => Promise.resolve(),
  onHeight: () => undefined,
  onHeld: () => undefined,
  onClose: () => undefined,
  onWalk: () => undefined,
  onOpenLink: () => undefined,
});

const card = (name: string, shown: CardView, rest: Partial<State> = {}): State => ({
  name: `card: ${name}`,
  width: 360,
  height: 320,
  content: () => <Card {...cardProps(shown)} focus="card" />,
  ...rest,
});

const byArxiv = { certainty: 'identifier', reason: 'arxiv', detail: '2302.07863' } as const;
const byCode = {
  certainty: 'identifier',
  reason: 'code',
  detail: 'https://github.com/an-author/a-rather-long-repository-name-for-a-paper',
} as const;

const CARD_STATES: readonly State[] = [
  card('full', view(paperAt(1), byArxiv)),
  card('bare', view(paperAt(4), { certainty: 'title', reason: 'item' })),
  card('long title with TeX', view(paperAt(7), { certainty: 'title', reason: 'reference' })),
  card('right to left', view(paperAt(6), byCode)),
  card('hostile title', view(paperAt(8), { certainty: 'title', reason: 'quotes' })),
  card('tagging', view(paperAt(1), byArxiv), { keys: 'tem' }),
  card('narrow', view(paperAt(1), byArxiv), { width: 320 }),
  card('note', view(paperAt(1), byArxiv), { keys: 'n' }),
  card('undo', view(paperAt(2), byArxiv), { keys: 's' }),
];

export const STATES: readonly State[] = [...POPUP_STATES, ...CARD_STATES];
