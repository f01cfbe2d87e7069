import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '../../../components/popup/Popup.tsx';
import type { PopupPorts } from '../../../components/popup/ports.ts';
import { type FakePorts, fakePorts } from '../fake-ports.ts';
import { pasteInto } from '../paste-into.ts';
import { clearStage, settle, show } from '../stage.tsx';

const field = () => page.getByRole('combobox', { name: 'Search papers' });
const status = () => document.querySelector('.pasted [role=status]')?.textContent;
const titles = () =>
  [...document.querySelectorAll('[role=option] .row-title')].map(({ textContent }) => textContent);
const selected = () =>
  document.querySelector('[role=option][aria-selected=true] .row-title')?.textContent;

async function start(overrides: Partial<PopupPorts> = {}): Promise<FakePorts> {
  const ports = fakePorts(overrides);
  await show({ width: 400, height: 560, content: () => <Popup ports={ports} /> });
  return ports;
}

async function paste(text: string): Promise<boolean> {
  const taken = pasteInto(field().element(), text);
  await settle();
  return taken;
}

const BIG_LITTLE = 'Speculative Decoding with Big Little Decoder';
const EMBEDDERS = 'Language Models are Universal Embedders';
const LIST = [
  'References',
  `[1] S. Kim, K. Mangalam, and J. Lee. ${BIG_LITTLE}. NeurIPS, 2023.`,
  '[2] J. Doe and M. Mustermann. A Wholly New Paper on Old Things. ICML, 2024.',
  `[3] X. Zhang et al. ${EMBEDDERS}. arXiv preprint, 2023.`,
  '[4] 2405.00001',
].join('\n');

afterEach(clearStage);

describe('a pasted list', () => {
  it('is told in known and new, with the known ones below', async () => {
    await start();
    expect(await paste(LIST)).toBe(true);
    expect(status()).toBe('2 of 3 known, 1 new1 line could not be read');
    expect(titles()).toEqual([BIG_LITTLE, EMBEDDERS]);
    await expect.element(field()).toHaveFocus();
    await expect.element(field()).toHaveValue('');
  });

  it('goes to the library on Enter, whole', async () => {
    const ports = await start();
    await paste(LIST);
    await userEvent.keyboard('{Enter}');
    expect(ports.places).toEqual([{ kind: 'review', review: { kind: 'paste', text: LIST } }]);
  });

  it('has its Review behind Tab, and its papers behind the arrows', async () => {
    const ports = await start();
    await paste(LIST);
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('button', { name: 'Review' })).toHaveFocus();
    await userEvent.click(field());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(selected()).toBe(BIG_LITTLE);
    expect(ports.places).toEqual([]);
    expect(ports.opened.length).toBe(1);
  });

  it('shows the tags that its papers get', async () => {
    const ports = await start();
    await paste(LIST);
    await userEvent.keyboard('{ArrowDown}{Tab}t');
    await userEvent.keyboard('frob{Enter}');
    await settle();
    expect(ports.changes).toMatchObject([{ kind: 'tag', name: 'frob' }]);
    expect(document.querySelector('[role=option]')?.textContent).toContain('frob');
  });

  it('is put away by Escape, by its cross and by typing', async () => {
    await start();
    await paste(LIST);
    await userEvent.keyboard('{Escape}');
    await settle();
    expect(status()).toBeUndefined();
    await paste(LIST);
    await userEvent.click(page.getByRole('button', { name: 'Put it away' }));
    await settle();
    expect(status()).toBeUndefined();
    await expect.element(field()).toHaveFocus();
    await paste(LIST);
    await userEvent.keyboard('universal');
    await settle();
    expect(status()).toBeUndefined();
    expect(titles()).toContain('Universal Transformers');
  });

  it('says when all are known, and offers no review', async () => {
    await start();
    await paste(`${BIG_LITTLE}\n${EMBEDDERS}`);
    expect(status()).toBe('All 2 are yours');
    expect(page.getByRole('button', { name: 'Review' }).query()).toBeNull();
  });

  it('is read anew, and the last one counts', async () => {
    let answer: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const inner = fakePorts();
    let asked = 0;
    await start({
      async readList(text) {
        asked++;
        if (asked === 1) await slow;
        return inner.readList(text);
      },
    });
    await paste(LIST);
    expect(status()).toBe('Reading what you pasted…');
    await paste(`${BIG_LITTLE}\n${EMBEDDERS}`);
    answer?.();
    await settle();
    expect(status()).toBe('All 2 are yours');
  });

  it('that cannot be read says so', async () => {
    await start({ readList: () => Promise.reject(new Error('broken')) });
    await paste(LIST);
    expect(status()).toBe('What you pasted could not be read.');
  });

  it('that is longer than any list is not read', async () => {
    const read: string[] = [];
    await start({
      readList(text) {
        read.push(text);
        return Promise.reject(new Error('not to be read'));
      },
    });
    await paste('A line of it\n'.repeat(200_000));
    expect(status()).toMatch(/too long to paste/);
    expect(read).toEqual([]);
  });

  it('comes back with the popup', async () => {
    const ports = await start({
      recall: () =>
        Promise.resolve({ query: '', filters: [], selected: null, scroll: 0, pasted: LIST }),
    });
    await settle();
    expect(status()).toContain('2 of 3 known');
    expect(ports.remembered.at(-1)?.pasted).toBe(LIST);
  });
});

describe('one pasted paper', () => {
  it('that is known is the first row, and Enter opens it', async () => {
    const ports = await start();
    await paste(`@misc{x, title={${BIG_LITTLE}}, year=2023}`);
    expect(titles()).toEqual([BIG_LITTLE]);
    await userEvent.keyboard('{Enter}');
    expect(ports.opened.length).toBe(1);
  });

  it('that is new is searched for by its title, and can be added with all that is known', async () => {
    const ports = await start();
    await paste(
      'Jane Doe and Max Mustermann. Frobnication Is All You Need. arXiv preprint arXiv:2405.00001, 2024.',
    );
    await expect.element(field()).toHaveValue('Frobnication Is All You Need');
    await userEvent.click(page.getByRole('button', { name: /as a paper/ }));
    expect(ports.changes).toMatchObject([
      {
        kind: 'add-papers',
        papers: [
          {
            title: 'Frobnication Is All You Need',
            authors: ['Jane Doe', 'Max Mustermann'],
            year: 2024,
            identifiers: [{ scheme: 'arxiv', value: '2405.00001' }],
          },
        ],
      },
    ]);
  });

  it('whose title was broken into lines is one paper', async () => {
    await start();
    await paste('Speculative Decoding with Big\nLittle Decoder');
    expect(titles()).toEqual([BIG_LITTLE]);
  });

  it.each([
    ['an id', 'arXiv:2302.07863'],
    ['a DOI', 'https://doi.org/10.1000/xyz'],
    ['a title', BIG_LITTLE],
    ['words', 'universal 2023'],
  ])('as %s is left to the field', async (_, text) => {
    await start();
    expect(await paste(text)).toBe(false);
    expect(status()).toBeUndefined();
  });
});
