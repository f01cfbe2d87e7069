import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { pasteInto } from '../paste-into.ts';
import { tagId } from '../sample.ts';
import { settle } from '../stage.tsx';
import { closeLibrary, openLibrary } from './library-stage.tsx';

const field = () => page.getByRole('combobox', { name: 'Search papers' });
const BIG_LITTLE = 'Speculative Decoding with Big Little Decoder';
const LIST = [
  `1. S. Kim and J. Lee. ${BIG_LITTLE}. NeurIPS, 2023.`,
  '2. J. Doe and M. Mustermann. A Wholly New Paper on Old Things. ICML, 2024. arXiv:2405.00001',
  '3. arXiv:2405.00002',
].join('\n');

afterEach(closeLibrary);

async function paste(text: string): Promise<void> {
  pasteInto(field().element(), text);
  await settle();
}

describe('a list pasted into the search field', () => {
  it('is looked through: what is known with its tags, what is new ticked, the rest by its line', async () => {
    const ports = await openLibrary('?');
    await paste(LIST);
    await expect.element(page.getByText('1 new · 1 known · 1 unreadable')).toBeVisible();
    const row = page.getByRole('row', { name: new RegExp(BIG_LITTLE) });
    expect(row.element().querySelector('.chip')?.textContent).toContain('decoding');
    await expect.element(page.getByRole('link', { name: BIG_LITTLE })).toBeVisible();
    await expect
      .element(page.getByRole('row', { name: /^3 An id or an address alone/ }))
      .toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Add 1 paper' }));
    await settle();
    expect(ports.changes).toMatchObject([
      {
        kind: 'add-papers',
        papers: [
          {
            title: 'A Wholly New Paper on Old Things',
            authors: ['J. Doe', 'M. Mustermann'],
            year: 2024,
            identifiers: [{ scheme: 'arxiv', value: '2405.00001' }],
          },
        ],
        source: { kind: 'paste' },
      },
    ]);
  });

  it('leads back to where one was', async () => {
    await openLibrary(`?tag=${tagId(1)}`);
    await paste(LIST);
    history.back();
    await expect.element(field()).toBeVisible();
    expect(location.search).toContain('tag=');
  });
});

describe('one paper pasted into the search field', () => {
  it('is chosen where it is known', async () => {
    await openLibrary('?');
    await paste(`@misc{x, title={${BIG_LITTLE}}}`);
    await expect.element(page.getByRole('heading', { name: BIG_LITTLE })).toBeVisible();
  });

  it('is searched for and can be added where it is new', async () => {
    const ports = await openLibrary('?');
    await paste('@misc{x, title={Frobnication Is All You Need}, year=2024}');
    await expect.element(field()).toHaveValue('Frobnication Is All You Need');
    await userEvent.click(page.getByRole('button', { name: /as a paper/ }));
    await settle();
    expect(ports.changes).toMatchObject([
      { kind: 'add-papers', papers: [{ title: 'Frobnication Is All You Need', year: 2024 }] },
    ]);
  });
});

describe('a search that finds nothing', () => {
  it('says which words, and offers to add', async () => {
    await openLibrary('?q=frobnicate');
    expect(document.querySelector('.none-reason')?.textContent).toBe('No paper has frobnicate.');
    await expect
      .element(page.getByRole('button', { name: /Add .frobnicate. as a paper/ }))
      .toBeVisible();
  });

  it('for an id offers its page and a title', async () => {
    const ports = await openLibrary('?q=arXiv:2405.00001');
    await expect.element(page.getByRole('link', { name: 'Open its page' })).toBeVisible();
    await userEvent.fill(page.getByRole('textbox', { name: /by its title/ }), 'Its Title');
    await userEvent.keyboard('{Enter}');
    await settle();
    expect(ports.changes).toMatchObject([
      { papers: [{ title: 'Its Title', identifiers: [{ scheme: 'arxiv', value: '2405.00001' }] }] },
    ]);
  });
});
