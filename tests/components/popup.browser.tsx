import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PopupPorts } from '../../components/popup/ports.ts';
import type { SearchRequest } from '../../lib/messages/protocol.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';
import { type FakePorts, fakePorts, NO_PAPERS_PAGE } from './fake-ports.ts';
import { paperAt, paperId, tagId } from './sample.ts';
import { clearStage, settle, show } from './stage.tsx';

const field = () => page.getByRole('combobox', { name: 'Search papers' });
const list = () => page.getByRole('listbox', { name: 'Papers', exact: true });
const titles = () =>
  list()
    .getByRole('option')
    .all()
    .map((option) => option.element().querySelector('.row-title')?.textContent);
const selected = () =>
  document.querySelector('[role=option][aria-selected=true] .row-title')?.textContent;

async function start(
  overrides: Partial<PopupPorts> = {},
  delay?: (request: SearchRequest) => number,
): Promise<FakePorts> {
  const ports = fakePorts(overrides, delay);
  await show({ width: 400, height: 560, content: () => <Popup ports={ports} /> });
  return ports;
}

afterEach(clearStage);

const NOTHING = { total: 0, complete: 0, results: [], partial: false, missing: [] };

describe('searching', () => {
  it('has the focus at once and answers from the first letter', async () => {
    const ports = await start();
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard('s');
    await settle();
    expect(ports.requests.at(-1)).toMatchObject({ query: 's', sort: 'relevance', depth: 'quick' });
    await userEvent.keyboard('peculative');
    await settle();
    expect(titles()).toEqual(['Speculative Decoding with Big Little Decoder']);
  });

  it('shows the newest answer, even when an older one comes later', async () => {
    await start({}, ({ query }) => (query === 'u' ? 90 : 0));
    await userEvent.keyboard('universal embedders');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(titles()).toEqual(['Language Models are Universal Embedders']);
  });

  it('asks again until no paper is left out that is being indexed', async () => {
    const quick = { total: 0, complete: 0, results: [], partial: true, missing: [] };
    const asked: string[] = [];
    await start({
      search: (request) => {
        asked.push(request.depth);
        const results = [{ paper: paperAt(2), titleMatches: [], snippet: null }];
        return Promise.resolve(
          asked.length < 4 ? quick : { ...quick, total: 1, complete: 1, results, partial: false },
        );
      },
    });
    await expect.poll(titles).toEqual(['Language Models are Universal Embedders']);
    expect(asked).toEqual(['quick', 'full', 'full', 'full']);
  });

  it('says of nothing that it is missing before it has the answer', async () => {
    let answerLater = () => {};
    await start({
      search: async ({ query }) => {
        const none = { total: 0, complete: 0, results: [], partial: false, missing: [] };
        if (query.startsWith('2302')) await new Promise<void>((go) => (answerLater = go));
        return none;
      },
    });
    await userEvent.keyboard('zzzz');
    await expect.element(page.getByText(/No paper/).first()).toBeVisible();
    await userEvent.fill(page.getByRole('combobox', { name: 'Search papers' }), '2302.07863');
    await settle();
    expect(document.body.textContent).not.toContain('Not in your catalogue');
    answerLater();
    await expect.element(page.getByText(/Not in your catalogue/)).toBeVisible();
  });

  it('asks no more for what nobody wants to know', async () => {
    const answer = { total: 0, complete: 0, results: [], missing: [] };
    let asked = 0;
    await start({
      search: async (request) => {
        if (request.query === '') asked++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { ...answer, partial: request.query === '' };
      },
    });
    await expect.poll(() => asked).toBeGreaterThan(1);
    await userEvent.keyboard('u');
    await settle();
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBe(before);
  });

  it('says which word failed, and shows the nearest without it', async () => {
    await start();
    await userEvent.keyboard('universal frobnicate');
    await settle();
    expect(document.querySelector('.none-reason')?.textContent).toBe('No paper has frobnicate.');
    expect(document.querySelector('.none-without')?.textContent).toBe('Without frobnicate');
    expect(titles()).toEqual(['Language Models are Universal Embedders', 'Universal Transformers']);
  });

  it('opens no paper that lacks words, before one is chosen', async () => {
    const ports = await start();
    await userEvent.keyboard('universal frobnicate');
    await settle();
    expect(selected()).toBeUndefined();
    await userEvent.keyboard('{Enter}');
    expect(ports.opened).toEqual([]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(ports.opened).toEqual([{ url: 'https://arxiv.org/abs/2310.08232', background: false }]);
  });

  it('says so where every word is known and no paper has them all', async () => {
    await start();
    await userEvent.keyboard('universal bold');
    await settle();
    expect(document.querySelector('.none-reason')?.textContent).toBe(
      'No paper has all of these words.',
    );
    expect(document.querySelector('.none-without')?.textContent).toBe('The nearest');
    await expect.element(page.getByRole('button', { name: /as a paper/ })).toBeVisible();
  });

  it('cuts an endless word short', async () => {
    await start();
    await userEvent.fill(field(), 'x'.repeat(5_000));
    await settle();
    const reason = document.querySelector('.none-reason');
    expect(reason?.textContent?.length).toBeLessThan(80);
    const button = page.getByRole('button', { name: /as a paper/ }).element();
    expect(button.getBoundingClientRect().right).toBeLessThanOrEqual(400);
  });

  it('offers to add what an id or an address names, by a title', async () => {
    const ports = await start({ search: () => Promise.resolve(NOTHING) });
    await userEvent.fill(field(), 'https://arxiv.org/pdf/2302.07863v2');
    await settle();
    await expect.element(page.getByText(/Not in your catalogue/)).toBeVisible();
    const link = page.getByRole('link', { name: 'Open its page' });
    await expect.element(link).toHaveAttribute('href', 'https://arxiv.org/abs/2302.07863');
    expect(document.querySelector('[role=option]')).toBeNull();
    const add = page.getByRole('button', { name: 'Add', exact: true });
    await expect.element(add).toBeDisabled();
    await userEvent.fill(page.getByRole('textbox', { name: /add it by its title/ }), 'Big Little');
    await userEvent.keyboard('{Enter}');
    await settle();
    expect(ports.changes).toMatchObject([
      {
        kind: 'add-papers',
        papers: [{ title: 'Big Little', identifiers: [{ scheme: 'arxiv', value: '2302.07863' }] }],
        source: { kind: 'paste' },
      },
    ]);
  });

  it('keeps an address that names no paper by an id as a link', async () => {
    const ports = await start({ search: () => Promise.resolve(NOTHING) });
    await userEvent.fill(field(), 'https://github.com/owner/repository');
    await settle();
    await userEvent.fill(page.getByRole('textbox', { name: /add it by its title/ }), 'A Title');
    await userEvent.click(page.getByRole('button', { name: 'Add', exact: true }));
    expect(ports.changes).toMatchObject([
      { papers: [{ links: [{ kind: 'code', url: 'https://github.com/owner/repository' }] }] },
    ]);
  });

  it('adds what was searched as a paper, which is then chosen', async () => {
    const ports = await start();
    await userEvent.keyboard('Frobnication Is All You Need');
    await settle();
    await userEvent.click(page.getByRole('button', { name: /as a paper/ }));
    expect(ports.changes).toMatchObject([
      { kind: 'add-papers', papers: [{ title: 'Frobnication Is All You Need' }] },
    ]);
    await expect.element(field()).toHaveFocus();
    await expect.poll(selected).toBe('Frobnication Is All You Need');
    await expect.element(field()).toHaveFocus();
  });

  it('comes back as it was left, with the text selected', async () => {
    await start({
      recall: () =>
        Promise.resolve({
          query: 'decoding',
          filters: [],
          selected: paperId(12),
          scroll: 0,
          pasted: null,
        }),
    });
    await expect.element(field()).toHaveValue('decoding');
    expect(selected()).toBe('A Study of Decoding Number 12');
    await userEvent.keyboard('universal');
    await expect.element(field()).toHaveValue('universal');
  });

  it('remembers itself while it is used', async () => {
    const ports = await start();
    await userEvent.keyboard('decoding');
    await settle();
    await userEvent.keyboard('{ArrowDown}');
    await settle();
    expect(ports.remembered.at(-1)).toMatchObject({ query: 'decoding', selected: paperId(9) });
  });

  it('filters by tags', async () => {
    const ports = await start();
    await userEvent.click(page.getByRole('button', { name: /^1 ?decoding/ }));
    await settle();
    expect(ports.requests.at(-1)?.tags).toEqual([tagId(1)]);
    expect(titles()).toEqual(['Speculative Decoding with Big Little Decoder']);
  });

  it('lists the papers of the page first, coloured ones before the others', async () => {
    const papers = [paperAt(2), paperAt(3), paperAt(1)].map((paper) => ({
      paper,
      evidence: { certainty: 'title', reason: 'item' } as const,
      occurrences: 1,
    }));
    await start({ readPage: () => Promise.resolve({ ...NO_PAPERS_PAGE, papers }) });
    expect(titles()).toEqual([paperAt(1).title, paperAt(3).title, paperAt(2).title]);
  });

  it('puts the paper that the page is before all others', async () => {
    await start({
      readPage: () =>
        Promise.resolve({
          ...NO_PAPERS_PAGE,
          status: { kind: 'known-paper', paper: paperAt(5), pdf: false, known: 1 },
        }),
    });
    expect(titles()).toEqual(['Universal Transformers']);
  });
});

const BY_ID = { certainty: 'identifier', reason: 'arxiv', detail: '2302.07863' } as const;
const BY_TITLE = { certainty: 'title', reason: 'item' } as const;

/** A page with three papers, the coloured one last. */
const pageWithThree = () =>
  Promise.resolve({
    ...NO_PAPERS_PAGE,
    status: { kind: 'scanned', known: 3, toRead: 0, partly: false, listing: null } as const,
    papers: [
      { paper: paperAt(2), evidence: BY_TITLE, occurrences: 1 },
      { paper: paperAt(3), evidence: BY_ID, occurrences: 3 },
      { paper: paperAt(1), evidence: BY_TITLE, occurrences: 1 },
    ],
  });

describe('the list of the page', () => {
  const openList = async () => {
    const ports = await start({ readPage: pageWithThree });
    await userEvent.click(page.getByRole('button', { name: 'Show' }));
    await settle();
    return ports;
  };
  const asides = () =>
    [...document.querySelectorAll('[role=option] .row-aside')].map((aside) => aside.textContent);

  it('is in page order, with certainty and count, and says what its keys do', async () => {
    await openList();
    await expect.element(list()).toHaveFocus();
    expect(titles()).toEqual([paperAt(2).title, paperAt(3).title, paperAt(1).title]);
    expect(asides()).toEqual(['by title · ×1', 'by id or link · ×3', 'by title · ×1']);
    await expect
      .element(page.getByRole('button', { name: 'Show' }))
      .toHaveAttribute('aria-pressed', 'true');
    await expect.element(page.getByText(/Enter jumps to one and closes/)).toBeInTheDocument();
  });

  it('jumps with Enter, and stays with Shift', async () => {
    const ports = await openList();
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}{ArrowDown}{Enter}');
    expect(ports.acts).toEqual([`showOnPage ${paperId(2)} and stay`, `showOnPage ${paperId(3)}`]);
    expect(ports.opened).toEqual([]);
  });

  it('jumps from the search field too, and opens in the background with Ctrl', async () => {
    const ports = await openList();
    await userEvent.keyboard('/{Enter}{Control>}{Enter}{/Control}');
    expect(ports.acts).toEqual([`showOnPage ${paperId(2)}`]);
    expect(ports.opened).toEqual([{ url: paperAt(2).bestLink, background: true }]);
  });

  it('tags all that are ticked', async () => {
    const ports = await openList();
    await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}x');
    await expect.element(page.getByText('3 ticked')).toBeVisible();
    await userEvent.keyboard('{ArrowUp}xtembeddings{Enter}');
    await settle();
    expect(ports.changes).toEqual([
      { kind: 'tag', paperIds: [paperId(2), paperId(1)], name: 'embeddings' },
    ]);
    await expect.element(page.getByText('Tagged 2 papers embeddings')).toBeVisible();
  });

  it.each([
    ['Esc', '/{Escape}'],
    ['the button again', null],
  ])('ends with %s', async (_name, keys) => {
    const ports = await openList();
    if (keys === null) await userEvent.click(page.getByRole('button', { name: 'Show' }));
    else await userEvent.keyboard(keys);
    await settle();
    expect(titles()).toEqual([paperAt(1).title, paperAt(3).title, paperAt(2).title]);
    expect(ports.acts).toEqual([]);
  });

  it('ends with a search', async () => {
    await openList();
    await userEvent.keyboard('/universal');
    await settle();
    expect(titles()).not.toContain(paperAt(1).title);
    await userEvent.keyboard('{Escape}');
    await settle();
    expect(titles()).toEqual([paperAt(1).title, paperAt(3).title, paperAt(2).title]);
  });
});

