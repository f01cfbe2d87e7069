import { afterEach, describe, expect, it } from 'vitest';
import { findHits, isShown } from '../../lib/page/hits.ts';
import { liveRange } from '../../lib/page/ranges.ts';
import { createSlices } from '../../lib/page/slices.ts';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { get, knowing, scanFor, stage, testSignal } from './stage.ts';

const TITLE = 'Speculative Decoding with Big Little Decoder';
const KEYS = { 'arxiv:2302.07863': 0 };
const FORMULA = 'Fast k-means based on k-NN Graph';
const known = knowing([TITLE, 'Universal Transformers', FORMULA, 'UniCode2'], KEYS);

async function hitsOn(html: string | HTMLElement, options = {}) {
  const main = typeof html === 'string' ? stage(html) : html;
  return findHits(await scanFor(main, known, options), createSlices(testSignal()), keysOfUrl);
}

const surfaces = (found: readonly { readonly range: StaticRange | null }[]) =>
  found.map(({ range }) => (range === null ? null : liveRange(range).toString()));

describe('a title is found', () => {
  const cases = [
    { name: 'in quoted BibTeX', html: `<pre><code>  title = {${TITLE}},</code></pre>` },
    { name: 'in a paragraph', html: `<p>See ${TITLE}, 2023.</p>` },
    {
      name: 'in pieces',
      html: '<p>Specu<b>lative Dec</b>oding with <i>Big</i> Little Decoder</p>',
    },
    {
      name: 'in a box within its line',
      html: '<p>Speculative <span style="display:inline-block">Decoding</span> with Big Little Decoder</p>',
    },
    { name: 'over lines', html: '<p>Speculative Decoding with<br>Big Little\nDecoder</p>' },
    {
      name: 'split by the page',
      html: '<p>Speculative Decoding with <span>Big</span> Little Decoder</p>',
    },
    { name: 'in a hidden-for-readers region', html: `<p aria-hidden="true">${TITLE}</p>` },
    {
      name: 'where it is scrolled to',
      html: `<div style="height:60px;overflow:auto"><p style="margin-top:400px">${TITLE}</p></div>`,
    },
    {
      name: 'in content that is laid out when needed',
      html: `<div style="content-visibility:auto"><p>${TITLE}</p></div>`,
    },
  ];
  for (const { name, html } of cases) {
    it(name, async () => {
      const { shown } = await hitsOn(html);
      expect(surfaces(shown).map((text) => text?.replace(/\W/g, ''))).toEqual([
        TITLE.replace(/\W/g, ''),
      ]);
    });
  }

  it('in an open shadow tree', async () => {
    const main = stage('<div id="host"></div>');
    const root = get('#host', main).attachShadow({ mode: 'open' });
    const paragraph = document.createElement('p');
    paragraph.append(TITLE);
    root.append(paragraph);
    expect(surfaces((await hitsOn(main)).shown)).toEqual([TITLE]);
  });

  it('in a form whose fields are named like methods', async () => {
    const { shown } = await hitsOn(
      `<form><input name="closest"><input name="contains"><input name="getAttribute"><input name="checkVisibility">${TITLE}</form>`,
    );
    expect(surfaces(shown)).toEqual([TITLE]);
  });
});

describe('what only does something is no mention', () => {
  const cases = [
    { name: 'a button', html: '<button>Universal Transformers</button>', shown: 0 },
    { name: 'a tab', html: '<div role="tab">Universal Transformers</div>', shown: 0 },
    {
      name: 'an entry of a menu',
      html: '<ul role="menu"><li role="menuitemradio"><span>Universal Transformers</span></li></ul>',
      shown: 0,
    },
    {
      name: 'an id to be copied',
      html: '<button>arXiv:2302.07863</button>',
      shown: 0,
    },
    {
      name: 'but a heading that opens what it names',
      html: '<h3><button>Universal Transformers</button></h3>',
      shown: 1,
    },
    {
      name: 'but a link that looks like a button',
      html: '<a role="button" href="https://arxiv.org/pdf/2302.07863">PDF</a>',
      shown: 1,
    },
    {
      name: 'but the summary of details',
      html: '<details><summary>Universal Transformers</summary></details>',
      shown: 1,
    },
  ];
  it.each(cases)('$name', async ({ html, shown }) => {
    const found = await hitsOn(html);
    expect([found.shown.length, found.hidden.length]).toEqual([shown, 0]);
  });
});

