import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TagField } from '../../components/TagField.tsx';
import { foldTag } from '../../components/tag-match.ts';
import type { TagCount, TagId } from '../../lib/paper/paper.ts';
import { TAGS, tagId } from './sample.ts';
import { clearStage, settle, show } from './stage.tsx';

interface Log {
  readonly added: string[];
  readonly removed: string[];
  readonly left: string[];
  readonly renamed: string[];
}

/** A field over a catalogue of its own, which answers late. */
function Field(props: { readonly given: readonly TagId[]; readonly log: Log }) {
  const [tags, setTags] = useState<readonly TagCount[]>(TAGS);
  const [value, setValue] = useState(props.given);
  return (
    <TagField
      label="Tags of a paper"
      tags={tags}
      value={value}
      onAdd={async (name) => {
        props.log.added.push(name);
        await new Promise((resolve) => setTimeout(resolve, 20));
        const known = tags.find((tag) => foldTag(tag.name) === foldTag(name));
        const id = known?.id ?? tagId(90);
        if (!known)
          setTags([...tags, { id, name, slot: null, createdAt: 0, usedAt: 0, papers: 1 }]);
        setValue((before) => [...before, id]);
      }}
      onRemove={async (tag) => {
        props.log.removed.push(tag.name);
        setValue((before) => before.filter((id) => id !== tag.id));
      }}
      onRename={(tag, name) => {
        props.log.renamed.push(`${tag.name} > ${name}`);
        setTags(tags.map((other) => (other.id === tag.id ? { ...other, name } : other)));
      }}
      onLeave={(by) => props.log.left.push(by)}
    />
  );
}

const field = () => page.getByRole('combobox', { name: 'Tags of a paper' });
const options = () =>
  page
    .getByRole('option')
    .all()
    .map((option) => option.element().textContent);
const chosen = () => document.querySelector('[role=option][aria-selected=true]')?.textContent;
const chips = () =>
  [...document.querySelectorAll('.chip .chip-name')].map((chip) => chip.textContent);

async function start(given: readonly TagId[] = [tagId(1), tagId(2)]): Promise<Log> {
  const log: Log = { added: [], removed: [], left: [], renamed: [] };
  await show({ width: 400, height: 300, content: () => <Field given={given} log={log} /> });
  await userEvent.click(field());
  return log;
}

afterEach(clearStage);

