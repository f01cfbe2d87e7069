import { describe, expect, it } from 'vitest';
import { isLongTitle, judgeLink, judgeTitle } from '../../lib/recognise/judge.ts';
import { reasonIn } from './recognise-in-html.ts';

const UT = 'Universal Transformers';
const SPARSE = 'Sparse Universal Transformer';
const PATCH = 'Adversarial Patch';
const DEPTH = 'Depth-Adaptive Transformer';
const EMBEDDERS = 'Language Models are Universal Embedders';
const BLOCKWISE = 'Blockwise Parallel Decoding for Deep Autoregressive Models';
const PARALLEL = 'Accelerating Diffusion LLMs via Adaptive Parallel Decoding';
const CODET5 =
  'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models for Code Understanding and Generation';
const CODET5_PLUS =
  'CodeT5+: Open Code Large Language Models for Code Understanding and Generation';
const UNICODE2 =
  'UniCode^2: Cascaded Large-scale Codebooks for Unified Multimodal Understanding and Generation';
const CAN = 'Can Unconditional Language Models Recover Arbitrary Sentences?';
const GERVASIO = 'Advancing Generative AI for Portuguese with Open Decoder Gervásio PT*';

interface Case {
  readonly name: string;
  readonly title: string;
  readonly html: string;
  /** The reason, or null: not marked. */
  readonly expected: string | null;
}

