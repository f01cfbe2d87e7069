import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { titleOnly } from '../../../lib/paper/title-only.ts';
import { settle } from '../stage.tsx';
import { closeLibrary, openLibrary } from './library-stage.tsx';

afterEach(closeLibrary);

const input = () => page.getByLabelText('Import files', { exact: true });
const said = () => document.querySelector('.import-said')?.textContent;
const line = () => document.querySelector('.import-line')?.textContent ?? '';
const jsonLines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({ title: `On the number ${from + index}`, year: 2020 }),
  ).join('\n');
const fileOf = (text: string, name = 'papers.jsonl') =>
  new File([text], name, { lastModified: 1_700_000_000_000 });
const gzip = async (text: string) =>
  new File(
    [
      await new Response(
        new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')),
      ).blob(),
    ],
    'papers.jsonl.gz',
  );

/** As a drag from the desktop ends: the file keeps its date, which an upload in a test does not. */
function drop(file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
  document.querySelector('.drop-area')?.dispatchEvent(event);
}

/** A gate that the worker waits at before each chunk. */
function gate() {
  let open = Promise.withResolvers<void>();
  let waiting = 0;
  return {
    async wait() {
      waiting += 1;
      await open.promise;
      waiting -= 1;
    },
    /** Lets one chunk through, when it is there. */
    async release() {
      await expect.poll(() => waiting).toBe(1);
      open.resolve();
      open = Promise.withResolvers<void>();
    },
    always() {
      open.resolve();
    },
  };
}