describe('the paper that the page is', () => {
  const draft = titleOnly('New');

  it('is added, chosen, and its tags come next, whatever was searched before', async () => {
    let isAdded = false;
    const paper = { ...paperAt(4), id: paperId(99), title: 'New' };
    const ports = await start({
      readPage: () =>
        Promise.resolve({
          ...NO_PAPERS_PAGE,
          status: isAdded
            ? ({ kind: 'known-paper', paper, pdf: false, known: 0 } as const)
            : ({ kind: 'new-paper', draft, known: 0 } as const),
        }),
    });
    const { change } = ports;
    ports.change = async (made) => {
      isAdded = true;
      return { ...(await change(made)), paperIds: [paper.id] };
    };
    await userEvent.keyboard('universal');
    await settle();
    await userEvent.click(page.getByRole('button', { name: 'Add', exact: true }));
    await expect.element(page.getByRole('combobox', { name: /^Tags.*New/ })).toHaveFocus();
    expect(ports.changes).toEqual([
      { kind: 'add-papers', papers: [draft], source: { kind: 'page', name: 'blog.example' } },
    ]);
    await userEvent.keyboard('embeddings{Enter}');
    await settle();
    expect(ports.changes.at(-1)).toMatchObject({ kind: 'tag', paperIds: [paper.id] });
  });

  it('that is an unknown PDF has its page opened', async () => {
    const address = 'https://arxiv.org/abs/2302.07863';
    const ports = await start({
      readPage: () => Promise.resolve({ ...NO_PAPERS_PAGE, status: { kind: 'new-pdf', address } }),
    });
    await userEvent.click(page.getByRole('button', { name: 'Open its page' }));
    expect(ports.opened).toEqual([{ url: address, background: false }]);
    expect(ports.acts).toEqual(['close']);
  });
});