describe('a title with a formula is found once, and what is drawn of it is painted', () => {
  const mathml = (letter: string) =>
    `<math><semantics><mrow><mi>${letter}</mi></mrow><annotation encoding="application/x-tex">${letter}</annotation></semantics></math>`;
  const katex = (letter: string) =>
    `<span class="katex"><span class="katex-mathml">${mathml(letter)}</span><span class="katex-html" aria-hidden="true"><span class="base" style="display:inline-block"><span class="strut" style="display:inline-block;height:1em"></span><span class="mord mathnormal">${letter}</span></span></span></span>`;
  const mathjax2 = (letter: string) =>
    `<span class="MathJax_Preview"></span><span class="MathJax"><nobr><span class="math">${letter}</span></nobr><span class="MJX_Assistive_MathML" style="position:absolute;clip:rect(1px,1px,1px,1px);width:1px;height:1px;overflow:hidden">${mathml(letter)}</span></span><script type="math/tex">${letter}</script>`;
  const mathjax3 = (drawn: string) =>
    `<mjx-container jax="CHTML" style="position:relative"><mjx-math aria-hidden="true"><mjx-mi><mjx-c>${drawn}</mjx-c></mjx-mi></mjx-math><mjx-assistive-mml style="position:absolute;top:0;left:0;clip:rect(1px,1px,1px,1px);width:1px;height:1px;overflow:hidden">${mathml('k')}</mjx-assistive-mml></mjx-container>`;
  const cases = [
    { name: 'by KaTeX', html: `<p>Fast ${katex('k')}-means based on ${katex('k')}-NN Graph</p>` },
    {
      name: 'by MathJax 2',
      html: `<p>Fast ${mathjax2('k')}-means based on ${mathjax2('k')}-NN Graph</p>`,
    },
    {
      name: 'by MathJax without letters of its own',
      html: `<p>Fast ${mathjax3('')}-means based on ${mathjax3('')}-NN Graph</p>`,
    },
    {
      name: 'by MathJax with letters of its own',
      html: `<p>Fast ${mathjax3('k')}-means based on ${mathjax3('k')}-NN Graph</p>`,
    },
    {
      name: 'as MathML',
      html: `<p>Fast ${mathml('k')}-means based on ${mathml('k')}-NN Graph</p>`,
    },
  ];
  for (const { name, html } of cases) {
    it(name, async () => {
      const { shown } = await hitsOn(html);
      expect(shown.map(({ candidate }) => candidate.kind === 'title' && candidate.context.surface))
        // One letter each, whatever copies the page holds of it.
        .toEqual([FORMULA]);
    });
  }

  it('as a superscript in boxes', async () => {
    const power = `<span class="katex"><span class="katex-mathml">${mathml('2')}</span><span class="katex-html"><span class="base" style="display:inline-block"><span class="msupsub"><span class="vlist-t" style="display:inline-table"><span class="vlist-r" style="display:table-row"><span class="vlist" style="display:table-cell;position:relative"><span style="display:block"><span class="mord">2</span></span></span></span></span></span></span></span></span>`;
    expect(surfaces((await hitsOn(`<h2>UniCode${power}</h2>`)).shown)).toHaveLength(1);
  });
});

describe('a page that reads from right to left', () => {
  const frameOf = (html: string) => {
    document.documentElement.dir = 'rtl';
    return stage(html);
  };
  afterEach(() => document.documentElement.removeAttribute('dir'));

  it('has what lies to its left, where scrolling leads', async () => {
    const main = frameOf(
      `<p style="position:absolute;right:2000px;width:400px" dir="ltr">${TITLE}</p>`,
    );
    expect(surfaces((await hitsOn(main)).shown)).toEqual([TITLE]);
  });

  it('hides what lies beyond its right edge', async () => {
    const main = frameOf(
      `<p style="position:absolute;right:-3000px;width:400px" dir="ltr">${TITLE}</p>`,
    );
    const { shown, hidden } = await hitsOn(main);
    expect(surfaces(shown)).toEqual([]);
    expect(hidden).toHaveLength(1);
  });
});

