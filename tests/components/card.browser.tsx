import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Card, type CardProps } from '../../components/card/Card.tsx';
import { reasonText } from '../../components/card/reason.ts';
import type { Change } from '../../lib/catalogue/catalogue.ts';
import type { Evidence } from '../../lib/recognise/types.ts';
import { fakePorts } from './fake-ports.ts';
import { paperAt, paperId, tagId } from './sample.ts';
import { clearStage, settle, show } from './stage.tsx';
import { cardProps } from './states.tsx';

const SEEN_MS = 700;
const EVIDENCE = { certainty: 'identifier', reason: 'arxiv', detail: '2302.07863' } as const;
const seen = () => new Promise((resolve) => setTimeout(resolve, SEEN_MS));

async function start(overrides: Partial<CardProps> = {}, width = 360) {
  const changes: Change[] = [];
  const ports = fakePorts();
  const props: CardProps = {
    ...cardProps({
      paper: paperAt(1),
      evidence: EVIDENCE,
      site: 'blog.example',
      tags: await ports.listTags(),
      private: false,
    }),
    change: (change) => {
      changes.push(change);
      return ports.change(change);
    },
    onClose: vi.fn(),
    onWalk: vi.fn(),
    onHeld: vi.fn(),
    onHeight: vi.fn(),
    onOpenLink: vi.fn(),
    ...overrides,
  };
  await show({ width, height: 320, content: () => <Card {...props} /> });
  return { changes, props };
}

const heldLast = (props: CardProps) => vi.mocked(props.onHeld).mock.lastCall?.[0];

afterEach(clearStage);

describe('what it says', () => {
  it('names paper, facts and reason', async () => {
    await start();
    await expect.element(page.getByRole('heading', { name: paperAt(1).title })).toBeVisible();
    await expect.element(page.getByText('arXiv id 2302.07863 in the link')).toBeVisible();
    const open = page.getByRole('link', { name: 'Open' }).element();
    expect(open.getAttribute('href')).toBe('https://arxiv.org/abs/2302.07863');
    expect(open.getAttribute('rel')).toContain('noopener');
    expect(open.getAttribute('target')).toBe('_blank');
  });

  it('says of a paper that nobody handled only that it is in the catalogue', async () => {
    const { props } = await start();
    clearStage();
    await start({ view: { ...props.view, paper: paperAt(2) } });
    await expect.element(page.getByText(/In your catalogue/)).toBeVisible();
  });

  it.each([
    [{ certainty: 'identifier', reason: 'doi', detail: '10.1/xyz' }, 'DOI 10.1/xyz in the link'],
    [
      { certainty: 'identifier', reason: 'code', detail: 'https://github.com/author/code' },
      'Link to its code: github.com/author/code',
    ],
    [
      { certainty: 'identifier', reason: 'project', detail: 'https://author.github.io/' },
      'Link to its project page: author.github.io',
    ],
    [{ certainty: 'title', reason: 'link' }, 'Complete title, as a link'],
    [{ certainty: 'title', reason: 'heading' }, 'Complete title, as a heading'],
    [{ certainty: 'title', reason: 'cell' }, 'Complete title, in a table cell'],
    [{ certainty: 'title', reason: 'item' }, 'Complete title, as a list item'],
    [{ certainty: 'title', reason: 'cite' }, 'Complete title, as a citation'],
    [{ certainty: 'title', reason: 'emphasis' }, 'Complete title, in italics'],
    [{ certainty: 'title', reason: 'block' }, 'Complete title, on its own'],
    [{ certainty: 'title', reason: 'quotes' }, 'Complete title, in quotation marks'],
    [{ certainty: 'title', reason: 'reference' }, 'Complete title, in a reference'],
    [{ certainty: 'title', reason: 'text' }, 'Complete title, in the text'],
    [
      { certainty: 'title', part: 'beginning', reason: 'link' },
      'Beginning of the title, as a link',
    ],
    [{ certainty: 'title', part: 'main', reason: 'heading' }, 'Main title, as a heading'],
    [
      { ...EVIDENCE, conflict: true },
      'arXiv id 2302.07863 in the link, though its text is the title of another paper you have',
    ],
    [
      { certainty: 'title', reason: 'link', conflict: true },
      'Complete title, as a link, though it leads to the code or page of another paper you have',
    ],
  ] as const satisfies readonly [Evidence, string][])('puts %o in words', (evidence, words) => {
    expect(reasonText(evidence)).toBe(words);
  });

  it('has every status on a screen 320 wide', async () => {
    const { props } = await start({}, 320);
    for (const radio of page.getByRole('radio').all())
      expect(radio.element().getBoundingClientRect().right).toBeLessThanOrEqual(304);
    expect(props.view.paper.status).toBe('read');
  });

  it('tells its height, never more than 320', async () => {
    const { props } = await start({ view: longView() });
    const heights = vi.mocked(props.onHeight).mock.calls.map(([height]) => height);
    expect(heights.at(-1)).toBeGreaterThan(150);
    expect(Math.max(...heights)).toBeLessThanOrEqual(320);
  });
});