describe('keys in the field', () => {
  it('chooses with the arrows and opens with Enter', async () => {
    const ports = await start();
    await userEvent.keyboard('{ArrowDown}');
    await settle();
    expect(selected()).toBe('Language Models are Universal Embedders');
    await userEvent.keyboard('{Enter}');
    expect(ports.opened).toEqual([{ url: 'https://arxiv.org/abs/2310.08232', background: false }]);
    expect(ports.acts).toContain('close');
  });

  it('opens in the background with Ctrl and stays', async () => {
    const ports = await start();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(ports.opened).toEqual([{ url: 'https://arxiv.org/abs/2302.07863', background: true }]);
    expect(ports.acts).not.toContain('close');
  });

  it('opens the answer that is still to come, not the one it replaces', async () => {
    const ports = await start({}, ({ query }) => (query === 'embedders' ? 60 : 0));
    await userEvent.fill(field(), 'embedders');
    await userEvent.keyboard('{Enter}');
    expect(ports.opened).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 160));
    expect(ports.opened).toEqual([{ url: 'https://arxiv.org/abs/2310.08232', background: false }]);
  });

  it('shows a paper without links in the library', async () => {
    const ports = await start();
    await userEvent.keyboard('CodeT5');
    await settle();
    await userEvent.keyboard('{Enter}');
    expect(ports.places).toEqual([{ kind: 'paper', paperId: paperId(4) }]);
  });

  it('clears with Esc, then closes', async () => {
    const ports = await start();
    await userEvent.keyboard('abc{Escape}');
    await expect.element(field()).toHaveValue('');
    expect(ports.acts).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(ports.acts).toEqual(['close']);
  });

  it('types letters, digits and signs that are keys elsewhere', async () => {
    const ports = await start();
    await userEvent.keyboard('tns1?/ju');
    await expect.element(field()).toHaveValue('tns1?/ju');
    expect(ports.changes).toEqual([]);
  });
});