describe('a title is seen', () => {
  const cases = [
    { name: 'in a dark box', html: `<div style="background:#111;color:#ddd">${TITLE}</div>` },
    { name: 'in pale grey', html: `<p style="color:#d8d8d8">${TITLE}</p>` },
    {
      name: 'in white over a picture that is no ancestor',
      html: `<div style="position:relative"><div style="position:absolute;inset:0;background:#024;z-index:-1"></div><p style="color:#fff">${TITLE}</p></div>`,
    },
    {
      name: 'in white over a picture further down the page',
      html: `<div style="height:3000px"></div><div style="position:relative"><div style="position:absolute;inset:0;background:#024;z-index:-1"></div><p style="color:#fff">${TITLE}</p></div>`,
    },
    {
      name: 'in white on a gradient',
      html: `<div style="background:linear-gradient(#024,#048)"><p style="color:#fff">${TITLE}</p></div>`,
    },
    {
      name: 'cut by an ellipsis',
      html: `<p style="width:120px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">${TITLE}</p>`,
    },
    {
      name: 'in a sideways scroller',
      html: `<div style="width:200px;overflow-x:auto"><p style="margin-left:900px;width:400px">${TITLE}</p></div>`,
    },
    {
      name: 'in a layer that its small box does not hold',
      html: `<div style="width:20px;height:20px;overflow:hidden"><p style="position:absolute;top:90px">${TITLE}</p></div>`,
    },
    {
      name: 'faded out at its end',
      html: `<p style="mask-image:linear-gradient(90deg,#000,transparent)">${TITLE}</p>`,
    },
    {
      name: 'in the summary of a closed details',
      html: `<details><summary>${TITLE}</summary>More</details>`,
    },
    { name: 'in an open details', html: `<details open><summary>More</summary>${TITLE}</details>` },
    {
      name: 'in a drawing',
      html: `<svg width="700" height="40"><text y="20">${TITLE}</text></svg>`,
    },
    { name: 'half faded', html: `<p style="opacity:0.4">${TITLE}</p>` },
  ];
  for (const { name, html } of cases) {
    it(name, async () => {
      const { shown, hidden } = await hitsOn(html);
      expect(surfaces(shown)).toEqual([TITLE]);
      expect(hidden).toEqual([]);
    });
  }
});

describe('nothing is found', () => {
  const cases = [
    { name: 'across blocks', html: '<p>Speculative Decoding with</p><p>Big Little Decoder</p>' },
    {
      name: 'across cells',
      html: '<table><tr><td>Universal</td><td>Transformers</td></tr></table>',
    },
    {
      name: 'across inline elements displayed as blocks',
      html: '<p><span style="display:block">Universal</span> <span style="display:block">Transformers</span></p>',
    },
    {
      name: 'across items of a row',
      html: '<p style="display:flex"><span>Universal</span> <span>Transformers</span></p>',
    },
    { name: 'in a field', html: `<textarea>${TITLE}</textarea><input value="${TITLE}">` },
    { name: 'in a script', html: `<script type="text/plain">${TITLE}</script>` },
    { name: 'inside a word', html: `<p>Meta${TITLE.replace(/ /g, '')}s</p>` },
  ];
  for (const { name, html } of cases) {
    it(name, async () => {
      const { shown, hidden } = await hitsOn(html);
      expect([...surfaces(shown), ...surfaces(hidden)]).toEqual([]);
    });
  }
});

describe('text that a user writes is kept aside', () => {
  const cases = [
    { name: 'in an editor', html: `<div contenteditable="true"><p>${TITLE}</p></div>` },
    { name: 'in a text box', html: `<div role="textbox"><p>${TITLE}</p></div>` },
    { name: 'in a code editor', html: `<div class="cm-editor"><div>${TITLE}</div></div>` },
    ...['CodeMirror', 'monaco-editor', 'ProseMirror', 'ace_editor', 'ql-editor'].map((name) => ({
      name: `in ${name}`,
      html: `<div class="${name}"><div>${TITLE}</div></div>`,
    })),
    {
      name: 'in an editor of plain text',
      html: `<p contenteditable="plaintext-only">${TITLE}</p>`,
    },
  ];
  for (const { name, html } of cases) {
    it(name, async () => {
      const { shown, hidden } = await hitsOn(html);
      expect(shown).toEqual([]);
      expect(hidden).toHaveLength(1);
    });
  }
});

