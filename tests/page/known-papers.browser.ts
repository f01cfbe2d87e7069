import { afterEach, describe, expect, it, vi } from 'vitest';
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
    /** What happens while a question or a report is on its way. */
    during?: () => Promise<void>;
    answer?: (candidate: Candidate) => ReturnType<typeof confirm> | null;
  } = {},
  signal = testSignal(),
) {
  const answer = options.answer ?? (({ row, kind }) => confirm(row, kind));
  const asked: Candidate[][] = [];
  const reports: Report[] = [];
  const errors: unknown[] = [];
  const prepareRules = vi.fn(() => Promise.resolve());
  const deps: MarkingDeps = {
    keysOfUrl,
    async recognise({ candidates }) {
      asked.push([...candidates]);
      await options.during?.();
      return { answers: candidates.map(answer) };
    },
    async reportPage(report) {
      reports.push(report);
      await options.during?.();
    },
    prepareRules,
    announceCard: async () => undefined,
    cardUnavailable: async () => undefined,
    card: { url: 'about:blank', origin: location.origin },
    onError: (error) => errors.push(error),
  };
  const onNothing = vi.fn();
  const startMarking = vi.fn(async () => startMarks(deps, signal));
  const papers = startKnownPapers(
    {
      known,
      titles: options.titles ?? true,
      isMainFrame: true,
      onNothing,
      startMarking,
      onError: (error) => errors.push(error),
    },
    signal,
  );
  return { papers, asked, reports, errors, onNothing, startMarking, prepareRules };
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
    const { startMarking, onNothing, asked, papers } = start();
    await pause(300);
    expect(startMarking).not.toHaveBeenCalled();
    expect(onNothing).toHaveBeenCalled();
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
    expect(asked[0]?.map(({ kind, row }) => `${kind} ${row}`).sort()).toEqual([
      'link 0',
      'title 0',
      'title 1',
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

  for (const [name, value] of [
    ['contenteditable', 'true'],
    ['role', 'textbox'],
  ] as const) {
    it(`leaves what becomes an editor by its ${name}, and comes back`, async () => {
      const main = stage(`<p id="a">${TITLE}</p><p id="b">${OTHER}</p>`);
      start();
      await until(() => painted().length === 2);
      // The waits without a sign are long by then.
      await pause(2_000);
      get('#a', main).setAttribute(name, value);
      await pause(800);
      expect(painted()).toEqual(['b']);
      get('#a', main).removeAttribute(name);
      await pause(800);
      expect(painted()).toEqual(['a', 'b']);
    });
  }

  it('marks what was written in an editor once it is one no more', async () => {
    const main = stage(`<ul id="a" contenteditable="true"><li id="b">${TITLE}</li></ul>`);
    start();
    await pause(1_500);
    expect(painted()).toEqual([]);
    get('#a', main).removeAttribute('contenteditable');
    await until(() => painted().length === 1, 'the mark');
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

const showTab = (state: 'visible' | 'hidden') => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};

describe('a hidden tab', () => {
  afterEach(() => {
    showTab('visible');
    Reflect.deleteProperty(document, 'visibilityState');
  });

  it('is not read until it is shown', async () => {
    stage(`<p id="a">${TITLE}</p>`);
    const match = vi.spyOn(known.matcher, 'match');
    showTab('hidden');
    start();
    await pause(500);
    expect(match).not.toHaveBeenCalled();
    showTab('visible');
    await until(() => painted().length === 1, 'the mark');
    match.mockRestore();
  });

  it('is looked at where it changed when it is shown again', async () => {
    const main = stage(`<p id="a">${TITLE}</p><div id="list"></div>`);
    start();
    await until(() => painted().length === 1);
    const match = vi.spyOn(known.matcher, 'match');
    showTab('hidden');
    const item = document.createElement('p');
    item.id = 'late';
    item.append(OTHER);
    get('#list', main).append(item);
    await pause(600);
    expect(match).not.toHaveBeenCalled();
    showTab('visible');
    await until(() => painted().includes('late'), 'the mark');
    expect(match.mock.calls.map(([text]) => text)).toEqual([OTHER]);
    match.mockRestore();
  });

  it('may change as much as it likes meanwhile', async () => {
    const main = stage(`<p id="a">${TITLE}</p><div id="list"></div>`);
    start();
    await until(() => painted().length === 1);
    showTab('hidden');
    const list = get('#list', main);
    for (let index = 0; index < 2_000; index++) {
      const item = document.createElement('p');
      item.append(String(index));
      list.append(item);
      if (index % 500 === 0) await pause(0);
    }
    list.innerHTML = `<p id="late">${OTHER}</p>`;
    await pause(100);
    showTab('visible');
    await until(() => painted().join() === 'a,late', 'the mark');
  });
});

describe('what is painted', () => {
  it('leaves a recycled row before it is drawn with its new text', async () => {
    const main = stage(`<p id="a">${TITLE}</p><p id="b">${OTHER}</p>`);
    start();
    await until(() => painted().length === 2);
    const text = get('#a', main).firstChild;
    if (!(text instanceof Text)) throw new Error('no text');
    text.data = 'Fast Inference from Transformers via Speculative Decoding';
    await Promise.resolve();
    expect(painted()).toEqual(['b']);
    text.data = OTHER;
    await until(() => painted().length === 2, 'the mark of the new text');
  });

  it('comes back in a list that replaces its own nodes again and again', async () => {
    const main = stage('<ul id="list"></ul>');
    const list = get('#list', main);
    const render = () => {
      list.innerHTML = `<li id="a">${TITLE}</li><li>x</li>`;
    };
    render();
    start();
    await until(() => painted().length === 1);
    for (let round = 0; round < 4; round++) {
      render();
      await until(() => painted().length === 1, `the mark after rendering ${round + 1} times`);
    }
  });

  it('has its rules first, and they come with the first mark only', async () => {
    const main = stage(`<p id="a">${TITLE}</p>`);
    let isKnown = false;
    const { prepareRules, asked, papers } = start({
      answer: ({ row, kind }) => (isKnown ? confirm(row, kind) : null),
    });
    let bring = () => {};
    prepareRules.mockReturnValue(
      new Promise((resolve) => {
        bring = resolve;
      }),
    );
    await until(() => asked.length === 1);
    await pause(200);
    expect(prepareRules).not.toHaveBeenCalled();
    isKnown = true;
    papers.marking()?.refresh();
    await until(() => prepareRules.mock.calls.length === 1, 'the rules');
    await pause(100);
    expect(painted()).toEqual([]);
    bring();
    await until(() => painted().length === 1, 'the mark');
    get('#a', main).append('.');
    await pause(400);
    expect(prepareRules).toHaveBeenCalledTimes(1);
  });

  it('is never what the user chose to leave unmarked, not for a moment', async () => {
    const set = vi.spyOn(CSS.highlights, 'set');
    const main = stage(`<p id="a">${TITLE}</p><p id="b">${OTHER}</p>`);
    const { prepareRules, reports } = start({
      answer: ({ row, kind }) => ({
        ...confirm(row, kind),
        paint: { marked: false, slot: null, setAside: false },
      }),
    });
    await until(() => reports.length === 1);
    get('#a', main).append('.');
    await pause(500);
    expect(set).not.toHaveBeenCalled();
    expect(prepareRules).not.toHaveBeenCalled();
    set.mockRestore();
  });
});

it('has one question to the worker on its way at most', async () => {
  const main = stage(`<p id="a">${TITLE}</p><p id="b" hidden>${OTHER}</p>`);
  let open = 0;
  let most = 0;
  const { papers, asked } = start({
    async during() {
      most = Math.max(most, ++open);
      await pause(150);
      open--;
    },
  });
  await until(() => papers.marking() !== null);
  for (let round = 0; round < 6; round++) {
    papers.marking()?.refresh();
    papers.marking()?.report();
    get('#b', main).hidden = round % 2 === 0;
    get('#a', main).append(` ${round}`);
    await pause(120);
  }
  await pause(1_000);
  expect(asked.length).toBeGreaterThan(3);
  expect(most).toBe(1);
});

describe('a shadow tree that is attached later', () => {
  it.each([
    { name: 'to a custom element with children', html: '<x-list id="host"><p>x</p></x-list>' },
    { name: 'to an empty element', html: '<div id="host"></div>' },
  ])('$name is seen', async ({ html }) => {
    const main = stage(html);
    start();
    await pause(300);
    const root = get('#host', main).attachShadow({ mode: 'open' });
    root.innerHTML = `<p id="inside">${TITLE}</p>`;
    await until(() => painted().includes('inside'), 'the mark', 4_000);
    root.innerHTML = `<p id="second">${OTHER}</p>`;
    await until(() => painted().join() === 'second', 'the mark of what changed there');
  });
});

describe('a hostile page', () => {
  it('that never rests is looked at ever less often, and is said to be seen in part', async () => {
    const main = stage('<p id="a">x</p>');
    const match = vi.spyOn(known.matcher, 'match');
    const { papers } = start();
    const until8s = performance.now() + 8_500;
    for (let index = 0; performance.now() < until8s; index++) {
      get('#a', main).textContent = String(index);
      await pause(20);
    }
    expect(papers.isPartly()).toBe(true);
    expect(match.mock.calls.length).toBeLessThan(60);
    match.mockRestore();
    await until(() => !papers.isPartly(), 'the whole page to be seen', 10_000);
  }, 30_000);

  it('of 300,000 texts is read up to a limit, which is said', async () => {
    // With letters that touch across elements, which cost a look at the page's style each.
    stage(`<p>${'<i>a</i><b>b</b><u>c</u> '.repeat(10)}</p>`.repeat(10_000));
    const { papers } = start();
    await until(() => papers.isPartly(), 'the limit', 20_000);
  }, 30_000);

  it('of 100 MB of text is read up to a limit, which is said', async () => {
    // Not displayed: laying it out takes the browser minutes.
    const main = stage('<p hidden></p>');
    get('p', main).append('many words '.repeat(9_100_000));
    const { papers } = start();
    await until(() => papers.isPartly(), 'the limit', 20_000);
  }, 30_000);

  it('that adds and takes away a hundred thousand nodes at once is seen to the end', async () => {
    const main = stage('<div id="list"></div><p id="b"></p>');
    start();
    await pause(200);
    const list = get('#list', main);
    list.innerHTML = '<i>a</i>'.repeat(100_000);
    list.textContent = '';
    get('#b', main).append(TITLE);
    await until(() => painted().includes('b'), 'the mark', 5_000);
  });
});

describe('the page itself', () => {
  it('that is a paper nobody has is reported without the rules of the highlights', async () => {
    const before = location.href;
    history.replaceState(null, '', '?doi=10.1145/3292500.3330701');
    const { reports, prepareRules } = start();
    await until(() => reports.length === 1);
    expect(reports[0]?.self).toEqual({ kind: 'new' });
    expect(prepareRules).not.toHaveBeenCalled();
    history.replaceState(null, '', before);
  });

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
  const walk = (direction: 'next' | 'previous', from: 'walked' | 'near' | 'edge') =>
    papers.marking()?.walk({ direction, from });
  expect(walk('next', 'walked')).toBe('none');
  expect(walk('next', 'near')).toBe('moved');
  await until(() => walked() === 'a');
  expect(walk('next', 'walked')).toBe('moved');
  await until(() => walked() === 'b');
  expect(get('#b').getBoundingClientRect().top).toBeLessThan(innerHeight);
  expect(walk('next', 'walked')).toBe('end');
  await until(() => walked() === undefined);
  expect(walk('next', 'edge')).toBe('moved');
  await until(() => walked() === 'a');
  expect(walk('previous', 'walked')).toBe('end');
  expect(walk('previous', 'edge')).toBe('moved');
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
