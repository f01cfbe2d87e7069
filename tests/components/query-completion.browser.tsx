/** Completion in the search field of popup and library: what it takes, and what it leaves alone. */
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '../../components/popup/Popup.tsx';
import { completeFrom, type FakePorts, fakePorts } from './fake-ports.ts';
import { closeLibrary, openLibrary } from './library/library-stage.tsx';
import { paperAt } from './sample.ts';
import { clearStage, settle, show } from './stage.tsx';

const field = () => page.getByRole('combobox', { name: 'Search papers' });
const offered = () =>
  [...document.querySelectorAll('.query-option-text')].map(({ textContent }) => textContent);
const active = () =>
  document.querySelector('.query-option[aria-selected=true] .query-option-text')?.textContent;
const press = async (keys: string) => {
  await userEvent.keyboard(keys);
  await settle();
};

async function openPopup(): Promise<FakePorts> {
  const ports = fakePorts();
  await show({ width: 400, height: 560, content: () => <Popup ports={ports} /> });
  return ports;
}

describe.each(['popup', 'library'] as const)('completion in the %s', (place) => {
  afterEach(place === 'popup' ? clearStage : closeLibrary);
  const open = () => (place === 'popup' ? openPopup() : openLibrary());

  it('offers the values of an operator, and Enter takes the first', async () => {
    await open();
    await press('tag:');
    expect(offered()).toContain('tag:decoding');
    await press('de');
    expect(offered()).toEqual(['tag:decoding']);
    expect(active()).toBe('tag:decoding');
    await press('{Enter}');
    await expect.element(field()).toHaveValue('tag:decoding ');
    expect(offered()).toEqual([]);
    await expect.element(field()).toHaveFocus();
  });

  it('goes through them with the arrows, and Tab takes one, in quotes where it has a space', async () => {
    await open();
    await press('tag:');
    expect(active()).toBe('tag:decoding');
    await press('{ArrowDown}');
    expect(active()).toBe('tag:efficiency');
    await press('{ArrowUp}{Backspace}{Backspace}{Backspace}{Backspace}tag:to{Tab}');
    await expect.element(field()).toHaveValue('tag:"to cite" ');
  });

  it('puts a value between other words, and the caret behind it', async () => {
    await open();
    await press('tag:de universal{Home}');
    await press('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    await press('c{Tab}big ');
    await expect.element(field()).toHaveValue('tag:decoding big universal');
  });

  it('closes with Esc, and leaves the query', async () => {
    await open();
    await press('tag:de{Escape}');
    expect(offered()).toEqual([]);
    await expect.element(field()).toHaveValue('tag:de');
  });

  it('takes no Enter for a value that is whole', async () => {
    await open();
    await press('tag:decoding');
    expect(offered()).toEqual([]);
  });

  it('offers operators after a rest, and leaves the arrows to the papers', async () => {
    await open();
    await press('decoding au');
    expect(offered()).toEqual([]);
    await expect.poll(offered).toEqual(['author:']);
    expect(active()).toBeUndefined();
    await press('{Tab}');
    await expect.element(field()).toHaveValue('decoding author:');
  });

  it('names the list that is open for a reader', async () => {
    await open();
    await press('tag:');
    const input = field().element();
    const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    expect(option?.textContent).toMatch(/^tag:decoding/);
    const [first = ''] = (input.getAttribute('aria-controls') ?? '').split(' ');
    expect(document.getElementById(first)?.getAttribute('role')).toBe('listbox');
  });
});

it('Enter takes nothing that was offered for the text before', async () => {
  let isSlow = false;
  const ports = fakePorts({
    complete: (query, caret) =>
      isSlow ? new Promise(() => {}) : Promise.resolve(completeFrom(query, caret)),
  });
  await show({ width: 400, height: 560, content: () => <Popup ports={ports} /> });
  await press('tag:d');
  expect(active()).toBe('tag:decoding');
  isSlow = true;
  await press('x{Enter}');
  await expect.element(field()).toHaveValue('tag:dx');
  clearStage();
});

describe('keys that are not for completion', () => {
  afterEach(clearStage);

  it('choose and open papers while an operator is only offered', async () => {
    const ports = await openPopup();
    await press('st');
    await expect.poll(offered).toEqual(['status:']);
    await press('{ArrowDown}{Enter}');
    await expect.element(field()).toHaveValue('st');
    expect(ports.places).toEqual([{ kind: 'paper', paperId: paperAt(4).id }]);
  });
});