describe('keys on the row', () => {
  it('goes from the field to the row with Tab, and back with a slash', async () => {
    await start();
    await userEvent.keyboard('{Tab}');
    await expect.element(list()).toHaveFocus();
    await userEvent.keyboard('/');
    await expect.element(field()).toHaveFocus();
  });

  it('tags, and says so with an undo', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}temb{Enter}');
    await settle();
    expect(ports.changes).toEqual([{ kind: 'tag', paperIds: [paperId(1)], name: 'embeddings' }]);
    await expect.element(page.getByRole('button', { name: 'Remove embeddings' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await settle();
    expect(ports.undone).toEqual(['operation-1']);
    await expect
      .element(page.getByRole('button', { name: 'Remove embeddings' }))
      .not.toBeInTheDocument();
  });

  it('renames a tag in place', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}t{F2}speed{Enter}');
    await settle();
    expect(ports.changes).toEqual([{ kind: 'rename-tag', tagId: tagId(2), name: 'speed' }]);
    await expect.element(page.getByText('Renamed efficiency to speed')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Remove speed' })).toBeVisible();
  });

  it('makes a new tag', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}tkept secret{Enter}');
    await settle();
    expect(ports.changes).toMatchObject([{ kind: 'tag', name: 'kept secret' }]);
    await expect.element(page.getByRole('button', { name: 'Remove kept secret' })).toBeVisible();
  });

  it('moves with j and k, and goes through the statuses with s', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}jjk');
    await settle();
    expect(selected()).toBe('Language Models are Universal Embedders');
    await userEvent.keyboard('s');
    await settle();
    expect(ports.changes).toEqual([{ kind: 'status', paperIds: [paperId(2)], status: 'to-read' }]);
    expect(document.querySelector('[data-current] .status-sign')?.textContent).toBe('To read');
  });

  it('gives and takes the tag of a colour by its digit', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}1');
    await settle();
    await userEvent.keyboard('1');
    await settle();
    expect(ports.changes).toEqual([
      { kind: 'untag', paperIds: [paperId(1)], tagId: tagId(1) },
      { kind: 'tag', paperIds: [paperId(1)], name: 'decoding' },
    ]);
    await userEvent.keyboard('2');
    await expect.element(page.getByText(/No tag has colour 2/)).toBeVisible();
  });

  it('undoes with u and with Ctrl+Z', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}s');
    await settle();
    await userEvent.keyboard('u');
    await settle();
    await userEvent.keyboard('s');
    await settle();
    await userEvent.keyboard('{Control>}z{/Control}');
    await settle();
    expect(ports.undone).toEqual(['operation-1', 'operation-2']);
  });

  it('saves a note on a pause and when the popup closes', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}j{Tab}');
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}n');
    await settle();
    await expect.element(page.getByRole('textbox', { name: /^Note on/ })).toHaveFocus();
    await userEvent.keyboard('first');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(ports.changes).toEqual([{ kind: 'note', paperId: paperId(2), note: 'first' }]);
    await userEvent.keyboard(' second');
    dispatchEvent(new Event('pagehide'));
    expect(ports.changes.at(-1)).toEqual({
      kind: 'note',
      paperId: paperId(2),
      note: 'first second',
    });
  });

  it('copies the link, and shows the details', async () => {
    const ports = await start();
    await userEvent.keyboard('{Tab}ld');
    expect(ports.acts).toContain('copy https://arxiv.org/abs/2302.07863');
    expect(ports.places).toEqual([{ kind: 'paper', paperId: paperId(1) }]);
  });

  it('shows its keys, and gives the focus back', async () => {
    await start();
    await userEvent.keyboard('{Tab}?');
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(list()).toHaveFocus();
  });
});

