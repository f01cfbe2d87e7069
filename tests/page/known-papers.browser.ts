import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Candidate, PageToBackground } from '../../lib/messages/protocol.ts';
import { startKnownPapers } from '../../lib/page/known-papers.ts';
import type { MarkingDeps } from '../../lib/page/marking.ts';
import { startMarks } from '../../lib/page/marks.ts';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { confirm, get, knowing, paperOf, pause, stage, testSignal, until } from './stage.ts';

const TITLE = 'Speculative Decoding with Big Little Decoder';
const OTHER = 'Break the Sequential Dependency of LLM Inference';
const ABS = 'https://arxiv.org/abs/2302.07863';
const known = knowing([TITLE, OTHER], { 'arxiv:2302.07863': 0 });

type Report = Parameters<PageToBackground['reportPage']>[0];

function start(
  options: {
    titles?: boolean;
    answer?: (candidate: Candidate) => ReturnType<typeof confirm> | null;
  } = {},
  signal = testSignal(),
) {
  const answer = options.answer ?? (({ row, kind }) => confirm(row, kind));
  const asked: Candidate[][] = [];
  const reports: Report[] = [];
  const errors: unknown[] = [];
  const deps: MarkingDeps = {
    keysOfUrl,
    async recognise({ candidates }) {
      asked.push([...candidates]);
      return { answers: candidates.map(answer) };
    },
    reportPage: async (report) => void reports.push(report),
    announceCard: async () => undefined,
    cardUnavailable: async () => undefined,
    card: { url: 'about:blank', origin: location.origin },
    onError: (error) => errors.push(error),
  };
  const startMarking = vi.fn(async () => startMarks(deps, signal));
  const papers = startKnownPapers(
    {
      known,
      titles: options.titles ?? true,
      isMainFrame: true,
      startMarking,
      onError: (error) => errors.push(error),
    },
    signal,
  );
  return { papers, asked, reports, errors, startMarking };
}

const painted = () =>
  [...CSS.highlights]
    .filter(([name]) => name.startsWith('manicule-'))
    .flatMap(([, ranges]) => [...ranges])
    .map((range) => range.startContainer.parentElement?.id ?? '')
    .sort();

describe('a page without a full hit', () => {
  it('is not touched, and the worker is not asked', async () => {
    stage(
      '<p>Speculative Decoding with Big Little</p><a href="https://arxiv.org/abs/1111.11111">x</a>',
    );
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const { startMarking, asked, papers } = start();
    await pause(300);
    expect(startMarking).not.toHaveBeenCalled();
    expect(asked).toEqual([]);
    expect(papers.marking()).toBeNull();
    expect(CSS.highlights.size).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([]);
    expect(changes).toEqual([]);
    observer.disconnect();
  });
});