function longView(): CardProps['view'] {
  const tags = Array.from({ length: 40 }, (_, index) => ({
    id: tagId(index + 100),
    name: `a tag of some length ${index}`,
    slot: null,
    createdAt: 0,
    usedAt: 0,
    papers: 1,
  }));
  const paper = { ...paperAt(7), tags: tags.map(({ id }) => id) };
  return { paper, evidence: EVIDENCE, site: 'blog.example', tags, private: false };
}

describe('the pointer', () => {
  it('does nothing before the card has been seen for half a second', async () => {
    const { changes } = await start();
    await userEvent.click(page.getByRole('radio', { name: 'Set aside' }));
    await seen();
    expect(changes).toEqual([]);
    await userEvent.click(page.getByRole('radio', { name: 'Set aside' }));
    await settle();
    expect(changes).toEqual([{ kind: 'status', paperIds: [paperId(1)], status: 'set-aside' }]);
  });

  it('does nothing where something covers the card', async () => {
    const { changes } = await start();
    const cover = document.createElement('div');
    cover.style.cssText = 'position:fixed;inset:0;pointer-events:none;background:#fff;opacity:.99';
    document.body.append(cover);
    await seen();
    await userEvent.click(page.getByRole('radio', { name: 'Set aside' }));
    await seen();
    cover.remove();
    expect(changes).toEqual([]);
  });

  it('does not believe events that no user made', async () => {
    const { changes } = await start();
    await seen();
    document.querySelector<HTMLInputElement>('.status-radio input')?.click();
    document
      .querySelector('.card')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
    await seen();
    expect(changes).toEqual([]);
  });

  it('takes the chosen status back', async () => {
    const { changes } = await start();
    await seen();
    await userEvent.click(page.getByRole('radio', { name: 'Read', exact: true }));
    await settle();
    expect(changes).toEqual([{ kind: 'status', paperIds: [paperId(1)], status: null }]);
  });

  it('says "not this paper" in two ways, in place', async () => {
    const { changes } = await start();
    await seen();
    await userEvent.click(page.getByRole('button', { name: 'Not this paper' }));
    await userEvent.click(page.getByRole('button', { name: 'Not on blog.example' }));
    await seen();
    expect(changes).toEqual([
      {
        kind: 'correct',
        correction: { kind: 'not-here', paperId: paperId(1), site: 'blog.example' },
      },
    ]);
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  });
});

describe('keys', () => {
  it('are taken from the first moment, and the write waits', async () => {
    const { changes } = await start({ focus: 'card' });
    await userEvent.keyboard('s');
    expect(changes).toEqual([]);
    await expect.element(page.getByRole('radio', { name: 'Set aside' })).toBeChecked();
    await seen();
    expect(changes).toEqual([{ kind: 'status', paperIds: [paperId(1)], status: 'set-aside' }]);
  });

  it('tag, with the focus that a command gives', async () => {
    const { changes, props } = await start({ focus: 'tag' });
    await userEvent.keyboard('emb{Enter}');
    await seen();
    expect(changes).toEqual([{ kind: 'tag', paperIds: [paperId(1)], name: 'embeddings' }]);
    expect(heldLast(props)).toBe(true);
  });

  it('walk, and close', async () => {
    const { props } = await start({ focus: 'card' });
    await userEvent.keyboard('jk{ArrowDown}{Escape}');
    expect(vi.mocked(props.onWalk).mock.calls).toEqual([['next'], ['previous'], ['next']]);
    expect(props.onClose).toHaveBeenCalledOnce();
  });

  it('close from the empty tag field with one Esc', async () => {
    const { props } = await start({ focus: 'tag' });
    await userEvent.keyboard('{Escape}');
    expect(props.onClose).toHaveBeenCalledOnce();
  });

  it('write a note, which is kept when the card goes', async () => {
    const { changes } = await start({ focus: 'card' });
    await userEvent.keyboard('n');
    await settle();
    await userEvent.keyboard('{Control>}a{/Control}to read again');
    clearStage();
    await seen();
    expect(changes).toEqual([{ kind: 'note', paperId: paperId(1), note: 'to read again' }]);
  });

  it('open the best link, in the background with Ctrl', async () => {
    const { props } = await start({ focus: 'card' });
    await userEvent.keyboard('{Enter}{Control>}{Enter}{/Control}');
    expect(vi.mocked(props.onOpenLink).mock.calls).toEqual([
      ['https://arxiv.org/abs/2302.07863', false],
      ['https://arxiv.org/abs/2302.07863', true],
    ]);
  });

  it('typed text is committed when the card goes', async () => {
    const { changes } = await start({ focus: 'tag' });
    await userEvent.keyboard('half a tag');
    clearStage();
    await seen();
    expect(changes).toEqual([{ kind: 'tag', paperIds: [paperId(1)], name: 'half a tag' }]);
  });
});