describe('the list', () => {
  it('draws only what is seen, and counts everything', async () => {
    await start();
    const drawn = list().getByRole('option').all();
    expect(drawn.length).toBeLessThan(20);
    expect(drawn[0]?.element().getAttribute('aria-setsize')).toBe('34');
    await expect.element(page.getByText('1/34')).toBeVisible();
  });

  it('keeps its order when the catalogue changes under it', async () => {
    let turned = false;
    const ports = fakePorts();
    const { search } = ports;
    await start({
      ...ports,
      search: async (request) => {
        const answer = await search(request);
        return turned ? { ...answer, results: answer.results.toReversed() } : answer;
      },
    });
    await expect.poll(() => titles().length).toBeGreaterThan(1);
    await settle();
    const before = titles();
    turned = true;
    ports.announce();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(titles()).toEqual(before);
  });

  it('shows hostile titles as text', async () => {
    await start();
    await userEvent.keyboard('bold');
    await settle();
    expect(titles()).toEqual(['<b>Not bold</b> & "quoted" <img src=x onerror=alert(1)>']);
    expect(document.querySelector('.result img')).toBeNull();
  });
});

describe('the page strip', () => {
  it.each([
    { name: 'Turn on', status: { kind: 'off' }, act: 'setSiteLevel blog.example titles-and-links' },
    { name: 'Mark this page', status: { kind: 'not-asked', mode: 'on-demand' }, act: 'markPage' },
    { name: 'Allow', status: { kind: 'not-allowed', grantable: true }, act: 'allowSite' },
    { name: 'Reload', status: { kind: 'reload-needed' }, act: 'reloadTab' },
  ] as const)('offers $name', async ({ name, status, act }) => {
    const ports = await start({ readPage: () => Promise.resolve({ ...NO_PAPERS_PAGE, status }) });
    await userEvent.click(page.getByRole('button', { name, exact: true }));
    expect(ports.acts).toContain(act);
  });

  it('switches the site', async () => {
    const ports = await start();
    await userEvent.selectOptions(page.getByRole('combobox', { name: /^Marks on/ }), 'links-only');
    expect(ports.acts).toEqual(['setSiteLevel blog.example links-only']);
  });
});