describe('text that cannot be seen is kept aside', () => {
  const styles = [
    'display:none',
    'visibility:hidden',
    'opacity:0',
    'font-size:0',
    'color:transparent',
    'color:rgb(0 0 0 / 0)',
    'position:absolute;left:-9999px',
    'text-indent:-9999px',
    'position:absolute;width:1px;height:1px;overflow:hidden',
    'position:absolute;clip:rect(0,0,0,0)',
    'clip-path:inset(50%)',
    'content-visibility:hidden',
    'transform:scale(0)',
    'height:0;overflow:hidden',
    'color:#fff',
    'color:#fafafa',
    'background:#222;color:#292929',
    'filter:opacity(0)',
    'opacity:0.04',
    'opacity:0.3;filter:opacity(0.2)',
    'font-size:3px',
    'height:20px;overflow:hidden;padding-top:60px;box-sizing:border-box',
    'width:30px;overflow:hidden;text-indent:60px;white-space:nowrap',
    'mask-image:linear-gradient(transparent,transparent)',
  ];
  for (const style of styles) {
    it(style, async () => {
      const { shown, hidden } = await hitsOn(`<div style="${style}"><p>${TITLE}</p></div>`);
      expect(surfaces(shown)).toEqual([]);
      expect(hidden).toHaveLength(1);
    });
  }

  const asOwnText = [
    { name: 'a closed details', html: `<details><summary>More</summary>${TITLE}</details>` },
    {
      name: 'a box whose content is not drawn',
      html: `<div style="content-visibility:hidden">${TITLE}</div>`,
    },
    {
      name: 'a drawing without a size',
      html: `<svg width="0" height="0"><text y="20">${TITLE}</text></svg>`,
    },
  ];
  for (const { name, html } of asOwnText) {
    it(`as the own text of ${name}`, async () => {
      const { shown, hidden } = await hitsOn(html);
      expect(surfaces(shown)).toEqual([]);
      expect(hidden).toHaveLength(1);
    });
  }

  it('and not what is scrolled past in a box of its own', async () => {
    const main = stage(
      `<div id="box" style="position:absolute;top:0;height:60px;overflow:auto"><p>${TITLE}</p><div style="height:900px"></div></div>`,
    );
    get('#box', main).scrollTop = 800;
    expect(surfaces((await hitsOn(main)).shown)).toEqual([TITLE]);
  });

  it('in a closed details, until it is opened', async () => {
    const main = stage(`<details><summary>More</summary><p>${TITLE}</p></details>`);
    const { shown, hidden } = await hitsOn(main);
    expect(shown).toEqual([]);
    const [found] = hidden;
    if (found === undefined) throw new Error('not found');
    get('details', main).setAttribute('open', '');
    expect(isShown(found)).toBe(true);
  });

  it('in a shadow host without a slot for it', async () => {
    const main = stage(`<div id="host"><p>${TITLE}</p></div>`);
    get('#host', main).attachShadow({ mode: 'open' });
    expect((await hitsOn(main)).shown).toEqual([]);
  });
});

describe('the surroundings of a title', () => {
  async function contextOf(html: string) {
    const [found] = (await hitsOn(html)).shown;
    if (found?.candidate.kind !== 'title') throw new Error('no title found');
    return found.candidate.context;
  }

  it('name what it fills, innermost first', async () => {
    const { holders } = await contextOf(
      `<ul><li><b><a href="x">${TITLE}</a></b>, Kim et al.</li></ul>`,
    );
    expect(holders).toEqual([
      { kind: 'link', before: '', after: '' },
      { kind: 'emphasis', before: '', after: '' },
      { kind: 'item', before: '', after: ', Kim et al.' },
      { kind: 'block', before: '', after: ', Kim et al.' },
    ]);
  });

  it('reach over blocks within a holder', async () => {
    const { holders } = await contextOf(
      `<table><tr><td><div>1.</div><div>${TITLE}</div></td><td>2023</td></tr></table>`,
    );
    expect(holders).toContainEqual({ kind: 'cell', before: '1. ', after: '' });
    expect(holders).toContainEqual({ kind: 'block', before: '', after: '' });
  });

  it('end where the page displays a block', async () => {
    const { before, after } = await contextOf(
      `<p><span style="display:block">Kim</span> <span style="display:block">${TITLE}</span> <span style="display:block">2023</span></p>`,
    );
    expect([before.trim(), after.trim()]).toEqual(['', '']);
  });

  it('keep line breaks and are short', async () => {
    const long = 'x '.repeat(500);
    const { before, after } = await contextOf(`<p>${long}<br>${TITLE}<br>${long}</p>`);
    expect(before).toHaveLength(160);
    expect(before.endsWith('x \n')).toBe(true);
    expect(after).toHaveLength(160);
    expect(after.startsWith('\nx ')).toBe(true);
  });
});