const longTitles: readonly Case[] = [
  {
    name: 'in prose',
    title: BLOCKWISE,
    html: `<p>We follow ${BLOCKWISE} and its drafts.</p>`,
    expected: 'text',
  },
  {
    name: 'at the start of a sentence',
    title: BLOCKWISE,
    html: `<p>It is old. In ${BLOCKWISE}, heads guess.</p>`,
    expected: 'text',
  },
  {
    name: 'in small letters',
    title: BLOCKWISE,
    html: `<p>see ${BLOCKWISE.toLowerCase()}, which is old</p>`,
    expected: 'text',
  },
  {
    name: 'in capitals',
    title: BLOCKWISE,
    html: `<h2>${BLOCKWISE.toUpperCase()}</h2>`,
    expected: 'heading',
  },
  {
    name: 'before the venue',
    title: BLOCKWISE,
    html: `<p>We build on ${BLOCKWISE} in NeurIPS 2018.</p>`,
    expected: 'text',
  },
  {
    name: 'before its authors',
    title: BLOCKWISE,
    html: `<p>We build on ${BLOCKWISE} by Stern et al.</p>`,
    expected: 'text',
  },
  {
    name: 'before a year',
    title: BLOCKWISE,
    html: `<p>the old ${BLOCKWISE} 2018, and later ones</p>`,
    expected: 'text',
  },
  {
    name: 'in a link that goes on with authors',
    title: BLOCKWISE,
    html: `<li><a href="#">${BLOCKWISE}</a> Mitchell Stern, Noam Shazeer</li>`,
    expected: 'link',
  },
  {
    name: 'behind authors with initials and a colon',
    title: BLOCKWISE,
    html: `<li>Stern, M., Shazeer, N.: ${BLOCKWISE}. In: NeurIPS (2018)</li>`,
    expected: 'reference',
  },
  {
    name: 'in quotes and going on',
    title: BLOCKWISE,
    html: `<p>the “${BLOCKWISE}” of Google</p>`,
    expected: 'quotes',
  },
  {
    name: 'in another title after a preposition',
    title: BLOCKWISE,
    html: `<p>${BLOCKWISE} with Speech Tokens</p>`,
    expected: null,
  },
  {
    name: 'with a subtitle',
    title: BLOCKWISE,
    html: `<p>${BLOCKWISE}: A Survey of Methods</p>`,
    expected: null,
  },
  {
    name: 'as the subtitle of another',
    title: PARALLEL,
    html: `<p>Read FastDraft: ${PARALLEL}.</p>`,
    expected: null,
  },
  { name: 'behind a label', title: PARALLEL, html: `<p>Paper: ${PARALLEL}</p>`, expected: 'block' },
  {
    name: 'behind an ordinary sentence and a colon',
    title: PARALLEL,
    html: `<p>My favourite this week is this one: ${PARALLEL}. Go read.</p>`,
    expected: 'text',
  },
  {
    name: 'directly behind Towards',
    title: PARALLEL,
    html: `<p>See also Towards ${PARALLEL}.</p>`,
    expected: null,
  },
  {
    name: 'directly behind a word of a longer title',
    title: PARALLEL,
    html: `<p>Rethinking ${PARALLEL}, a reply</p>`,
    expected: null,
  },
  {
    name: 'with a version',
    title: PARALLEL,
    html: `<p>we read ${PARALLEL} v2 yesterday</p>`,
    expected: null,
  },
  { name: 'with a number', title: PARALLEL, html: `<li>${PARALLEL} 2</li>`, expected: null },
  {
    name: 'with a raised number',
    title: PARALLEL,
    html: `<li>${PARALLEL}² and more</li>`,
    expected: null,
  },
  {
    name: 'with a glued word',
    title: PARALLEL,
    html: `<li>${PARALLEL}-based agents</li>`,
    expected: null,
  },
  {
    name: 'in an address',
    title: PARALLEL,
    html: `<p>https://example.org/${PARALLEL.toLowerCase().replaceAll(' ', '-')}/</p>`,
    expected: null,
  },
  {
    name: 'as a slug',
    title: PARALLEL,
    html: `<p>the file ${PARALLEL.toLowerCase().replaceAll(' ', '_')} is there</p>`,
    expected: null,
  },
  {
    name: 'inside a longer link',
    title: PARALLEL,
    html: `<a href="#">${PARALLEL} with guarantees</a>`,
    expected: null,
  },
  {
    name: 'inside a longer heading',
    title: PARALLEL,
    html: `<h3>Notes on ${PARALLEL}</h3>`,
    expected: null,
  },
  {
    name: 'in sentence case and going on',
    title: BLOCKWISE,
    html: `<li>Blockwise parallel decoding for deep autoregressive models with early exits, 2024</li>`,
    expected: null,
  },
  {
    name: 'over a line break',
    title: BLOCKWISE,
    html: '<h3>Blockwise Parallel Decoding<br>for Deep Autoregressive Models</h3>',
    expected: 'heading',
  },
  {
    name: 'with authors in the next line',
    title: BLOCKWISE,
    html: `<p>${BLOCKWISE}<br>Mitchell Stern, Noam Shazeer</p>`,
    expected: 'text',
  },
  {
    name: 'going on in the next line',
    title: BLOCKWISE,
    html: `<p>${BLOCKWISE}<br>for Speech Recognition</p>`,
    expected: null,
  },
  {
    name: 'with the comma of another sentence inside',
    title: EMBEDDERS,
    html: '<p>“Language Models are Universal. Embedders”</p>',
    expected: null,
  },
  {
    name: 'with its question mark',
    title: CAN,
    html: `<p>${CAN} Yes, they can.</p>`,
    expected: 'text',
  },
  {
    name: 'with its star lost',
    title: GERVASIO,
    html: `<p>we used ${GERVASIO.slice(0, -1)}, which is open</p>`,
    expected: 'text',
  },
  {
    name: 'with bold words inside',
    title: BLOCKWISE,
    html: '<p>In <b>Blockwise</b> Parallel <b>Decoding</b> for Deep Autoregressive Models, heads guess.</p>',
    expected: 'text',
  },
];