describe('trouble', () => {
  it('tells of an emptied catalogue and seeds nothing by itself', async () => {
    const ports = await start({
      readState: () => Promise.resolve({ kind: 'emptied', remembered: 119 }),
    });
    await expect.element(page.getByText(/There were 119 papers/)).toBeVisible();
    expect(ports.acts).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Start empty' }));
    expect(ports.acts).toEqual(['startAfresh false']);
  });

  it('tries again after an error', async () => {
    let broken = true;
    const ports = fakePorts();
    const { search } = ports;
    await start({
      search: (request) => (broken ? Promise.reject(new Error('gone')) : search(request)),
    });
    await expect.element(page.getByRole('alert')).toBeVisible();
    broken = false;
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(titles().length).toBeGreaterThan(0);
  });
});

describe('steadiness', () => {
  it('has no row of filters come in when the first tag is made', async () => {
    const ports = fakePorts();
    const made = () => ports.changes.some(({ kind }) => kind === 'tag');
    await start({
      ...ports,
      listTags: async () => (made() ? ports.listTags() : []),
    });
    const top = () => document.querySelector('.list-area')?.getBoundingClientRect().top;
    const before = top();
    await userEvent.keyboard('{Tab}tfirst{Enter}');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(made()).toBe(true);
    expect(top()).toBe(before);
  });

  it('keeps the height of the inspector and the whole field with twenty tags', async () => {
    const tags = Array.from({ length: 20 }, (_, index) => ({
      id: tagId(index + 100),
      name: `a tag of some length ${index}`,
      slot: null,
      createdAt: 0,
      usedAt: 0,
      papers: 1,
    }));
    const paper = { ...paperAt(1), tags: tags.map(({ id }) => id) };
    await start({
      listTags: () => Promise.resolve(tags),
      search: () =>
        Promise.resolve({
          total: 1,
          complete: 1,
          partial: false,
          missing: [],
          results: [{ paper, titleMatches: [], snippet: null }],
        }),
    });
    await userEvent.keyboard('{Tab}t');
    const place = document.querySelector('.inspector-place')?.getBoundingClientRect();
    const top = document.querySelector('.inspector-top')?.getBoundingClientRect();
    const input = document.querySelector('.tag-input')?.getBoundingClientRect();
    // Its hairline lies on the list's edge.
    expect(top?.top).toBeGreaterThanOrEqual((place?.top ?? Number.NaN) - 1);
    expect(input?.right).toBeLessThanOrEqual(400);
    expect(input?.width).toBeGreaterThanOrEqual(80);
    expect(input?.bottom).toBeLessThanOrEqual(place?.bottom ?? 0);
  });

  it('leaves no room for an inspector that is not there where height is short', async () => {
    const ports = fakePorts();
    await show({ width: 200, height: 280, content: () => <Popup ports={ports} /> });
    await userEvent.fill(field(), 'zebra');
    await settle();
    expect(document.querySelector('.inspector-place')?.getBoundingClientRect().height).toBe(0);
  });

  it('shifts nothing while ten queries are typed', async () => {
    await start();
    const shifts: string[] = [];
    const observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) shifts.push(JSON.stringify(entry));
    });
    observer.observe({ type: 'layout-shift' });
    const queries = ['decoding', 'universal', 'zebra', 'a', 'codebooks', 'study 9', 'x y z'];
    for (const query of [...queries, 'language', '', 'number 20']) {
      await userEvent.fill(field(), query);
      await settle();
    }
    observer.disconnect();
    expect(shifts).toEqual([]);
  });
});