describe('links', () => {
  const LINK = 'https://arxiv.org/abs/2302.07863v2';

  it('are found by where they lead, with their text without white space', async () => {
    const { shown } = await hitsOn(`<p><a href="${LINK}"> <span>a paper</span> </a></p>`);
    expect(surfaces(shown)).toEqual(['a paper']);
    expect(shown[0]?.candidate).toEqual({
      kind: 'link',
      row: 0,
      key: 'arxiv:2302.07863',
      in: 'link',
    });
  });

  it('around a picture count and have nothing to paint', async () => {
    const { shown } = await hitsOn(`<a href="${LINK}"><svg width="20" height="20"></svg></a>`);
    expect(surfaces(shown)).toEqual([null]);
  });

  it('around several blocks are marked on the first', async () => {
    const { shown } = await hitsOn(`<a href="${LINK}"><div>Title</div><div>Abstract</div></a>`);
    expect(surfaces(shown)).toEqual(['Title']);
  });

  it('to the page itself are no mentions', async () => {
    const html = `<p><a href="${LINK}">pdf</a></p>`;
    expect((await hitsOn(html, { ownKeys: ['arxiv:2302.07863'] })).shown).toEqual([]);
  });

  it('are all that is found where the user wants links only', async () => {
    const html = `<p>${TITLE} <a href="${LINK}">pdf</a></p>`;
    expect(surfaces((await hitsOn(html, { titles: false })).shown)).toEqual(['pdf']);
  });
});

it('drops a hit whose text changed since it was matched', async () => {
  const main = stage(`<p>${TITLE}</p>`);
  const raw = await scanFor(main, known);
  get('p', main).append(' II');
  get('p', main).firstChild?.remove();
  const { shown, hidden } = await findHits(raw, createSlices(testSignal()), keysOfUrl);
  expect([shown, hidden]).toEqual([[], []]);
});

describe('an identifier in the text', () => {
  it('is a hit with its place', async () => {
    const main = stage('<p>As shown in arXiv:2302.<b>07863v2</b>, twice.</p>');
    const { shown } = await hitsOn(main);
    expect(shown.map(({ range }) => range && liveRange(range).toString())).toEqual([
      'arXiv:2302.07863v2',
    ]);
    expect(shown[0]?.candidate).toEqual({
      kind: 'link',
      row: 0,
      key: 'arxiv:2302.07863',
      in: 'text',
    });
  });

  it('of the page’s own paper is none', async () => {
    const main = stage('<p>arXiv:2302.07863</p>');
    const options = { ownKeys: ['arxiv:2302.07863'] };
    expect((await hitsOn(main, options)).shown).toEqual([]);
  });

  it('counts where titles do not', async () => {
    const main = stage('<p>arXiv:2302.07863</p>');
    expect((await hitsOn(main, { titles: false })).shown).toHaveLength(1);
  });
});

describe('a title in a link', () => {
  it('tells what the link leads to', async () => {
    const main = stage(`
      <a href="https://arxiv.org/abs/1807.03819v3"><b>Universal Transformers</b></a>
      <p><a href="https://example.org/ut">Universal Transformers</a></p>`);
    const { shown } = await hitsOn(main);
    expect(shown.map(({ candidate }) => candidate.kind === 'title' && candidate.linkedTo)).toEqual([
      ['arxiv:1807.03819'],
      ['url:example.org/ut'],
    ]);
  });
});
