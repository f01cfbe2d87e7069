import type { Frame, Locator, Page } from 'playwright-core';
import { marksOf } from './extension.ts';

const CARD_WAIT_MS = 5_000;
const POLL_MS = 40;

/** The hover card as a user meets it: a frame of the extension inside the page. */
export class Card {
  readonly page: Page;
  readonly frame: Frame;
  readonly tagField: Locator;

  private constructor(page: Page, frame: Frame) {
    this.page = page;
    this.frame = frame;
    this.tagField = frame.getByRole('combobox', { name: /^Tags/ });
  }

  /** Rests the pointer on the first mark of that text until the card shows the paper of that title, or of `paper`. */
  static async hover(page: Page, title: string, paper = title): Promise<Card> {
    const mark = (await marksOf(page)).find(({ text }) => text === title);
    if (mark === undefined) throw new Error(`no mark of "${title}"`);
    const scrolled = await page.evaluate(() => ({ x: scrollX, y: scrollY }));
    const x = mark.box.left - scrolled.x + Math.min(40, mark.box.width / 2);
    const y = mark.box.top - scrolled.y + mark.box.height / 2;
    await page.mouse.move(x - 30, y + 200);
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
    return Card.shown(page, paper);
  }

  /** The card once it shows that paper. */
  static async shown(page: Page, title: string): Promise<Card> {
    const until = Date.now() + CARD_WAIT_MS;
    let seen = 'no frame of the card';
    while (Date.now() < until) {
      const frame = cardFrame(page);
      if (frame !== undefined) {
        const text = await frame
          .locator('body')
          .textContent()
          .catch(() => null);
        const visible = await isVisible(frame);
        seen = `${visible ? 'a card' : 'a hidden card'} with "${text}"`;
        if (visible && text?.includes(title) === true) return new Card(page, frame);
      }
      await page.waitForTimeout(POLL_MS);
    }
    throw new Error(`the card does not show "${title}": ${seen}`);
  }

  async text(): Promise<string> {
    return (await this.frame.locator('body').textContent()) ?? '';
  }

  chip(tag: string): Locator {
    return this.frame.getByRole('button', { name: `Remove ${tag}`, exact: true });
  }

  /** By pointer, after the half second in which the card takes no clicks. */
  async addTag(name: string): Promise<void> {
    await this.page.waitForTimeout(600);
    await this.tagField.click();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await this.chip(name).waitFor();
  }

  /** Until the card is gone from sight. */
  async gone(): Promise<void> {
    const until = Date.now() + CARD_WAIT_MS;
    while (Date.now() < until) {
      if (!(await isVisible(this.frame))) return;
      await this.page.waitForTimeout(POLL_MS);
    }
    throw new Error('the card is still there');
  }
}

async function isVisible(frame: Frame): Promise<boolean> {
  if (frame.isDetached()) return false;
  const element = await frame.frameElement().catch(() => null);
  return element !== null && (await element.isVisible());
}

function cardFrame(page: Page): Frame | undefined {
  return page.frames().find((frame) => /^chrome-extension:\/\/[^/]+\/card\.html/.test(frame.url()));
}
