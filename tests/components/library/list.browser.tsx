import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PaperId, PaperSummary } from '../../../lib/paper/paper.ts';
import { paperAt, paperId, TAGS, tagId } from '../sample.ts';
import { settle } from '../stage.tsx';
import {
  closeLibrary,
  detailTitle,
  openLibrary,
  paperList,
  searchField,
  shownTitles,
} from './library-stage.tsx';

afterEach(closeLibrary);

const click = (index: number) => userEvent.click(paperList().getByRole('option').nth(index));
const press = async (keys: string) => {
  await userEvent.keyboard(keys);
  await settle();
};
const titleOf = (n: number) => paperAt(n).title;
const place = () => location.search;

describe('searching', () => {
  it('has the focus, answers as one types, and keeps the query in the address', async () => {
    await openLibrary();
    await expect.element(searchField()).toHaveFocus();
    await press('speculative');
    expect(shownTitles()).toEqual([titleOf(1)]);
    expect(place()).toBe('?q=speculative');
  });

  it('chooses with the arrows and opens with Enter, without leaving the field', async () => {
    const ports = await openLibrary();
    await press('decoding{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(searchField()).toHaveFocus();
    expect(detailTitle()).toBe(titleOf(9));
    expect(ports.opened).toEqual([{ url: paperAt(9).bestLink, background: false }]);
  });

  it('is back where it was with Back, filters included', async () => {
    await openLibrary();
    await userEvent.click(page.getByRole('link', { name: /decoding 9/ }));
    await settle();
    expect(shownTitles()).toEqual([titleOf(1)]);
    await userEvent.click(page.getByRole('link', { name: /^Untagged/ }));
    await settle();
    expect(place()).toBe('?untagged=1');
    history.back();
    await settle();
    expect(place()).toBe(`?tag=${tagId(1)}`);
    expect(shownTitles()).toEqual([titleOf(1)]);
    await userEvent.click(page.getByRole('button', { name: /decoding Remove this filter/ }));
    await settle();
    expect(shownTitles().length).toBeGreaterThan(10);
  });

  it('opens at an address with everything in it', async () => {
    await openLibrary(`?q=decoding&sort=title&paper=${paperId(1)}`);
    await expect.element(searchField()).toHaveValue('decoding');
    expect(detailTitle()).toBe(titleOf(1));
    await expect.element(page.getByRole('combobox', { name: 'Sort' })).toHaveValue('title');
  });
});

describe('the list by keys', () => {
  it('moves, shows what it moves to, and goes to the end', async () => {
    await openLibrary();
    await click(0);
    await press('jj');
    expect(detailTitle()).toBe(titleOf(3));
    await press('k');
    expect(detailTitle()).toBe(titleOf(2));
    await press('{End}');
    expect(detailTitle()).toBe(titleOf(34));
    await press('{Home}');
    expect(detailTitle()).toBe(titleOf(1));
  });

  it('opens the best link, in the background with Ctrl', async () => {
    const ports = await openLibrary();
    await click(0);
    await press('{Enter}{Control>}{Enter}{/Control}');
    const url = paperAt(1).bestLink;
    expect(ports.opened).toEqual([
      { url, background: false },
      { url, background: true },
    ]);
  });

  it('sets a status, toggles a colour, and takes both back', async () => {
    const ports = await openLibrary();
    await click(1);
    await settle();
    await press('s');
    await press('1');
    expect(ports.changes).toEqual([
      { kind: 'status', paperIds: [paperId(2)], status: 'to-read' },
      { kind: 'tag', paperIds: [paperId(2)], name: 'decoding' },
    ]);
    await press('1');
    expect(ports.changes.at(-1)).toEqual({
      kind: 'untag',
      paperIds: [paperId(2)],
      tagId: tagId(1),
    });
    await press('u{Control>}z{/Control}u');
    expect(ports.undone.length).toBe(3);
  });

  it('says it when no tag has that colour', async () => {
    await openLibrary();
    await click(1);
    await settle();
    await press('2');
    await expect.element(page.getByText(/No tag has colour 2/)).toBeVisible();
  });

  it('goes to the tag field, the note, the search and the keys', async () => {
    const ports = await openLibrary();
    await click(1);
    await settle();
    await press('t');
    await press('new one{Enter}');
    expect(ports.changes.at(-1)).toEqual({ kind: 'tag', paperIds: [paperId(2)], name: 'new one' });
    await press('{Enter}');
    await expect.element(paperList()).toHaveFocus();
    await press('n');
    await press('worth a second look{Escape}');
    expect(ports.changes.at(-1)).toEqual({
      kind: 'note',
      paperId: paperId(2),
      note: 'worth a second look',
    });
    await expect.element(paperList()).toHaveFocus();
    await press('/');
    await expect.element(searchField()).toHaveFocus();
    await press('{Escape}{Shift>}?{/Shift}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
  });

  it('goes one step back at a time: ticks, the paper, the search', async () => {
    await openLibrary();
    await click(1);
    await press('x{Escape}');
    expect(detailTitle()).toBe(titleOf(2));
    await press('{Escape}');
    expect(place()).toBe('');
    await press('{Escape}');
    await expect.element(searchField()).toHaveFocus();
  });
});

describe('ticked papers', () => {
  it('are tagged, given a status and deleted together', async () => {
    const ports = await openLibrary();
    await click(0);
    await press('x{Shift>}{ArrowDown}{/Shift}');
    const paperIds = [paperId(1), paperId(2)];
    const bar = page.getByRole('region', { name: 'What to do with the ticked papers' });
    await userEvent.click(bar.getByRole('button', { name: 'Tag' }));
    await press('both{Enter}{Enter}');
    expect(ports.changes.at(-1)).toEqual({ kind: 'tag', paperIds, name: 'both' });
    await userEvent.selectOptions(bar.getByRole('combobox', { name: 'Status' }), 'read');
    expect(ports.changes.at(-1)).toEqual({ kind: 'status', paperIds, status: 'read' });
    await userEvent.click(bar.getByRole('button', { name: 'Delete' }));
    await settle();
    expect(ports.changes.at(-1)).toEqual({ kind: 'delete-papers', paperIds });
    expect(shownTitles()[0]).toBe(titleOf(3));
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await settle();
    expect(shownTitles()[0]).toBe(titleOf(1));
  });

  it('are a range with Shift, and all with Ctrl+A', async () => {
    await openLibrary();
    const box = (n: number) => document.querySelectorAll('.result-tick').item(n);
    await userEvent.click(box(1));
    await userEvent.click(box(4), { modifiers: ['Shift'] });
    await expect.element(page.getByText('4 ticked')).toBeVisible();
    await click(0);
    await press('{Control>}a{/Control}');
    await expect.element(page.getByText('34 ticked')).toBeVisible();
  });
});

describe('one paper', () => {
  it('is deleted with a way back, and the next one has its place', async () => {
    const ports = await openLibrary();
    await click(1);
    await settle();
    await userEvent.click(page.getByRole('button', { name: 'Delete' }));
    await settle();
    expect(ports.changes).toEqual([{ kind: 'delete-papers', paperIds: [paperId(2)] }]);
    await expect.element(paperList()).toHaveFocus();
    await press('j');
    expect(detailTitle()).toBe(titleOf(3));
    await press('u');
    expect(shownTitles()[1]).toBe(titleOf(2));
  });

  it('shows hostile text as text', async () => {
    await openLibrary(`?paper=${paperId(8)}`, { abstract: '<script>alert(1)</script>' });
    expect(detailTitle()).toBe(titleOf(8));
    expect(document.querySelector('.detail-abstract')?.textContent).toBe(
      '<script>alert(1)</script>',
    );
    expect(document.querySelector('.library-detail img, .library-detail script')).toBe(null);
  });

  it('without a link offers searches that only the user opens', async () => {
    const ports = await openLibrary(`?paper=${paperId(4)}`);
    const link = page.getByRole('link', { name: 'Google Scholar' });
    await expect
      .element(link)
      .toHaveAttribute(
        'href',
        `https://scholar.google.com/scholar?q=${encodeURIComponent(titleOf(4))}`,
      );
    expect(ports.opened).toEqual([]);
  });

  it('lies over the list where there is little room, and gives it back', async () => {
    await openLibrary('?', {}, { width: 640, height: 800 });
    const detail = () => document.querySelector('.library-detail');
    expect(detail()?.checkVisibility()).toBe(false);
    await click(1);
    await settle();
    expect(detail()?.checkVisibility()).toBe(true);
    await userEvent.click(page.getByRole('button', { name: 'Back to the list' }));
    await settle();
    expect(detail()?.checkVisibility()).toBe(false);
    await expect.element(paperList()).toHaveFocus();
  });
});

describe('89,696 papers', () => {
  const papers: PaperSummary[] = Array.from({ length: 89_696 }, (_, index) => ({
    ...paperAt(2),
    id: `P${String(index).padStart(15, '0')}` as PaperId,
    title: `Paper ${index}`,
  }));

  it('scroll anywhere, and every row that is seen is there', async () => {
    const ports = await openLibrary('?', { papers, tags: TAGS });
    const list = paperList().element();
    expect(list.scrollHeight).toBe(89_696 * 60);
    for (const top of [2_000_000, 5_381_760, 60_000, 60_480, 1_234_567]) {
      list.scrollTop = top;
      await settle();
      const first = Math.floor(list.scrollTop / 60);
      const seen = Math.floor(list.clientHeight / 60);
      const rows = Array.from({ length: seen }, (_, row) => `Paper ${first + row}`);
      await expect.poll(() => rows.filter((title) => !shownTitles().includes(title))).toEqual([]);
    }
    expect(ports.searches.length).toBeLessThan(14);
    expect(ports.searches.every(({ limit }) => limit <= 60)).toBe(true);
  });

  it('are walked to their end and back by keys', async () => {
    await openLibrary('?', { papers });
    await click(0);
    await press('{End}');
    await expect.poll(detailTitle).toBe('Paper 89695');
    await press('{ArrowUp}');
    await expect.poll(detailTitle).toBe('Paper 89694');
  });

  it('are ticked up to a number that is said', async () => {
    await openLibrary('?', { papers });
    await click(0);
    await press('{Control>}a{/Control}');
    await expect.element(page.getByText('The first 2,000 are ticked')).toBeVisible();
  });
});

describe('what changes elsewhere', () => {
  it('is shown, and the list stays where it is', async () => {
    const ports = await openLibrary();
    await click(3);
    await ports.ask('change', {
      id: 'elsewhere',
      change: { kind: 'tag', paperIds: [paperId(4)], name: 'elsewhere' },
    });
    ports.announce();
    await settle();
    expect(document.querySelector('[data-current] .row-tags')?.textContent).toBe('elsewhere');
    await expect.element(page.getByRole('link', { name: /elsewhere/ })).toBeVisible();
  });
});

describe('papers like the chosen one', () => {
  it('are shown with the words that both have, and lead on', async () => {
    await openLibrary(`?paper=${paperId(1)}`);
    await settle();
    expect(document.querySelector('.detail-shared')?.textContent).toBe(
      'Both say: decoding · draft',
    );
    await userEvent.click(page.getByRole('article').getByRole('link', { name: titleOf(2) }));
    await settle();
    expect(detailTitle()).toBe(titleOf(2));
    expect(place()).toBe(`?paper=${paperId(2)}`);
  });
});