describe('importing a file', () => {
  it('ends with what was added, merged and skipped, and lists what could not be read', async () => {
    const ports = await openLibrary('?#import');
    ports.worker.titles.add('On the number 3');
    const text = `${jsonLines(1200)}\nnot a paper\n`;
    await userEvent.upload(input(), fileOf(text));
    await expect.poll(said).toBe('1,199 added, 1 merged, 1 skipped');
    await expect.element(page.getByText('1 line was skipped')).toBeVisible();
    await expect
      .element(page.getByRole('row', { name: '1,201 Not JSON not a paper' }))
      .toBeVisible();
    expect(ports.worker.titles.size).toBe(1200);
    await userEvent.click(page.getByRole('button', { name: 'Done' }));
    expect(said()).toBe('');
  });

  it('takes gzipped files, and several', async () => {
    const ports = await openLibrary('?#import');
    await userEvent.upload(input(), [await gzip(jsonLines(700)), fileOf(jsonLines(100, 650))]);
    await expect.poll(said).toBe('750 added, 50 merged, 0 skipped');
    expect(ports.worker.titles.size).toBe(750);
  });

  it('tells how far it is, pauses, goes on', async () => {
    const ports = await openLibrary('?#import');
    const chunk = gate();
    ports.worker.beforeChunk = chunk.wait;
    await userEvent.upload(input(), fileOf(jsonLines(5000)));
    await expect.poll(said).toBe('Importing papers.jsonl');
    await chunk.release();
    await expect.poll(line).toMatch(/^500 of about [\d,]+ · [\d,]+ a second · \d+ s left$/);
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    chunk.always();
    await expect.poll(said).toBe('Paused');
    await settle();
    const sent = ports.worker.sent.length;
    await settle();
    expect(ports.worker.sent.length).toBe(sent);
    expect(sent).toBeLessThan(4);
    await userEvent.click(page.getByRole('button', { name: 'Resume' }));
    await expect.poll(said).toBe('5,000 added, 0 merged, 0 skipped');
  });

  it('goes on while another page is looked at, and is not lost there', async () => {
    const ports = await openLibrary('?#import');
    const chunk = gate();
    ports.worker.beforeChunk = chunk.wait;
    await userEvent.upload(input(), fileOf(jsonLines(1500)));
    await chunk.release();
    await userEvent.click(page.getByRole('link', { name: 'Settings' }));
    await expect.element(page.getByRole('link', { name: /^Importing 500 of/ })).toBeVisible();
    chunk.always();
    await userEvent.click(page.getByRole('link', { name: /^Import/ }));
    await expect.poll(said).toBe('1,500 added, 0 merged, 0 skipped');
  });

  it('is cancelled, and what is in stays in', async () => {
    const ports = await openLibrary('?#import');
    const chunk = gate();
    ports.worker.beforeChunk = chunk.wait;
    await userEvent.upload(input(), fileOf(jsonLines(5000)));
    await expect.poll(said).toBe('Importing papers.jsonl');
    await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
    chunk.always();
    await expect.poll(said).toMatch(/^Cancelled. What was read stays: 500 added, 0 merged/);
    expect(ports.worker.jobs.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it.each([
    ['cut short', (bytes: ArrayBuffer) => bytes.slice(0, bytes.byteLength / 2)],
    [
      'damaged',
      (bytes: ArrayBuffer) => {
        new Uint8Array(bytes).fill(0xff, bytes.byteLength / 2, bytes.byteLength / 2 + 500);
        return bytes;
      },
    ],
  ] as const)(
    'ends a gzipped file that is %s in an error, and keeps what is in',
    async (_, spoil) => {
      const ports = await openLibrary('?#import');
      ports.worker.beforeChunk = () => new Promise((resolve) => setTimeout(resolve, 50));
      const whole = await gzip(jsonLines(4000));
      const spoiled = new File([spoil(await whole.arrayBuffer())], 'papers.jsonl.gz');
      await userEvent.upload(input(), spoiled);
      await expect
        .poll(said)
        .toBe('papers.jsonl.gz could not be read to its end. What is in stays in.');
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(said()).toMatch(/could not be read/);
      expect(ports.worker.titles.size).toBeGreaterThanOrEqual(500);
    },
  );

  it('says of a file that is no text that it is no list of papers', async () => {
    await openLibrary('?#import');
    await userEvent.upload(input(), fileOf('%PDF-1.7\n1 0 obj\n', 'paper.pdf'));
    await expect.poll(said).toBe('This is not a list of papers');
  });

  it('is taken back, and tells what stayed', async () => {
    const ports = await openLibrary('?#import');
    ports.worker.titles.add('On the number 3');
    await userEvent.upload(input(), fileOf(jsonLines(1200)));
    await expect.poll(said).toBe('1,199 added, 1 merged, 0 skipped');
    ports.worker.handled.add('On the number 4');
    const undo = gate();
    ports.worker.beforeUndo = undo.wait;
    await userEvent.click(page.getByRole('button', { name: 'Take back this import' }));
    await undo.release();
    await undo.release();
    const bar = page.getByRole('progressbar', { name: 'Taking back the import' });
    await expect.poll(() => bar.element().getAttribute('aria-valuenow')).toBe('2');
    undo.always();
    await expect
      .poll(said)
      .toBe(
        'Taken back. 1,198 papers are out again. 1 paper stays; you have handled it, or it came from elsewhere too.',
      );
    expect([...ports.worker.titles]).toEqual(['On the number 3', 'On the number 4']);
    await userEvent.click(page.getByRole('button', { name: 'Done' }));
    expect(said()).toBe('');
  });

  it('fails with a reason, and continues where it stopped', async () => {
    const ports = await openLibrary('?#import');
    ports.worker.beforeChunk = (chunk) => {
      if (chunk === 2) throw new Error('QuotaExceededError');
    };
    await userEvent.upload(input(), fileOf(jsonLines(1700)));
    await expect.element(page.getByText('What happened: QuotaExceededError')).toBeVisible();
    const chunk = gate();
    ports.worker.beforeChunk = chunk.wait;
    ports.worker.sent.length = 0;
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await expect.poll(said).toBe('Continuing where it stopped. 1,000 papers are in already.');
    chunk.always();
    await expect.poll(said).toBe('1,700 added, 0 merged, 0 skipped');
    expect(ports.worker.sent.map(({ chunk: number }) => number)).toEqual([2, 3]);
  });
});

describe('an import that was broken off before', () => {
  it('is told of, and goes on when the same file is chosen', async () => {
    const file = fileOf(jsonLines(1200));
    const ports = await openLibrary('?#settings');
    ports.worker.jobs.push({
      id: 'old',
      fingerprint: `papers.jsonl|${file.size}|${file.lastModified}`,
      name: 'papers.jsonl',
      state: 'running',
      chunks: 1,
      added: 499,
      merged: 1,
      skipped: 0,
      startedAt: 0,
    });
    await userEvent.click(page.getByRole('link', { name: 'Import' }));
    await expect
      .element(page.getByText(/papers.jsonl was not imported to its end. 500 papers are in/))
      .toBeVisible();
    drop(file);
    await expect.poll(said).toBe('1,199 added, 1 merged, 0 skipped');
    expect(ports.worker.sent.map(({ chunk }) => chunk)).toEqual([1, 2]);
    expect(page.getByText(/was not imported to its end/).query()).toBe(null);
  });

  it('can be left as it is', async () => {
    const ports = await openLibrary('?#settings');
    await ports.worker.beginImport({ fingerprint: 'x', name: 'old.jsonl' });
    await userEvent.click(page.getByRole('link', { name: 'Import' }));
    await userEvent.click(page.getByRole('button', { name: 'Leave it as it is' }));
    await expect.poll(() => page.getByText(/old.jsonl/).query()).toBe(null);
    expect(ports.worker.jobs[0]?.state).toBe('cancelled');
  });
});

describe('a pasted list', () => {
  it('is looked through before anything is added', async () => {
    const ports = await openLibrary('?#import');
    await userEvent.fill(
      page.getByRole('textbox', { name: /titles and abstracts/ }),
      '{"title":"A new paper"}\n{broken\n{"title":"Universal Transformers"}\n{"title":"Another new paper"}',
    );
    await userEvent.click(page.getByRole('button', { name: 'Preview' }));
    await expect.element(page.getByText('2 new · 1 known · 1 unreadable')).toBeVisible();
    await expect.element(page.getByRole('row', { name: '2 Not JSON {broken' })).toBeVisible();
    const tick = (title: string) => page.getByRole('checkbox', { name: `Add ${title}` });
    await expect.element(tick('A new paper')).toBeChecked();
    await expect.element(tick('Universal Transformers')).not.toBeChecked();
    expect(ports.changes).toEqual([]);
    await userEvent.click(tick('Another new paper'));
    await userEvent.click(page.getByRole('button', { name: 'Add 1 paper' }));
    await expect.element(page.getByText('1 added, 0 merged, 0 skipped')).toBeVisible();
    expect(ports.changes).toEqual([
      {
        kind: 'add-papers',
        papers: [expect.objectContaining({ title: 'A new paper' })],
        source: { kind: 'paste', name: 'Paste a list' },
      },
    ]);
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await expect.poll(() => ports.undone.length).toBe(1);
  });
});

describe('papers that the popup left for a review', () => {
  it('are shown, and added when they are ticked', async () => {
    const ports = await openLibrary('?review=1#import', {
      review: {
        kind: 'page',
        drafts: [titleOnly('A paper of the page'), titleOnly('Universal Transformers')],
      },
    });
    await expect.element(page.getByText('1 new · 1 known · 0 unreadable')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Add 1 paper' }));
    await settle();
    expect(ports.changes).toMatchObject([
      { kind: 'add-papers', papers: [{ title: 'A paper of the page' }], source: { kind: 'page' } },
    ]);
    expect(location.search).toBe('');
  });
});