const shortTitles: readonly Case[] = [
  {
    name: 'alone in a link',
    title: UT,
    html: `<p>We like <a href="#">${UT}</a> a lot.</p>`,
    expected: 'link',
  },
  { name: 'alone in a heading', title: UT, html: `<h2>3.1 ${UT}</h2>`, expected: 'heading' },
  {
    name: 'alone in a heading, in capitals',
    title: PATCH,
    html: '<h2>ADVERSARIAL PATCH</h2>',
    expected: 'heading',
  },
  {
    name: 'alone in a cell',
    title: PATCH,
    html: `<table><tr><td>${PATCH}</td><td>2017</td></tr></table>`,
    expected: 'cell',
  },
  {
    name: 'alone in an item, numbered',
    title: PATCH,
    html: `<li>12. ${PATCH} (2017)</li>`,
    expected: 'item',
  },
  {
    name: 'alone in an item, with labels',
    title: PATCH,
    html: `<li>[PDF] ${PATCH} [12]</li>`,
    expected: 'item',
  },
  {
    name: 'alone in an item, with venue',
    title: UT,
    html: `<li>• ${UT} (ICLR 2019) [code]</li>`,
    expected: 'item',
  },
  { name: 'alone in a paragraph', title: UT, html: `<p>${UT}</p>`, expected: 'block' },
  {
    name: 'alone in emphasis',
    title: DEPTH,
    html: `<p>Later came the <em>${DEPTH}</em>, which stops early.</p>`,
    expected: 'emphasis',
  },
  {
    name: 'in a citation',
    title: PATCH,
    html: `<p>See <cite>${PATCH}</cite>.</p>`,
    expected: 'cite',
  },
  {
    name: 'in a citation, sentence case',
    title: PATCH,
    html: '<p>See <cite>Adversarial patch</cite>.</p>',
    expected: 'cite',
  },
  {
    name: 'in curly quotes',
    title: UT,
    html: `<p>the paper “${UT}” adds recurrence</p>`,
    expected: 'quotes',
  },
  {
    name: 'in straight quotes with the comma inside',
    title: UT,
    html: `<p>In "${UT}," depth is a loop.</p>`,
    expected: 'quotes',
  },
  {
    name: 'in guillemets with spaces',
    title: UT,
    html: `<p>dans «&nbsp;${UT}&nbsp;», on lit</p>`,
    expected: 'quotes',
  },
  {
    name: 'in Chinese book marks',
    title: UT,
    html: `<p>参见《${UT}》一文</p>`,
    expected: 'quotes',
  },
  {
    name: 'in a reference',
    title: UT,
    html: `<p>Mostafa Dehghani, Stephan Gouws, Oriol Vinyals. ${UT}. In ICLR 2019.</p>`,
    expected: 'reference',
  },
  {
    name: 'in a reference, initials before each name',
    title: DEPTH,
    html: `<ol><li>M. Elbayad, J. Gu, E. Grave, M. Auli. ${DEPTH}. ICLR, 2020.</li></ol>`,
    expected: 'reference',
  },
  {
    name: 'in a reference, initials and a preprint server',
    title: PATCH,
    html: `<ol><li>T. B. Brown, D. Mané, A. Roy, M. Abadi, J. Gilmer. ${PATCH}. arXiv, 2017.</li></ol>`,
    expected: 'reference',
  },
  {
    name: 'in a reference, sentence case',
    title: PATCH,
    html: '<p>Brown, T. B., Mané, D., et al. Adversarial patch. arXiv preprint arXiv:1712.09665 (2017).</p>',
    expected: 'reference',
  },
  {
    name: 'in a reference, year first',
    title: UT,
    html: `<li>Dehghani, M., and Kaiser, Ł. (2019). ${UT}. International Conference on Learning Representations.</li>`,
    expected: 'reference',
  },
  {
    name: 'before its authors',
    title: UT,
    html: `<li>${UT}, Dehghani et al., 2018</li>`,
    expected: 'reference',
  },
  {
    name: 'in the title field of BibTeX',
    title: UT,
    html: `<pre><code>  title = {${UT}},\n  booktitle = {ICLR}</code></pre>`,
    expected: 'reference',
  },
  {
    name: 'in the book title of BibTeX',
    title: UT,
    html: `<pre><code>  year = 2019,\n  booktitle = {${UT}},</code></pre>`,
    expected: null,
  },
  { name: 'in prose', title: UT, html: `<p>We train ${UT} on text.</p>`, expected: null },
  {
    name: 'in everyday prose',
    title: PATCH,
    html: '<p>They print an adversarial patch on paper.</p>',
    expected: null,
  },
  {
    name: 'in everyday prose, in a list',
    title: PATCH,
    html: '<li>adversarial patch</li>',
    expected: null,
  },
  {
    name: 'in small letters and a link',
    title: PATCH,
    html: '<p>an <a href="#">adversarial patch</a> on a sign</p>',
    expected: null,
  },
  {
    name: 'in small letters and quotes',
    title: PATCH,
    html: '<p>a so-called “adversarial patch”</p>',
    expected: null,
  },
  {
    name: 'between sentences that have a year',
    title: UT,
    html: `<p>It began in 2017. ${UT}, as they are called, loop.</p>`,
    expected: null,
  },
  {
    name: 'as the plural of another word',
    title: SPARSE,
    html: '<li>Sparse Universal Transformers</li>',
    expected: null,
  },
  {
    name: 'in a longer title, after',
    title: UT,
    html: `<li>${UT} for Speech Recognition</li>`,
    expected: null,
  },
  {
    name: 'in a longer title, before',
    title: 'Universal Transformer',
    html: `<li>${SPARSE}</li>`,
    expected: null,
  },
  {
    name: 'linked in a longer title, after',
    title: UT,
    html: `<h3><a href="#">${UT}</a> for Speech Recognition</h3>`,
    expected: null,
  },
  {
    name: 'linked in a longer title, before',
    title: 'Universal Transformer',
    html: `<p>Sparse <a href="#">Universal Transformer</a></p>`,
    expected: null,
  },
  {
    name: 'bold in a longer title',
    title: UT,
    html: `<a href="#"><b>${UT}</b> for Speech Recognition</a>`,
    expected: null,
  },
  {
    name: 'bold behind a word of a longer title',
    title: UT,
    html: `<p>Improving <b>${UT}</b></p>`,
    expected: null,
  },
  {
    name: 'directly behind Towards, linked',
    title: UT,
    html: `<p>Towards <a href="#">${UT}</a></p>`,
    expected: null,
  },
  { name: 'with a subtitle', title: UT, html: `<h2>${UT}: A Survey</h2>`, expected: null },
  {
    name: 'with a number, linked',
    title: UT,
    html: `<p><a href="#">${UT}</a> 2</p>`,
    expected: null,
  },
  { name: 'with a version in brackets', title: UT, html: `<li>${UT} (v2)</li>`, expected: null },
  { name: 'hyphenated onwards', title: DEPTH, html: `<li>${DEPTH}-XL</li>`, expected: null },
  { name: 'hyphenated from before', title: UT, html: `<li>Non-${UT}</li>`, expected: null },
  { name: 'as a path', title: PATCH, html: '<li>examples/adversarial_patch</li>', expected: null },
  { name: 'as a tag', title: PATCH, html: '<li>#AdversarialPatch</li>', expected: null },
  {
    name: 'with a word too many in brackets before',
    title: UT,
    html: `<li>(Sparse) ${UT}</li>`,
    expected: null,
  },
];