describe('a page with known papers', () => {
  it('asks once, paints and reports', async () => {
    stage(`<p id="a">${TITLE}</p><p id="b">${OTHER} <a href="${ABS}">[1]</a></p>`);
    const { asked, reports, errors } = start();
    await until(() => painted().length === 3);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.map(({ kind, row }) => [kind, row])).toEqual([
      ['title', 0],
      ['link', 0],
      ['title', 1],
    ]);
    expect(reports.map(({ papers, partly, self }) => [papers.length, partly, self])).toEqual([
      [2, false, null],
    ]);
    expect(errors).toEqual([]);
  });

  it('marks nothing that the worker denies, and does not ask again', async () => {
    const main = stage(`<p id="a">${TITLE}</p>`);
    const { asked, reports } = start({ answer: () => null });
    await until(() => asked.length === 1);
    get('#a', main).replaceWith(get('#a', main).cloneNode(true));
    await pause(600);
    expect(asked).toHaveLength(1);
    expect(reports).toEqual([]);
    expect(painted()).toEqual([]);
  });

  it('sees content that arrives later, and links whose address changes', async () => {
    const main = stage('<div id="list"></div><p><a id="link" href="https://example.org">x</a></p>');
    const { startMarking, reports } = start();
    await pause(200);
    const item = document.createElement('p');
    item.id = 'late';
    item.append(TITLE);
    get('#list', main).append(item);
    await until(() => painted().includes('late'), 'the late mark');
    get('#link', main).setAttribute('href', ABS);
    await until(() => painted().includes('link'), 'the changed link');
    expect(startMarking).toHaveBeenCalledTimes(1);
    expect(reports.at(-1)?.papers[0]?.occurrences).toBe(2);
  });

  it('sees text that is put together bit by bit', async () => {
    const main = stage(`<p id="a">${TITLE.slice(0, 20)}</p>`);
    start();
    await pause(200);
    get('#a', main).append(TITLE.slice(20));
    await until(() => painted().length === 1);
    const text = get('#a', main).firstChild;
    if (text instanceof Text) text.data = 'Other text and ';
    await until(() => painted().length === 0, 'the mark to go');
  });

  it('drops the marks of what was taken away', async () => {
    const main = stage(`<p id="a">${TITLE}</p><p id="b">${OTHER}</p>`);
    const { reports } = start();
    await until(() => painted().length === 2);
    get('#a', main).remove();
    await until(() => painted().length === 1, 'the mark to go');
    await until(() => reports.at(-1)?.papers.length === 1, 'the report');
  });

  it('marks what was hidden when it comes to be seen', async () => {
    const main = stage(`<details><summary>More</summary><p id="a">${TITLE}</p></details>`);
    const { asked } = start();
    await pause(300);
    expect(asked).toEqual([]);
    get('details', main).setAttribute('open', '');
    await until(() => painted().includes('a'), 'the mark');
    expect(asked).toHaveLength(1);
  });

  const reveals = [
    {
      name: 'a visibility set by a script',
      style: 'visibility:hidden',
      act: (box: HTMLElement) => box.style.setProperty('visibility', 'visible'),
    },
    {
      name: 'an attribute taken away',
      style: '',
      attribute: 'hidden',
      act: (box: HTMLElement) => box.removeAttribute('hidden'),
    },
    {
      name: 'a class that faded everything',
      style: '',
      attribute: 'class="faded"',
      act: (box: HTMLElement) => box.removeAttribute('class'),
    },
    {
      name: 'a display that a style sheet gave',
      style: '',
      attribute: 'class="gone"',
      act: () => get('#sheet').remove(),
    },
    {
      name: 'an opacity that a style sheet gave',
      style: '',
      attribute: 'class="faded"',
      act: () => get('#sheet').remove(),
    },
  ];
  for (const { name, style, attribute = '', act } of reveals) {
    it(`marks what comes to be seen without a click: ${name}`, async () => {
      const main = stage(
        `<div style="${style}" ${attribute} id="box"><p id="a">${TITLE}</p></div><p id="b">${OTHER}</p>`,
      );
      const sheet = document.createElement('style');
      sheet.id = 'sheet';
      sheet.textContent = '.faded { opacity: 0 } .gone { display: none }';
      main.prepend(sheet);
      const { reports } = start();
      await until(() => painted().includes('b'));
      await pause(600);
      expect(painted()).toEqual(['b']);
      act(get('#box', main));
      await until(() => painted().length === 2, 'the mark');
      expect(reports.at(-1)?.papers).toHaveLength(2);
    });
  }

  it('marks a menu while the pointer shows it', async () => {
    const main = stage(
      `<style>#menu { visibility: hidden } nav:hover #menu { visibility: visible }</style><nav>Menu<p id="menu">${TITLE}</p></nav><p id="elsewhere">Nothing</p>`,
    );
    // Away from where an earlier test left the pointer.
    await userEvent.hover(get('#elsewhere', main));
    start();
    // Longer than the waits without a sign.
    await pause(4_500);
    expect(painted()).toEqual([]);
    await userEvent.hover(get('nav', main), { position: { x: 5, y: 5 } });
    await until(() => painted().length === 1, 'the mark');
  });

  it('forgets what is hidden later, and marks it again', async () => {
    const main = stage(`<p id="a">${TITLE}</p><p id="b">${OTHER}</p>`);
    const { reports } = start();
    await until(() => painted().length === 2);
    get('#a', main).style.visibility = 'hidden';
    await until(() => reports.at(-1)?.papers.length === 1, 'the report');
    await until(() => painted().length === 1);
    get('#a', main).style.visibility = '';
    await until(() => painted().length === 2, 'the mark again');
  });

  it('marks again when the page took all highlights away', async () => {
    stage(`<p id="a">${TITLE}</p>`);
    start();
    await until(() => painted().length === 1);
    CSS.highlights.clear();
    await until(() => painted().length === 1, 'the mark again');
  });

  it('sees what is written into a shadow tree later', async () => {
    const main = stage('<div id="host"></div>');
    const root = get('#host', main).attachShadow({ mode: 'open' });
    start();
    await pause(200);
    const item = document.createElement('p');
    item.id = 'inside';
    item.append(TITLE);
    root.append(item);
    await until(() => painted().includes('inside'), 'the mark');
  });

  it('is not disturbed by writing', async () => {
    const main = stage('<div id="editor" contenteditable="true"></div>');
    const { asked } = start();
    await pause(200);
    get('#editor', main).append(TITLE);
    await pause(500);
    expect(asked).toEqual([]);
  });

  it('takes everything back', async () => {
    stage(`<p id="a">${TITLE}</p>`);
    const before = document.documentElement.outerHTML;
    const life = new AbortController();
    const { errors } = start({}, life.signal);
    await until(() => painted().length === 1);
    life.abort();
    expect(painted()).toEqual([]);
    stage(`<p>${OTHER}</p>`).remove();
    await pause(400);
    expect(painted()).toEqual([]);
    expect(document.documentElement.outerHTML).toBe(before);
    expect(errors).toEqual([]);
  });

  it('asks again about everything when the catalogue changed', async () => {
    stage(`<p id="a">${TITLE}</p>`);
    let slot: 1 | null = null;
    const { papers, asked } = start({
      answer: ({ row, kind }) => ({
        ...confirm(row, kind),
        paint: { marked: true, slot, setAside: false },
      }),
    });
    await until(() => CSS.highlights.has('manicule-light-neutral-rest'));
    slot = 1;
    papers.marking()?.refresh();
    await until(() => CSS.highlights.has('manicule-light-1-rest'), 'the new colour');
    expect(asked).toHaveLength(2);
    expect(CSS.highlights.has('manicule-light-neutral-rest')).toBe(false);
  });
});