describe('adding', () => {
  it('takes the best match with Enter, and shows it before the answer', async () => {
    const log = await start();
    await userEvent.keyboard('emb{Enter}');
    expect(chips()).toEqual(['decoding', 'efficiency', 'embeddings']);
    await settle();
    expect(log.added).toEqual(['embeddings']);
    expect(chips()).toEqual(['decoding', 'efficiency', 'embeddings']);
    await expect.element(field()).toHaveFocus();
    await expect.element(field()).toHaveValue('');
  });

  it('takes the best match with Tab and stays', async () => {
    const log = await start();
    await userEvent.keyboard('emb{Tab}');
    expect(log.added).toEqual(['embeddings']);
    await expect.element(field()).toHaveFocus();
  });

  it('takes the typed words at a comma, one tag each', async () => {
    const log = await start();
    await userEvent.keyboard('emb,new one,');
    expect(log.added).toEqual(['emb', 'new one']);
  });

  it('offers the new tag last and does not preselect it while anything matches', async () => {
    await start();
    await userEvent.keyboard('sur');
    expect(options()).toEqual(['4survey-20266 papers', 'Create “sur”']);
    expect(chosen()).toContain('survey-2026');
    await userEvent.keyboard('{Escape}zebra');
    expect(options()).toEqual(['Create “zebra”']);
    expect(chosen()).toContain('zebra');
  });

  it('offers no new tag where the name exists, whatever its case', async () => {
    await start();
    await userEvent.keyboard('To Cite');
    expect(options()).toEqual(['to cite3 papers']);
  });

  it('says near-twins', async () => {
    const log = await start();
    await userEvent.keyboard('LLMs');
    expect(options()).toEqual(['LLMs – you have llm (41)', 'Create “LLMs”']);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(log.added).toEqual(['LLMs']);
  });

  it('says that the tag or its near-twin is there already, and creates another only when asked', async () => {
    const log = await start();
    await userEvent.keyboard('De-coding');
    expect(options()).toEqual(['1decoding is already on this paper', 'Create “De-coding”']);
    expect(chosen()).toContain('already');
    await userEvent.keyboard('{Enter}');
    expect(log.added).toEqual([]);
    await userEvent.keyboard('decoding');
    expect(options()).toEqual(['1decoding is already on this paper']);
  });

  it.each([
    { typed: '//', says: 'A tag needs a word on each side of /' },
    { typed: 'a//b', says: 'A tag needs a word on each side of /' },
    { typed: '/lead', says: 'A tag needs a word on each side of /' },
    { typed: 'trail/', says: 'A tag needs a word on each side of /' },
    { typed: '\u200b', says: 'A tag needs a word that can be seen' },
    { typed: 'q'.repeat(61), says: 'A tag has at most 60 letters' },
  ])('keeps $typed, which is no name, and says why', async ({ typed, says }) => {
    const log = await start();
    await userEvent.fill(field(), typed);
    expect(options().some((option) => option?.startsWith('Create'))).toBe(false);
    await userEvent.keyboard('{Enter}');
    expect(log.added).toEqual([]);
    await expect.element(field()).toHaveValue(typed);
    const sentence = document.querySelector('.tag-said');
    expect(sentence?.textContent).toBe(says);
    expect(sentence?.getBoundingClientRect().height).toBeGreaterThan(10);
    expect(document.querySelector('[aria-live]')?.textContent).toBe(says);
  });

  it.each(['one, two; three', 'one\ntwo\r\nthree\n', 'one,two,,three, One'])(
    'makes several tags of a pasted list (%j)',
    async (pasted) => {
      const log = await start();
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', {
        clipboardData: data,
        cancelable: true,
        bubbles: true,
      });
      field().element().dispatchEvent(event);
      await settle();
      expect(log.added.map((name) => name.toLowerCase()).sort()).toEqual(['one', 'three', 'two']);
    },
  );

  it('leaves in the field what is no name of a pasted list', async () => {
    const log = await start();
    const data = new DataTransfer();
    data.setData('text/plain', 'one, a//b');
    const paste = { clipboardData: data, cancelable: true, bubbles: true };
    field().element().dispatchEvent(new ClipboardEvent('paste', paste));
    await settle();
    expect(log.added).toEqual(['one']);
    await expect.element(field()).toHaveValue('a//b');
    expect(document.querySelector('.tag-said')?.textContent).toContain('each side of /');
  });

  it('names the active option to readers', async () => {
    await start();
    await userEvent.keyboard('e{ArrowDown}');
    const active = field().element().getAttribute('aria-activedescendant');
    expect(active).not.toBeNull();
    expect(document.getElementById(active ?? '')?.getAttribute('aria-selected')).toBe('true');
    await expect.element(field()).toHaveAttribute('aria-expanded', 'true');
  });

  it('commits what was typed when the field is left', async () => {
    const log = await start();
    await userEvent.keyboard('half a tag');
    (field().element() as HTMLInputElement).blur();
    await settle();
    expect(log.added).toEqual(['half a tag']);
  });

  it('commits what was typed when the field is taken away, once', async () => {
    const log = await start();
    await userEvent.keyboard('half a tag');
    clearStage();
    expect(log.added).toEqual(['half a tag']);
  });

  it('commits what was typed when the page is closed', async () => {
    const log = await start();
    await userEvent.keyboard('half a tag');
    dispatchEvent(new Event('pagehide'));
    expect(log.added).toEqual(['half a tag']);
  });

  it('adds a last used tag with one click where the paper has none', async () => {
    const log = await start([]);
    expect(
      page
        .getByRole('button', { name: /^Add / })
        .all()
        .map((button) => button.element().textContent),
    ).toEqual(['Add survey-2026', 'Add decoding', 'Add to cite']);
    await userEvent.click(page.getByRole('button', { name: 'Add to cite' }));
    expect(log.added).toEqual(['to cite']);
  });
});