const names: readonly Case[] = [
  {
    name: 'a plus that is missing',
    title: CODET5_PLUS,
    html: `<li>${CODET5_PLUS.replace('+', '')}</li>`,
    expected: null,
  },
  {
    name: 'a plus too many',
    title: CODET5,
    html: `<li>${CODET5.replace('T5', 'T5+')}</li>`,
    expected: null,
  },
  { name: 'the plus', title: CODET5_PLUS, html: `<li>${CODET5_PLUS}</li>`, expected: 'item' },
  {
    name: 'a plus at the end',
    title: 'The Model CodeT5',
    html: '<li>The Model CodeT5+</li>',
    expected: null,
  },
  {
    name: 'the plus at the end',
    title: 'The Model CodeT5+',
    html: '<li>The Model CodeT5+</li>',
    expected: 'item',
  },
  {
    name: 'a plus missing at the end',
    title: 'The Model CodeT5+',
    html: '<li>The Model CodeT5</li>',
    expected: null,
  },
  {
    name: 'a sharp too many',
    title: 'Learning the Language C',
    html: '<li>Learning the Language C#</li>',
    expected: null,
  },
  {
    name: 'a heading with its permanent link',
    title: UT,
    html: `<h2>${UT}<a href="#ut">#</a></h2>`,
    expected: 'heading',
  },
  {
    name: 'a raised two for ^2',
    title: UNICODE2,
    html: `<li>${UNICODE2.replace('^2', '²')}</li>`,
    expected: 'item',
  },
  {
    name: 'a two in <sup> for ^2',
    title: UNICODE2,
    html: `<li>${UNICODE2.replace('^2', '<sup>2</sup>')}</li>`,
    expected: 'item',
  },
  {
    name: 'another version',
    title: 'Uni-Perceiver v2: A Generalist Model',
    html: '<li>Uni-Perceiver: A Generalist Model</li>',
    expected: null,
  },
  {
    name: 'the version following',
    title: 'Large Uni-Perceiver',
    html: '<li>Large Uni-Perceiver v2</li>',
    expected: null,
  },
  {
    name: 'the number following',
    title: 'Speech with VALL-E',
    html: '<li>Speech with VALL-E 2</li>',
    expected: null,
  },
  {
    name: 'a point in a number',
    title: 'Training Qwen 1.5',
    html: '<li>Training Qwen 15</li>',
    expected: null,
  },
  {
    name: 'grouped thousands',
    title: 'Speech in 1600 Languages',
    html: '<li>Speech in 1,600 Languages</li>',
    expected: 'item',
  },
  { name: 'one word', title: 'Introduction', html: '<h2>Introduction</h2>', expected: null },
  { name: 'one hyphenated word', title: 'X-Adapter', html: '<h2>X-Adapter</h2>', expected: null },
];