describe('the page itself', () => {
  it('is seen after a navigation within the page', async () => {
    const before = location.href;
    stage(`<p id="a">${TITLE}</p>`);
    const { reports } = start();
    await until(() => reports.length === 1);
    history.pushState(null, '', '?10.48550/arXiv.2302.07863');
    await until(() => reports.length === 2, 'the second report');
    history.replaceState(null, '', before);
  });
});

it('goes from mark to mark, round the page', async () => {
  stage(`<p id="a">${TITLE}</p><div style="height:3000px"></div><p id="b">${OTHER}</p>`);
  const { papers } = start();
  await until(() => painted().length === 1);
  const walked = () =>
    [...CSS.highlights].filter(([name]) => name.endsWith('walked')).flatMap(([, at]) => [...at])[0]
      ?.startContainer.parentElement?.id;
  expect(papers.marking()?.walk('next')).toBe(true);
  await until(() => walked() === 'a');
  papers.marking()?.walk('next');
  await until(() => walked() === 'b');
  expect(get('#b').getBoundingClientRect().top).toBeLessThan(innerHeight);
  papers.marking()?.walk('next');
  await until(() => walked() === 'a');
  papers.marking()?.walk('previous');
  await until(() => walked() === 'b');
  expect(papers.marking()?.show(paperOf(0))).toBe(true);
  await until(() => walked() === 'a');
});

it('takes at most 2,000 hits of a page and says that there are more', async () => {
  stage(Array.from({ length: 3_000 }, (_, index) => `<p>${TITLE} ${index}</p>`).join(''));
  const { papers, asked } = start();
  // A long page, which a busy machine takes its time for.
  await until(() => asked.length > 0, 'the question', 20_000);
  expect(asked[0]?.length).toBeLessThanOrEqual(2_000);
  expect(papers.isPartly()).toBe(true);
}, 30_000);
