import type { Locator, Page } from 'playwright-core';

/** The popup as a user meets it: by roles and names. */
export class Popup {
  readonly page: Page;
  readonly field: Locator;
  readonly options: Locator;
  readonly tagField: Locator;

  constructor(page: Page) {
    this.page = page;
    this.field = page.getByRole('combobox', { name: 'Search papers' });
    this.options = page.getByRole('listbox', { name: 'Papers', exact: true }).getByRole('option');
    this.tagField = page.getByRole('combobox', { name: /^Tags/ });
  }

  /** Titles of the options shown, first line of each. */
  async titles(): Promise<string[]> {
    const texts = await this.options.allInnerTexts();
    return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
  }

  async search(query: string): Promise<void> {
    await this.field.fill(query);
  }

  /**
   * The place (from 1) at which the paper stands once the results are those of the query; null where
   * it has not come among the first `within` in time.
   */
  async placeOf(title: string, within: number, timeoutMs = 3_000): Promise<number | null> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const place = (await this.titles()).slice(0, within).indexOf(title) + 1;
      if (place > 0) return place;
      if (Date.now() > until) return null;
      await this.page.waitForTimeout(15);
    }
  }

  /** Tags the selected paper by keyboard: Tab to its row, `t`, the name, Enter. */
  async tagSelected(name: string): Promise<void> {
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('t');
    await this.tagField.waitFor();
    await this.tagField.fill(name);
    await this.page.keyboard.press('Enter');
    await this.chip(name).waitFor();
  }

  /** The chip of a tag on the selected paper, by the button that takes it away. */
  chip(name: string): Locator {
    return this.page.getByRole('button', { name: `Remove ${name}`, exact: true });
  }
}
