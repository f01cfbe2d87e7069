import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readSiteName } from '../../../components/library/SitesSection.tsx';
import { growTagTree, type TagNode } from '../../../components/library/tag-tree.ts';
import { paperId, tagId } from '../sample.ts';
import { settle } from '../stage.tsx';
import { closeLibrary, openLibrary } from './library-stage.tsx';

afterEach(closeLibrary);

describe('tags', () => {
  it('are renamed in place', async () => {
    const ports = await openLibrary('?#tags');
    await userEvent.click(page.getByRole('button', { name: 'Rename efficiency' }));
    await userEvent.keyboard('speed{Enter}');
    await settle();
    expect(ports.changes).toEqual([{ kind: 'rename-tag', tagId: tagId(2), name: 'speed' }]);
    await expect.element(page.getByText('Renamed efficiency to speed')).toBeVisible();
  });

  it('are merged with the tag that has the name, which is said before Enter', async () => {
    const ports = await openLibrary('?#tags');
    await userEvent.click(page.getByRole('button', { name: 'Rename efficiency' }));
    await userEvent.keyboard('LLM');
    await expect
      .element(page.getByText('“llm” exists: Enter joins the two tags, and 14 papers move.'))
      .toBeVisible();
    expect(ports.changes).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Merged efficiency into llm')).toBeVisible();
  });

  it('stay as they are after Esc', async () => {
    const ports = await openLibrary('?#tags');
    await userEvent.click(page.getByRole('button', { name: 'Rename efficiency' }));
    await userEvent.keyboard('speed{Escape}');
    await settle();
    expect(ports.changes).toEqual([]);
    expect(page.getByRole('textbox').query()).toBe(null);
  });

  it('keep the editor and say why where a name is none', async () => {
    const ports = await openLibrary('?#tags');
    await userEvent.click(page.getByRole('button', { name: 'Rename efficiency' }));
    await userEvent.keyboard('speed/{Enter}');
    await expect.element(page.getByText('A tag needs a word on each side of /')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: /^New name/ })).toHaveValue('speed/');
    expect(ports.changes).toEqual([]);
  });

  it('keep the focus in their rows after a renaming, Esc and a deletion', async () => {
    await openLibrary('?#tags');
    const rename = (name: string) => page.getByRole('button', { name: `Rename ${name}` });
    await userEvent.click(rename('efficiency'));
    await userEvent.keyboard('{Escape}');
    await expect.element(rename('efficiency')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('zeal{Enter}');
    await settle();
    await settle();
    await expect.element(rename('zeal')).toHaveFocus();
    await userEvent.click(page.getByRole('button', { name: 'Delete llm' }));
    await settle();
    await settle();
    await expect.element(rename('multilingual')).toHaveFocus();
  });

  it('are given a colour, which says whose it was', async () => {
    const ports = await openLibrary('?#tags');
    const menu = page.getByRole('combobox', { name: 'Colour of llm' });
    await expect
      .element(menu.getByRole('option', { name: '1 Clay (now decoding)' }))
      .toBeInTheDocument();
    await userEvent.selectOptions(menu, '2');
    await settle();
    expect(ports.changes).toEqual([{ kind: 'slot', tagId: tagId(3), slot: 2 }]);
  });

  it('are deleted with a way back', async () => {
    const ports = await openLibrary('?#tags');
    await userEvent.click(page.getByRole('button', { name: 'Delete to cite' }));
    await expect.element(page.getByText('Deleted the tag to cite')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await expect.poll(() => ports.undone.length).toBe(1);
  });

  it('lead to their papers', async () => {
    await openLibrary('?#tags');
    await userEvent.click(page.getByRole('link', { name: '9: show the papers tagged decoding' }));
    await settle();
    expect(location.search).toBe(`?tag=${tagId(1)}`);
  });
});

describe('nested tags', () => {
  const named = (...names: string[]) =>
    names.map((name, index) => ({
      id: tagId(index),
      name,
      slot: null,
      createdAt: 0,
      usedAt: 0,
      papers: 1,
    }));
  const outline = (nodes: readonly TagNode[]): unknown[] =>
    nodes.map(({ label, tag, children }) => [
      tag === null ? `(${label})` : label,
      ...outline(children),
    ]);

  it('stand under the part of the name before the slash', () => {
    const tags = named('nlp/dialogue', 'vision', 'nlp', 'NLP/parsing', 'ml/deep/rnn', '/');
    expect(outline(growTagTree(tags))).toEqual([
      ['/'],
      ['(ml)', ['(deep)', ['rnn']]],
      ['nlp', ['dialogue'], ['parsing']],
      ['vision'],
    ]);
  });
});