const scripts: readonly Case[] = [
  {
    name: 'a long Chinese title in prose',
    title: '基于深度学习的图像识别研究综述',
    html: '<p>参见「基于深度学习的图像识别研究综述」。</p>',
    expected: 'quotes',
  },
  {
    name: 'a Chinese title that goes on',
    title: '基于深度学习的图像识别研究',
    html: '<p>基于深度学习的图像识别研究综述</p>',
    expected: null,
  },
  {
    name: 'a Greek title',
    title: 'Μηχανική μάθηση και κείμενο',
    html: '<li>ΜΗΧΑΝΙΚΗ ΜΑΘΗΣΗ ΚΑΙ ΚΕΙΜΕΝΟ</li>',
    expected: 'item',
  },
];

for (const [group, cases] of Object.entries({ longTitles, shortTitles, names, scripts })) {
  describe(`judgeTitle, ${group}`, () => {
    it.each(cases)('$name: $expected', ({ title, html, expected }) => {
      expect(reasonIn(title, html)).toBe(expected);
    });
  });
}

describe('isLongTitle', () => {
  it.each([
    [UT, false],
    [EMBEDDERS, false],
    [BLOCKWISE, true],
    ['75 Languages, 1 Model: Parsing Universal Dependencies Universally', true],
    ['You Only Cache Once: Decoder Decoder Models', true],
    ['基于深度学习的图像识别研究综述', true],
    ['深度学习', false],
  ])('%s: %s', (title, expected) => {
    expect(isLongTitle(title)).toBe(expected);
  });
});

describe('judgeTitle', () => {
  it('refuses a text that is not the title, whatever the hash said', () => {
    const context = { surface: BLOCKWISE, before: '', after: '', holders: [] };
    expect(judgeTitle(PARALLEL, context)).toBe(null);
  });
});

describe('judgeLink', () => {
  const paper = {
    title: PATCH,
    identifiers: [
      { scheme: 'arxiv', value: '1712.09665' },
      { scheme: 'doi', value: '10.1000/xyz' },
    ],
    links: [
      {
        kind: 'code',
        url: 'https://github.com/tensorflow/cleverhans/tree/master/examples/adversarial_patch',
      },
      { kind: 'project', url: 'http://www.example.org/patch/' },
    ],
  } as const;

  it.each([
    ['arxiv:1712.09665', 'arxiv', '1712.09665'],
    ['doi:10.1000/xyz', 'doi', '10.1000/xyz'],
    [
      'url:github.com/tensorflow/cleverhans/examples/adversarial_patch',
      'code',
      'github.com/tensorflow/cleverhans/examples/adversarial_patch',
    ],
    ['url:example.org/patch', 'project', 'example.org/patch'],
  ])('%s is the paper by its %s', (key, reason, detail) => {
    expect(judgeLink(paper, key)).toEqual({ certainty: 'identifier', reason, detail });
  });

  it.each(['arxiv:1712.09666', 'url:github.com/tensorflow/cleverhans', 'title:adversarialpatch'])(
    '%s does not name it',
    (key) => {
      expect(judgeLink(paper, key)).toBe(null);
    },
  );
});