describe('removing', () => {
  it('removes a tag by its button', async () => {
    const log = await start();
    await userEvent.click(page.getByRole('button', { name: 'Remove decoding' }));
    expect(log.removed).toEqual(['decoding']);
    expect(chips()).toEqual(['efficiency']);
  });

  it('arms the last tag with Backspace and removes it with the second', async () => {
    const log = await start();
    await userEvent.keyboard('{Backspace}');
    expect(log.removed).toEqual([]);
    expect(document.querySelector('.chip.armed')?.textContent).toBe('efficiency');
    expect(document.querySelector('[aria-live]')?.textContent).toContain('efficiency');
    await userEvent.keyboard('{Backspace}');
    expect(log.removed).toEqual(['efficiency']);
  });

  it('forgets the arming when something else is typed', async () => {
    const log = await start();
    await userEvent.keyboard('{Backspace}x{Backspace}{Backspace}');
    expect(log.removed).toEqual([]);
    expect(document.querySelector('.chip.armed')).not.toBeNull();
  });

  it('removes with a leading minus', async () => {
    const log = await start();
    await userEvent.keyboard('-eff');
    expect(options()).toEqual(['Remove efficiency']);
    await userEvent.keyboard('{Enter}');
    expect(log.removed).toEqual(['efficiency']);
    expect(log.added).toEqual([]);
  });
});

describe('a sign alone, and a name that is not there', () => {
  it('does nothing with a bare minus', async () => {
    const log = await start();
    await userEvent.keyboard('-');
    expect(options()).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(log).toMatchObject({ added: [], removed: [] });
    expect(chips()).toEqual(['decoding', 'efficiency']);
  });

  it('says where everyone sees it that there is no such tag', async () => {
    const log = await start();
    await userEvent.keyboard('-nonsense{Enter}');
    expect(log.removed).toEqual([]);
    await expect.element(field()).toHaveValue('-nonsense');
    const sentence = document.querySelector('.tag-said');
    expect(sentence?.textContent).toBe('No tag here is called that');
    expect(sentence?.getBoundingClientRect().height).toBeGreaterThan(10);
  });
});

describe('renaming', () => {
  const editor = (name: string) => page.getByRole('textbox', { name: `New name of ${name}` });

  it('begins with F2 in the field, for the last tag, and gives the focus back', async () => {
    const log = await start();
    await userEvent.keyboard('{F2}');
    await expect.element(editor('efficiency')).toHaveFocus();
    await userEvent.keyboard('speed{Enter}');
    expect(log.renamed).toEqual(['efficiency > speed']);
    expect(chips()).toEqual(['decoding', 'speed']);
    await expect.element(field()).toHaveFocus();
  });

  it('begins with F2 on the button of a chip, and with a double click', async () => {
    const log = await start();
    (page.getByRole('button', { name: 'Remove decoding' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{F2}');
    await expect.element(editor('decoding')).toHaveFocus();
    await userEvent.keyboard('other{Escape}');
    await expect.element(field()).toHaveFocus();
    expect(log.renamed).toEqual([]);
    await userEvent.dblClick(page.getByText('efficiency'));
    await expect.element(editor('efficiency')).toHaveFocus();
    await userEvent.click(field());
    expect(chips()).toEqual(['decoding', 'efficiency']);
  });

  it('says before Enter that two tags will be one, and why a name is none', async () => {
    const log = await start();
    await userEvent.keyboard('{F2}');
    await userEvent.keyboard('LLM');
    await expect
      .element(page.getByText('“llm” exists: Enter joins the two tags, and 14 papers move.'))
      .toBeVisible();
    expect(log.renamed).toEqual([]);
    await userEvent.keyboard('/{Enter}');
    await expect.element(page.getByText('A tag needs a word on each side of /')).toBeVisible();
    await expect.element(editor('efficiency')).toHaveValue('LLM/');
  });
});

describe('leaving', () => {
  it('leaves with Enter on the empty field', async () => {
    const log = await start();
    await userEvent.keyboard('{Enter}');
    expect(log.left).toEqual(['enter']);
  });

  it('clears with Esc first, then leaves', async () => {
    const log = await start();
    await userEvent.keyboard('abc{Escape}');
    await expect.element(field()).toHaveValue('');
    expect(log.left).toEqual([]);
    await userEvent.keyboard('{Escape}');
    expect(log.left).toEqual(['escape']);
    expect(log.added).toEqual([]);
  });
});
