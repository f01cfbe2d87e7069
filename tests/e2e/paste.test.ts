/** A list of references pasted into the search field, from the popup to the papers that it adds. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChromiumExtension } from './extension.ts';
import { Popup } from './popup.ts';

const DRAFTER = 'Recurrent Drafter for Fast Speculative Decoding in Large Language Models';
const EMBEDDERS = 'Language Models are Universal Embedders';
const NEW = 'A Wholly New Paper on Old Things';
const LIST = [
  'References',
  '[1] A. Author, B. Author, and C. Author. Recurrent drafter for fast specu-',
  'lative decoding in large language models. In NeurIPS, 2023.',
  `[2] Jane Doe and Max Mustermann. ${NEW}. ICML, 2024. arXiv:2405.00001`,
  `[3] X. Zhang et al. ${EMBEDDERS}. arXiv preprint, 2023.`,
  '[4] 2405.00002',
].join('\n');

let extension: ChromiumExtension;

beforeAll(async () => {
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(() => extension.close());

/** Copies a text in one page of the browser and pastes it in another, by the keys. */
async function paste(text: string, into: Page): Promise<void> {
  const source = await extension.openLibrary('#import');
  await source.locator('textarea').fill(text);
  await source.keyboard.press('Control+a');
  await source.keyboard.press('Control+c');
  await source.close();
  await into.bringToFront();
  await into.keyboard.press('Control+v');
}

describe('a pasted list', () => {
  it('is told in known and new by the popup, reviewed in the library, and added', async () => {
    const popup = new Popup(await extension.openPopup());
    await popup.field.focus();
    await paste(LIST, popup.page);
    await popup.page.getByText('2 of 3 known, 1 new').waitFor();
    expect(await popup.titles()).toEqual([DRAFTER, EMBEDDERS]);

    const opened = popup.page.context().waitForEvent('page');
    await popup.page.keyboard.press('Enter');
    const library = await opened;
    await library.getByText('1 new · 2 known · 1 unreadable').waitFor();
    await library.getByRole('row', { name: /^6 An id or an address alone/ }).waitFor();
    await library.getByRole('button', { name: 'Add 1 paper' }).click();
    await library.getByText('1 added, 0 merged, 0 skipped').waitFor();
    await library.close();
  });

  it('has its new paper found afterwards, by its id and its title', async () => {
    const popup = new Popup(await extension.openPopup());
    await popup.search('https://arxiv.org/pdf/2405.00001v2');
    expect(await popup.placeOf(NEW, 1)).toBe(1);
    await popup.search('');
    await paste(LIST, popup.page);
    await popup.page.getByText('All 3 are yours').waitFor();
    await popup.page.close();
  });

  it('goes from the library’s own field to the review', async () => {
    const library = await extension.openLibrary();
    await library.getByRole('combobox', { name: 'Search papers' }).focus();
    await paste(`@misc{a, title={${EMBEDDERS}}}\n@misc{b, title={{Another} New One}}`, library);
    await library.getByText('1 new · 1 known · 0 unreadable').waitFor();
    await library.close();
  });
});

describe('an id that no paper has', () => {
  it('is added by the title that it is given', async () => {
    const popup = new Popup(await extension.openPopup());
    await popup.search('arXiv:2405.00003');
    await popup.page.getByRole('textbox', { name: /by its title/ }).fill('Its Title');
    await popup.page.keyboard.press('Enter');
    expect(await popup.placeOf('Its Title', 1)).toBe(1);
    await popup.search('2405.00003');
    expect(await popup.placeOf('Its Title', 1)).toBe(1);
    await popup.page.close();
  });
});

it('a list of hundreds is compared', async () => {
  const popup = new Popup(await extension.openPopup());
  await popup.field.focus();
  const lines = Array.from(
    { length: 600 },
    (_, index) =>
      `[${index}] A. Author and B. Author. On the ${index} Uses of Something Quite New. In Proceedings of Things, pages 1–9, 2024.`,
  );
  await paste([...lines, `[601] ${DRAFTER}. 2023.`].join('\n'), popup.page);
  await popup.page.getByText('1 of 601 known, 600 new').waitFor();
  await popup.page.close();
});