describe('settings', () => {
  it('are sent as they are chosen', async () => {
    const ports = await openLibrary('?#settings');
    await userEvent.click(page.getByRole('radio', { name: 'On sites I choose' }));
    await userEvent.click(page.getByRole('radio', { name: 'Papers with these tags' }));
    await userEvent.click(page.getByRole('checkbox', { name: /decoding/ }));
    await settle();
    expect(await ports.readSettings()).toMatchObject({
      mode: 'chosen',
      marked: 'tags',
      markedTags: [tagId(1)],
    });
  });

  it('take sites by name or address, and refuse what is none', async () => {
    const ports = await openLibrary('?#settings');
    const chosen = page.getByRole('textbox', { name: 'Add a site where papers are marked' });
    const levels = page.getByRole('textbox', { name: 'Add a site with a rule of its own' });
    await userEvent.fill(chosen, 'https://Blog.Example/post?x=1');
    await userEvent.keyboard('{Enter}');
    await userEvent.fill(chosen, 'not a site');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('This is not the name of a site.')).toBeVisible();
    await userEvent.fill(levels, 'news.example');
    await userEvent.keyboard('{Enter}');
    await userEvent.selectOptions(
      page.getByRole('combobox', { name: 'What is marked on news.example' }),
      'off',
    );
    await settle();
    expect(await ports.readSettings()).toMatchObject({
      chosenSites: ['blog.example'],
      siteLevels: { 'news.example': 'off' },
    });
    await userEvent.click(page.getByRole('button', { name: 'Remove blog.example' }));
    await settle();
    expect(await ports.readSettings()).toMatchObject({ chosenSites: [] });
  });

  const sites = [
    { typed: 'arxiv.org', expected: 'arxiv.org' },
    { typed: '*.bar.example', expected: 'bar.example' },
    { typed: '*://*.bar.example/*', expected: 'bar.example' },
    { typed: 'bar.*', expected: null },
    { typed: 'localhost:8080', expected: 'localhost' },
    { typed: 'localhost', expected: 'localhost' },
    { typed: 'http://wiki/start', expected: 'wiki' },
    { typed: ' https://www.Example.org:8080/a?b#c ', expected: 'www.example.org' },
    { typed: 'bücher.example/x', expected: 'xn--bcher-kva.example' },
    { typed: 'arxiv', expected: null },
    { typed: 'two words', expected: null },
    { typed: '', expected: null },
  ];
  it.each(sites)('read "$typed" as $expected', ({ typed, expected }) => {
    expect(readSiteName(typed)).toBe(expected);
  });

  it('list every correction of a paper, and withdraw the one that is meant', async () => {
    const never = { kind: 'never-by-title', paperId: paperId(5) } as const;
    const here = { kind: 'not-here', paperId: paperId(5), site: 'menu.example' } as const;
    const title = 'Universal Transformers';
    const ports = await openLibrary('?#settings', {
      corrections: [
        { correction: never, title },
        { correction: here, title },
      ],
    });
    await expect.element(page.getByText('Never marked by its title')).toBeVisible();
    const button = page.getByRole('button', {
      name: 'Withdraw the correction of Universal Transformers: Not marked on menu.example',
    });
    await userEvent.click(button);
    await settle();
    expect(ports.changes).toEqual([{ kind: 'withdraw-correction', correction: here }]);
  });

  it('list the sites with a rule of their own, and give titles back to one', async () => {
    const ports = await openLibrary('?#settings', {
      settings: { siteLevels: { 'menu.example': 'links-only', 'news.example': 'off' } },
    });
    const level = page.getByRole('combobox', { name: 'What is marked on menu.example' });
    await expect.element(level).toHaveValue('links-only');
    await userEvent.selectOptions(level, 'titles-and-links');
    await settle();
    expect((await ports.readSettings()).siteLevels).toEqual({ 'news.example': 'off' });
  });

  it('take the sample papers out in one act, and back', async () => {
    const ports = await openLibrary('?#settings');
    await expect
      .element(page.getByText(/119 sample papers are in your library. You have handled 2 of them/))
      .toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Remove 117 sample papers' }));
    await settle();
    expect(ports.changes).toEqual([{ kind: 'remove-starter' }]);
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await openLibrary('?#settings', { samples: { total: 0, untouched: 0 } });
    await userEvent.click(page.getByRole('button', { name: 'Add the sample papers' }));
    await settle();
  });

  it('show where the browser keeps the keys', async () => {
    await openLibrary('?#settings');
    await expect.element(page.getByText('chrome://extensions/shortcuts')).toBeVisible();
  });
});

describe('a library that is empty and was not', () => {
  const state = { kind: 'emptied', remembered: 119 } as const;

  it('is begun again with the sample papers', async () => {
    const ports = await openLibrary('?', { state });
    await userEvent.click(page.getByRole('button', { name: 'Start with sample papers' }));
    await settle();
    expect(ports.calls).toContain('startAfresh');
  });

  it('or with an import', async () => {
    const ports = await openLibrary('?', { state });
    await userEvent.click(page.getByRole('button', { name: 'Import', exact: true }));
    await settle();
    expect(ports.calls).toContain('startAfresh');
    expect(location.hash).toBe('#import');
  });
});

describe('the first run', () => {
  it('asks where papers are marked and whether the samples stay', async () => {
    const ports = await openLibrary('?welcome=1', { samples: { total: 119, untouched: 119 } });
    await userEvent.click(page.getByRole('radio', { name: /^Only when I ask/ }));
    await userEvent.click(page.getByRole('radio', { name: 'Remove them' }));
    await settle();
    expect(await ports.readSettings()).toMatchObject({ mode: 'on-demand' });
    expect(ports.changes).toEqual([{ kind: 'remove-starter' }]);
    await userEvent.click(page.getByRole('link', { name: 'Open the library' }));
    await settle();
    expect(location.search).toBe('');
  });

  it('imports what is dropped', async () => {
    await openLibrary('?welcome=1');
    await userEvent.upload(
      page.getByLabelText('Import files', { exact: true }),
      new File(['{"title":"A"}'], 'a.jsonl'),
    );
    await expect.element(page.getByText('1 added, 0 merged, 0 skipped')).toBeVisible();
    expect(location.hash).toBe('#import');
  });
});
