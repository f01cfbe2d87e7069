/** The address bar and the menu of a selection, sent as the browser sends them to the worker. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOperation } from '../../lib/messages/new-operation.ts';
import { ChromiumExtension } from './extension.ts';
import { LOOKAHEAD } from './made-pages.ts';

let extension: ChromiumExtension;

beforeAll(async () => {
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(() => extension.close());

interface Suggestion {
  readonly content: string;
  readonly description: string;
}

/** Sends one of the browser's events to the living worker. */
async function dispatch(event: 'entered' | 'clicked', ...data: readonly unknown[]): Promise<void> {
  const worker = await extension.worker();
  await worker.evaluate(
    ([name, args]) => {
      const sent =
        name === 'entered' ? chrome.omnibox.onInputEntered : chrome.contextMenus.onClicked;
      if (!('dispatch' in sent) || typeof sent.dispatch !== 'function')
        throw new Error('events cannot be dispatched in this browser');
      sent.dispatch(...args);
    },
    [event, data] as const,
  );
}

async function suggestionsFor(text: string): Promise<readonly Suggestion[]> {
  const worker = await extension.worker();
  return worker.evaluate(
    (typed) =>
      new Promise<Suggestion[]>((answer) => {
        const sent = chrome.omnibox.onInputChanged;
        if (!('dispatch' in sent) || typeof sent.dispatch !== 'function')
          throw new Error('events cannot be dispatched in this browser');
        sent.dispatch(typed, answer);
      }),
    text,
  );
}

/** What the browser says of a description: it refuses what is not its kind of XML. */
async function refusalOf(description: string): Promise<string | null> {
  const worker = await extension.worker();
  return worker.evaluate(async (given) => {
    try {
      await chrome.omnibox.setDefaultSuggestion({ description: given });
      return null;
    } catch (error) {
      return String(error);
    }
  }, description);
}

const HOSTILE = '</match><url>x & y</url> "quoted" \u0000\u0008\ud800 <script>';

describe('the address bar', () => {
  it('suggests the papers of the catalogue, with what was found', async () => {
    const [first] = await suggestionsFor('lookahead decod');
    expect(first?.description).toContain('<match>');
    expect(first?.description.replace(/<.*?>/g, '')).toContain(LOOKAHEAD);
    expect(await refusalOf(first?.description ?? '')).toBeNull();
  });

  it('gives descriptions that the browser takes, whatever a title holds', async () => {
    expect(await refusalOf('a < b')).not.toBeNull();
    await extension.ask(
      'change',
      newOperation({
        kind: 'add-papers',
        papers: [
          {
            title: `Hostilities ${HOSTILE}`,
            abstract: '',
            authors: [HOSTILE],
            year: 2024,
            venue: '',
            identifiers: [{ scheme: 'arxiv', value: '2401.00001' }],
            links: [],
          },
        ],
        source: { kind: 'paste', name: 'test' },
      }),
    );
    const [first] = await suggestionsFor('hostilities quoted');
    expect(first?.content).toBe('https://arxiv.org/abs/2401.00001');
    expect(first?.description).toContain('&#60;script&#62;');
    expect(await refusalOf(first?.description ?? '')).toBeNull();
  });

  it('opens the library with a query that no paper answers', async () => {
    const opened = extension.context.waitForEvent('page');
    await dispatch('entered', 'frobnicated zyzzyva', 'newForegroundTab');
    const page = await opened;
    await page.waitForURL(extension.url('library.html?q=frobnicated+zyzzyva'));
    const field = page.getByRole('combobox', { name: 'Search papers' });
    await expect.poll(() => field.inputValue()).toBe('frobnicated zyzzyva');
    await page.close();
  });
});

describe('the menu of selected text', () => {
  it('is there after the installation', async () => {
    const worker = await extension.worker();
    await worker.evaluate(() => chrome.contextMenus.update('search-selection', { enabled: true }));
    await expect(
      worker.evaluate(() => chrome.contextMenus.update('another', { enabled: true })),
    ).rejects.toThrow();
  });

  it('searches the library', async () => {
    const opened = extension.context.waitForEvent('page');
    await dispatch('clicked', { menuItemId: 'search-selection', selectionText: `“${LOOKAHEAD}”` });
    const page = await opened;
    await page.getByRole('option', { name: LOOKAHEAD }).first().waitFor();
    await page.close();
  });

  it('searches as the first act of a worker', async () => {
    await extension.stopWorker();
    const opened = extension.context.waitForEvent('page');
    await dispatch('clicked', { menuItemId: 'search-selection', selectionText: LOOKAHEAD });
    const page = await opened;
    await page.getByRole('option', { name: LOOKAHEAD }).first().waitFor();
    await page.close();
  });
});
