import { describe, expect, it } from 'vitest';
import { judgeLink, judgeTitle } from '../../lib/recognise/judge.ts';
import { isLongTitle } from '../../lib/recognise/weight.ts';
import { contextIn, readHtml } from './read-html.ts';
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
const SENTENCE = 'Blockwise parallel decoding for deep autoregressive models';
const STANDARD = 'Standard Model of Particle Physics';
const ENCYCLOPEDIA = 'The On-Line Encyclopedia of Integer Sequences';
const MULTISCALE = 'Constraint Energy Minimizing Generalized Multiscale Finite Element Method';
const REVERSIBLE = 'Reversible-Jump Markov Chain Monte Carlo';
const FASTDRAFT = 'FastDraft: How to Train Your Draft';
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
    expected: null,
  },
  {
    name: 'in small letters, opening its item',
    title: BLOCKWISE,
    html: `<li>${BLOCKWISE.toLowerCase()} (from a file name)</li>`,
    expected: 'text',
  },
  {
    name: 'in small letters, with a year behind',
    title: `The ${STANDARD}`,
    html: '<p>we tested the standard model of particle physics (2012)</p>',
    expected: null,
  },
  {
    name: 'as a phrase of the sentence, with an article',
    title: `The ${STANDARD}`,
    html: '<p>in extensions of the Standard Model of Particle Physics, axions appear</p>',
    expected: null,
  },
  {
    name: 'as a phrase, with its article in the title',
    title: ENCYCLOPEDIA,
    html: `<p>databases like ${ENCYCLOPEDIA} keep them</p>`,
    expected: null,
  },
  {
    name: 'as a phrase that is given an acronym',
    title: MULTISCALE,
    html: `<p>We present ${MULTISCALE} (CEM-GMsFEM) for them.</p>`,
    expected: null,
  },
  {
    name: 'as a phrase that explains an acronym',
    title: 'Recommendation in Personalised Peer-Learning Environments',
    html: '<p>a platform called RiPPLE (Recommendation in Personalised Peer-Learning Environments)</p>',
    expected: null,
  },
  {
    name: 'as what a comment says of itself',
    title: 'Discussion of "Statistical Inference: The Big Picture" by R. E. Kass',
    html: '<p>Discussion of "Statistical Inference: The Big Picture" by R. E. Kass [arXiv:1106.2895]</p>',
    expected: null,
  },
  {
    name: 'with a phrase’s own bracket inside',
    title: 'COCI, the Index of Crossref Open DOI-to-DOI Citations',
    html: '<p>in one dataset, COCI (the Index of Crossref Open DOI-to-DOI Citations) of 2018</p>',
    expected: null,
  },
  {
    name: 'in a sentence, in the case of a sentence',
    title: REVERSIBLE,
    html: '<p>Proposals for reversible-jump Markov chain Monte Carlo are improved.</p>',
    expected: null,
  },
  {
    name: 'in the case of a sentence, with its authors and year behind',
    title: BLOCKWISE,
    html: `<p>the claims of ${SENTENCE} (Stern and Shazeer, 2018) hold</p>`,
    expected: 'text',
  },
  {
    name: 'in the case of a sentence, with the capital that the sentence would not write',
    title: 'How far one may travel through open doors without a key',
    html: '<p>a comment on How far one may travel through open doors without a key, with new data</p>',
    expected: 'text',
  },
  {
    name: 'in the case of a sentence, with the capital of the sentence',
    title: 'How far one may travel through open doors without a key',
    html: '<p>We ask. How far one may travel through open doors without a key matters here.</p>',
    expected: null,
  },
  {
    name: 'in the case of a sentence, named a paper',
    title: BLOCKWISE,
    html: `<p>their article entitled ${SENTENCE} proposes heads</p>`,
    expected: 'text',
  },
  {
    name: 'in the case of a sentence, cited in brackets',
    title: BLOCKWISE,
    html: `<p>as shown before [Stern, Shazeer, ${SENTENCE}, arXiv:1811.03115]</p>`,
    expected: 'reference',
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
    name: 'behind a small word that opens the sentence, over a line break in a word',
    title: BLOCKWISE,
    html: '<p>As Blockwise Parallel Decoding for Deep Autoregres-\nsive Models and others have it</p>',
    expected: 'text',
  },
  {
    name: 'with bold words inside',
    title: BLOCKWISE,
    html: '<p>In <b>Blockwise</b> Parallel <b>Decoding</b> for Deep Autoregressive Models, heads guess.</p>',
    expected: 'text',
  },
];

const tails: readonly Case[] = [
  ...[
    `<li>${BLOCKWISE} revisited</li>`,
    `<div>${BLOCKWISE} revisited</div>`,
    `<li>${BLOCKWISE} and beyond</li>`,
    `<li>${BLOCKWISE} using attention</li>`,
    `<p>[3] Stern. ${BLOCKWISE} with attention. 2020.</p>`,
    `<p>Stern, “${BLOCKWISE} with attention,” 2020.</p>`,
    `<p>Stern, "${BLOCKWISE} made simple," 2020.</p>`,
    `<li>${BLOCKWISE}, Revisited</li>`,
    `<li>${BLOCKWISE} - Part II</li>`,
    `<li>${BLOCKWISE} (Part 2)</li>`,
    `<li>${BLOCKWISE} considered harmful</li>`,
    `<li>${BLOCKWISE}: A survey</li>`,
    `<li>${BLOCKWISE}: a short review</li>`,
    `<p>[3] M. Stern, ${BLOCKWISE} with attention, 2020.</p>`,
    `<p>Stern (2020) ${BLOCKWISE} with attention. ICML.</p>`,
    `<li>A note on ${BLOCKWISE}</li>`,
    `<p>[3] Stern. Notes on ${BLOCKWISE}. 2020.</p>`,
    `<p>Stern, “A note on ${BLOCKWISE},” 2020.</p>`,
    `<p>Stern, “Fast and small ${BLOCKWISE},” 2020.</p>`,
    `<p>Stern, "The limits of ${BLOCKWISE}," 2020.</p>`,
    `<p>In “${BLOCKWISE} and its limits” they show it.</p>`,
    `<p>Stern. "${BLOCKWISE} in the wild." 2020.</p>`,
  ].map((html) => ({ name: html, title: BLOCKWISE, html, expected: null })),
  ...[
    `<p>${BLOCKWISE} is a paper on drafts.</p>`,
    `<p>${BLOCKWISE} proposed heads that guess.</p>`,
    `<p>“${BLOCKWISE} is old,” they say.</p>`,
    `<p>${BLOCKWISE} by Stern</p>`,
    `<p>${BLOCKWISE} in ICML 2018</p>`,
    `<p>${BLOCKWISE} and its drafts.</p>`,
    `<p>${BLOCKWISE} considered both.</p>`,
    `<p>${BLOCKWISE}: this paper guesses.</p>`,
    `<p>Based on ${BLOCKWISE}, they guess.</p>`,
    `<p>We build on ${BLOCKWISE}.</p>`,
    `<p>The "drafts" of ${BLOCKWISE} and "heads" are old.</p>`,
    `<p>${BLOCKWISE}<br><br>In this paper they guess.</p>`,
  ].map((html) => ({ name: html, title: BLOCKWISE, html, expected: 'text' })),
  {
    name: 'authors announced behind',
    title: BLOCKWISE,
    html: `<p>Date: Mon, 12 Nov. Title: ${BLOCKWISE} Authors: M. Stern</p>`,
    expected: 'reference',
  },
  {
    name: 'where it is behind',
    title: BLOCKWISE,
    html: `<p>${BLOCKWISE} on arXiv</p>`,
    expected: 'text',
  },
  {
    name: 'a label behind',
    title: BLOCKWISE,
    html: `<li>${BLOCKWISE} [code]</li>`,
    expected: 'item',
  },
];

/** Every place that one of these titles may fill, with `text` in it. */
const inAllPlaces = (text: string): readonly string[] => [
  `<h3>${text}</h3>`,
  `<a href="#">${text}</a>`,
  `<p>see <a href="#">${text}</a> there</p>`,
  `<li>${text}</li>`,
  `<td>${text}</td>`,
  `<p>M. Stern, "${text}," 2020.</p>`,
  `<p>M. Stern, “${text}” 2020.</p>`,
  `<p>[3] M. Stern. ${text}. 2020.</p>`,
];

const WENT_ON = [
  ' Models',
  ' Dataset',
  '?',
  '? A Critical Look',
  '. A Critical Look',
  '. Towards a Second Look',
  '! A Second Look',
  '; or, How I Learned to Stop',
  ' - A Replication Study on Llama',
  ' — A Replication Study',
  ' – Part Two',
  ' / Part Two: Llama',
  ' (and Where to Find Them)',
  ' (v2): Extended',
  ' (Reproducibility Report)',
  ' [Reproducibility Report]',
] as const;

const ASIDES = [
  ' PDF',
  ' Code',
  ' [code]',
  ' (oral)',
  ' (ICML 2018)',
  ' (v1, 2018)',
  ' (Stern et al., 2018)',
  ' | OpenReview',
  ' – arXiv',
  ' · GitHub',
] as const;

const SAID_OF_IT = [
  { more: ' (Best Paper)', expected: 'text' },
  { more: ' - ACL Anthology', expected: 'text' },
  { more: ' - Papers With Code', expected: 'text' },
  { more: ' - Mitchell Stern, Noam Shazeer', expected: 'text' },
  { more: '. Mitchell Stern, Noam Shazeer. NeurIPS. 2018', expected: 'reference' },
] as const;

/** What stands behind a title in its place: more of a longer one, or what is said of it. */
const behind: readonly Case[] = [
  ...[BLOCKWISE, UT].flatMap((title) =>
    WENT_ON.flatMap((more) => inAllPlaces(`${title}${more}`)).map((html) => ({
      name: html,
      title,
      html,
      expected: null,
    })),
  ),
  ...[
    `<p>${BLOCKWISE} Models</p>`,
    `<p>We use ${BLOCKWISE} Models in it</p>`,
    `<cite>${BLOCKWISE} Models</cite>`,
    `<li>${SENTENCE} models</li>`,
    `<p>[1] M. Stern. ${SENTENCE} models. 2023.</p>`,
    `<p>M. Stern, "${SENTENCE} models," 2023.</p>`,
  ].map((html) => ({ name: html, title: BLOCKWISE, html, expected: null })),
  ...ASIDES.flatMap((more) => [
    { html: `<h3>${BLOCKWISE}${more}</h3>`, expected: 'heading' },
    { html: `<a href="#">${BLOCKWISE}${more}</a>`, expected: 'link' },
    { html: `<li>${BLOCKWISE}${more}</li>`, expected: 'item' },
    { html: `<p>${BLOCKWISE}${more}</p>`, expected: 'block' },
  ]).map(({ html, expected }) => ({ name: html, title: BLOCKWISE, html, expected })),
  ...SAID_OF_IT.map(({ more, expected }) => {
    const html = `<li>${BLOCKWISE}${more}</li>`;
    return { name: html, title: BLOCKWISE, html, expected };
  }),
  ...[
    { html: `<p>Have you read <a href="#">${BLOCKWISE}</a>?</p>`, expected: 'link' },
    { html: `<p>Do you know ${BLOCKWISE}? A fine one.</p>`, expected: 'text' },
    { html: `<p>Do you know “${BLOCKWISE}”? A Good One it is</p>`, expected: 'quotes' },
    { html: `<p>${BLOCKWISE}. The paper shows it.</p>`, expected: 'text' },
    { html: `<li><a href="#">${BLOCKWISE}</a> Model</li>`, expected: 'link' },
    { html: `<p>[3] M. Stern. ${BLOCKWISE}. The Journal, 2018.</p>`, expected: 'reference' },
  ].map(({ html, expected }) => ({ name: html, title: BLOCKWISE, html, expected })),
  ...[
    { html: `<h2>${CAN}</h2>`, expected: 'heading' },
    { html: `<li><a href="#">${CAN}</a></li>`, expected: 'link' },
    { html: `<p>N. Subramani, “${CAN}” 2019.</p>`, expected: 'quotes' },
    { html: `<p>[2] N. Subramani. ${CAN} NeurIPS 2019.</p>`, expected: 'reference' },
  ].map(({ html, expected }) => ({ name: html, title: CAN, html, expected })),
];

/** As bibliographies, announcements and mails in other customs write them. */
const customs: readonly Case[] = [
  ...[
    `<p>Dehghani u. a.: ${UT}. ICLR 2019.</p>`,
    `<p>Mostafa Dehghani u.a.: ${UT}. 2019.</p>`,
    `<p>Dehghani et al.: ${UT}. ICLR 2019.</p>`,
    `<p>Dehghani et al.: ${UT}</p>`,
    `<p>[1] DEHGHANI M, GOUWS S, et al. Universal transformers[C]//ICLR. 2019.</p>`,
    `<p>[1] Dehghani M, Gouws S, et al. ${UT}[J]. arXiv preprint, 2018.</p>`,
    `<p>[1] Dehghani M. ${UT}[D]. 2019.</p>`,
    `<p>[1] Dehghani M, Gouws S. ${UT}[EB/OL]. (2018-07-10)[2020-01-01].</p>`,
    `<pre>arXiv:1807.03819\nTitle: ${UT}\nAuthors: Mostafa Dehghani</pre>`,
  ].map((html) => ({ name: html, title: UT, html, expected: 'reference' })),
  ...[
    `<p>Siehe u. a. ${UT}. 2019.</p>`,
    `<p>Title: ${UT}<br>Department: Sales</p>`,
    `<li>Re: ${UT}</li>`,
    `<p>Nov 3 — ${UT} (Alice)</p>`,
    `<p>the "${UT}"[A] of old</p>`,
  ].map((html) => ({ name: html, title: UT, html, expected: null })),
  {
    name: 'in small letters, marked as of a conference',
    title: BLOCKWISE,
    html: `<p>[1] Stern M. ${SENTENCE}[C]//NeurIPS. 2018: 10086-10095.</p>`,
    expected: 'reference',
  },
  {
    name: 'long, the subject of an answer',
    title: BLOCKWISE,
    html: `<li>Re: ${BLOCKWISE}</li>`,
    expected: 'text',
  },
  {
    name: 'long, passed on',
    title: BLOCKWISE,
    html: `<h3>Fwd: ${BLOCKWISE}</h3>`,
    expected: 'text',
  },
];

const places: readonly Case[] = [
  ...[
    `<h3>3.2 ${UT}</h3>`,
    `<h2>2. ${UT}</h2>`,
    `<h2>§2 ${UT}</h2>`,
    `<h2>IV. ${UT}</h2>`,
    `<h3>A.1 ${UT}</h3>`,
    `<h3><span>3.2</span> ${UT}</h3>`,
    `<p>Keywords: <a href="/k">${UT}</a></p>`,
    `<p>Keywords: <a href="/x">Layers</a>, <a href="/k">${UT}</a>; more</p>`,
    `<p>By "${UT}" we mean kernels that scale.</p>`,
    `<p>By “${UT}” we mean kernels that scale.</p>`,
    `<figure><table><caption>${UT}</caption></table></figure>`,
    `<fieldset><legend>${UT}</legend></fieldset>`,
    `<aside><ul><li>${UT}</li></ul></aside>`,
    `<footer><p>${UT}</p></footer>`,
  ].map((html) => ({ name: `short: ${html}`, title: UT, html, expected: null })),
  ...[
    { html: `<h2>2. ${UT} (ICLR 2019)</h2>`, expected: 'heading' },
    { html: `<h2>2. <a href="#">${UT}</a></h2>`, expected: 'link' },
    { html: `<li>2. ${UT}</li>`, expected: 'item' },
    { html: `<footer><p>[4] M. Dehghani. ${UT}. ICLR 2019.</p></footer>`, expected: 'reference' },
    { html: `<nav><p>[4] M. Dehghani. ${UT}. ICLR 2019.</p></nav>`, expected: 'reference' },
  ].map(({ html, expected }) => ({ name: `short: ${html}`, title: UT, html, expected })),
  {
    name: 'short, in a nav',
    title: UT,
    html: `<nav><ul><li>${UT}</li></ul></nav>`,
    expected: null,
  },
  { name: 'short, a label', title: UT, html: `<p><label>${UT}</label></p>`, expected: null },
  {
    name: 'short, a link to a part of the page',
    title: UT,
    html: `<li><a href="#ut">${UT}</a></li>`,
    expected: null,
  },
  {
    name: 'short, a link to what has a tag',
    title: UT,
    html: `<li><a href="/tags/ut">${UT}</a></li>`,
    expected: null,
  },
  {
    name: 'short, a link to the article on a thing',
    title: 'God Save the Queen',
    html: '<p>"<a href="/wiki/God_Save_the_Queen">God Save the Queen</a>"</p>',
    expected: null,
  },
  {
    name: 'short, a route',
    title: UT,
    html: `<li><a href="#/ut">${UT}</a></li>`,
    expected: 'link',
  },
  {
    name: 'short, in a heading that links to itself',
    title: UT,
    html: `<h2><a href="#ut">${UT}</a></h2>`,
    expected: 'heading',
  },
  { name: 'short, heading a column', title: UT, html: `<tr><th>${UT}</th></tr>`, expected: null },
  {
    name: 'long, in a nav',
    title: BLOCKWISE,
    html: `<nav><li>${BLOCKWISE}</li></nav>`,
    expected: 'item',
  },
  {
    name: 'in an archive of mail, an entry',
    title: BLOCKWISE,
    html: `<pre>[3] M. Stern. ${BLOCKWISE}. 2018.</pre>`,
    expected: 'reference',
  },
  {
    name: 'in an archive of mail, quoted',
    title: BLOCKWISE,
    html: `<pre>&gt; have a look at "${BLOCKWISE}" by Stern.</pre>`,
    expected: 'quotes',
  },
  {
    name: 'in an archive of mail, over lines that are quoted',
    title: BLOCKWISE,
    html: `<pre>&gt; have a look at ${BLOCKWISE.replace('for ', 'for\n&gt; ')} by\n&gt; Stern.</pre>`,
    expected: 'text',
  },
  {
    name: 'in an archive of mail, short, behind one author',
    title: UT,
    html: `<pre>[3] X. Author. Other. 2018.\n[4] M. Dehghani. ${UT}. ICLR 2019.</pre>`,
    expected: 'reference',
  },
  {
    name: 'in an announcement',
    title: BLOCKWISE,
    html: `<pre>arXiv:1811.03115\nTitle: ${BLOCKWISE}\nAuthors: Mitchell Stern</pre>`,
    expected: 'reference',
  },
];

const shortTitles: readonly Case[] = [
  {
    name: 'in bold, with authors whose first names are letters',
    title: 'Discrete Key-Value Bottleneck',
    html: '<li><strong>Discrete Key-Value Bottleneck</strong> <em>F. Träuble et al.</em> ICML 2023</li>',
    expected: 'emphasis',
  },
  {
    name: 'in a line above its authors',
    title: 'Discrete Key-Value Bottleneck',
    html: '<p>Discrete Key-Value Bottleneck<br>F. Träuble, A. Goyal. ICML 2023.</p>',
    expected: 'reference',
  },
  {
    name: 'in a line among others above its authors',
    title: 'Discrete Key-Value Bottleneck',
    html: '<p>Papers:<br>Discrete Key-Value Bottleneck<br>Frederik Träuble, Anirudh Goyal<br>ICML 2023<br></p>',
    expected: 'reference',
  },
  {
    name: 'in a cell above its authors',
    title: 'Discrete Key-Value Bottleneck',
    html: '<td>Discrete Key-Value Bottleneck<br>F. Träuble, A. Goyal</td>',
    expected: 'reference',
  },
  {
    name: 'in a cell above other names',
    title: UT,
    html: `<td>${UT}<br>Deep Learning, Graph Networks</td>`,
    expected: null,
  },
  {
    name: 'before its first author',
    title: UT,
    html: `<li>${UT}, M. Dehghani et al., ICLR 2019</li>`,
    expected: 'reference',
  },
  {
    name: 'ending a line above names',
    title: UT,
    html: `<p>We like ${UT}<br>F. Träuble, A. Goyal. ICML 2023.</p>`,
    expected: null,
  },
  {
    name: 'in a line above no authors',
    title: UT,
    html: `<p>${UT}<br>Models of 2023.</p>`,
    expected: null,
  },
  {
    name: 'in bold before other italics',
    title: UT,
    html: `<li><strong>${UT}</strong> <em>Deep Learning</em> 2023</li>`,
    expected: null,
  },
  {
    name: 'over an empty line',
    title: UT,
    html: '<p>Universal<br><br>Transformers</p>',
    expected: null,
  },
  {
    name: 'behind an author and a colon',
    title: UT,
    html: `<li>M. Dehghani: ${UT}. ICLR 2019.</li>`,
    expected: 'reference',
  },
  {
    name: 'behind an abbreviation and a colon',
    title: BLOCKWISE,
    html: `<li>U.S. Policy: ${BLOCKWISE}</li>`,
    expected: null,
  },
  ...[
    `<p>в этой статье «${UT}» показано</p>`,
    `<p>η εργασία «${UT}» λέει</p>`,
    `<p>die Arbeit „${UT}“ zeigt</p>`,
    `<p>el artículo «${UT}» muestra</p>`,
    `<p>l’articolo « ${UT} » mostra</p>`,
  ].map((html) => ({ name: html, title: UT, html, expected: 'quotes' })),
  {
    name: 'in quotes behind another word in Greek',
    title: UT,
    html: `<p>η λέξη «${UT}» λέει</p>`,
    expected: null,
  },
  {
    name: 'alone in a link',
    title: UT,
    html: `<p>We like <a href="#">${UT}</a> a lot.</p>`,
    expected: 'link',
  },
  { name: 'alone in a heading', title: UT, html: `<h2>${UT}</h2>`, expected: 'heading' },
  {
    name: 'alone in a link, with other small words in capitals',
    title: 'Attention Is All You Need',
    html: '<a href="#">Attention is All you Need</a>',
    expected: 'link',
  },
  {
    name: 'alone in a link, in small letters but for the first',
    title: 'Attention Is All You Need',
    html: '<a href="#">Attention is all you need</a>',
    expected: null,
  },
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
    name: 'in emphasis that may be a term’s',
    title: DEPTH,
    html: `<p>Later came the <em>${DEPTH}</em>, which stops early.</p>`,
    expected: null,
  },
  {
    name: 'in emphasis, called a paper',
    title: DEPTH,
    html: `<p>Later came the <em>${DEPTH}</em> paper, which stops early.</p>`,
    expected: 'emphasis',
  },
  {
    name: 'in emphasis, before its authors',
    title: DEPTH,
    html: `<li><b>${DEPTH}</b> Maha Elbayad, Jiatao Gu, Edouard Grave. [pdf], 2020</li>`,
    expected: 'emphasis',
  },
  {
    name: 'in emphasis, of five words',
    title: EMBEDDERS,
    html: `<p>Later it was found that <em>${EMBEDDERS}</em>, which we use.</p>`,
    expected: 'emphasis',
  },
  {
    name: 'in quotes that may be a term’s',
    title: UT,
    html: `<p>machines referred to as “${UT}” were built</p>`,
    expected: null,
  },
  {
    name: 'in quotes that are a name’s',
    title: PATCH,
    html: `<p>the unsolved “${PATCH}” problem</p>`,
    expected: null,
  },
  {
    name: 'in quotes that open the sentence',
    title: UT,
    html: `<p>Depth as a loop: “${UT}” runs one layer.</p>`,
    expected: 'quotes',
  },
  {
    name: 'in quotes, with its author behind',
    title: UT,
    html: `<p>we discuss “${UT}” by Dehghani</p>`,
    expected: 'quotes',
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
    html: `<p>Dans «&nbsp;${UT}&nbsp;», on lit</p>`,
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
    name: 'in a reference with quotes, sentence case',
    title: PATCH,
    html: '<p>[1] T. Brown, D. Mané, and A. Roy, “Adversarial patch,” in Proc. NIPS, 2017, pp. 1–6.</p>',
    expected: 'reference',
  },
  {
    name: 'in a reference with an abbreviated journal',
    title: PATCH,
    html: '<p>Brown T, Mané D, Roy A. Adversarial patch. Adv Neural Inf Process Syst. 2017;30:1-6.</p>',
    expected: 'reference',
  },
  {
    name: 'in a citation, under its authors',
    title: 'Layer Normalization',
    html: '<li><cite>Lei Jimmy Ba, Geoffrey E. Hinton:<br>Layer Normalization. CoRR abs/1607.06450 (2016)</cite></li>',
    expected: 'reference',
  },
  {
    name: 'in a reference with volume and pages',
    title: 'Long Short-Term Memory',
    html: '<p>S. Hochreiter and J. Schmidhuber. Long short-<br>term memory. <i>Neural Computation</i>, 9(8):1735–1780, 1997.</p>',
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
  {
    name: 'TeX that the page shows as a raised digit',
    title: 'UniCode$^2$: Cascaded Codebooks',
    html: '<li>UniCode²: Cascaded Codebooks</li>',
    expected: 'item',
  },
  {
    name: 'TeX that the page shows as <sup>',
    title: 'Clock Transition in Pr$^{9+}$',
    html: '<li>Clock Transition in Pr<sup>9+</sup></li>',
    expected: 'item',
  },
  {
    name: 'TeX at the beginning that the page shows as it is',
    title: '$\\pi_0$: A Vision-Language-Action Flow Model',
    html: '<div><span>Title:</span> $\\pi_0$: A Vision-Language-Action Flow Model</div>',
    expected: 'block',
  },
  {
    name: 'TeX on the page where the title has none',
    title: 'φ-Decoding: Adaptive Foresight Sampling',
    html: '<h4><a href="#">$\\phi$-Decoding: Adaptive Foresight Sampling</a></h4>',
    expected: 'link',
  },
  {
    name: 'TeX that the page shows as it is',
    title: 'Clock Transition in Pr$^{9+}$',
    html: '<li>Clock Transition in Pr$^{9+}$</li>',
    expected: 'item',
  },
  {
    name: 'another charge than in TeX',
    title: 'Clock Transition in Pr$^{9+}$',
    html: '<li>Clock Transition in Pr<sup>9</sup></li>',
    expected: null,
  },
  {
    name: 'a power that the page raises',
    title: 'Graphs with $2^{10}$ Vertices',
    html: '<li>Graphs with 2¹⁰ Vertices</li>',
    expected: 'item',
  },
  {
    name: 'a left-to-right mark before a plus',
    title: CODET5_PLUS,
    html: `<li>${CODET5_PLUS.replace('+', '\u200e+')}</li>`,
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

const code: readonly Case[] = [
  {
    name: 'in a line of code',
    title: BLOCKWISE,
    html: `<pre><code># ${BLOCKWISE}</code></pre>`,
    expected: null,
  },
  { name: 'filling a code span', title: UT, html: `<code>${UT}</code>`, expected: null },
  {
    name: 'linked in code',
    title: UT,
    html: `<pre><code><a href="#">${UT}</a></code></pre>`,
    expected: null,
  },
  {
    name: 'in the title field of BibTeX, with braces that keep capitals',
    title: UT,
    html: '<pre>@inproceedings{ut,\n title={{U}niversal {T}ransformers},\n year={2019}}</pre>',
    expected: 'reference',
  },
  {
    name: 'in the title field of BibTeX, in quotes',
    title: UT,
    html: `<pre>@article{ut, title = "${UT}", year = 2019}</pre>`,
    expected: 'reference',
  },
  {
    name: 'in a variable called title',
    title: UT,
    html: `<pre>plot(x, title="${UT}")</pre>`,
    expected: null,
  },
  {
    name: 'in a reference shown as code',
    title: UT,
    html: `<pre>M. Dehghani, S. Gouws, O. Vinyals. ${UT}. In ICLR, 2019.</pre>`,
    expected: 'reference',
  },
];

for (const [group, cases] of Object.entries({
  longTitles,
  tails,
  behind,
  customs,
  shortTitles,
  places,
  names,
  scripts,
  code,
})) {
  describe(`judgeTitle, ${group}`, () => {
    it.each(cases)('$name: $expected', ({ title, html, expected }) => {
      expect(reasonIn(title, html)).toBe(expected);
    });
  });
}

describe('judgeTitle, by the authors of the paper', () => {
  const authors = ['Dehghani, Mostafa', 'Stephan Gouws', 'Łukasz Kaiser'];
  it.each([
    { html: `<li>${UT} by Mostafa Dehghani, Stephan Gouws</li>`, expected: 'reference' },
    { html: `<li>${UT} by Mostafa Dehghani.</li>`, expected: 'reference' },
    { html: `<p>${UT} by Stephan Gouws. A fine one.</p>`, expected: 'reference' },
    { html: `<li>${UT} (Mostafa Dehghani)</li>`, expected: 'reference' },
    { html: `<p>Nov 3 — ${UT} (Dehghani)</p>`, expected: 'reference' },
    { html: `<td>Universal transformers, Lukasz Kaiser</td>`, expected: 'reference' },
    { html: `<p>1. ${UT}<br>2. ${UT} by Gouws</p>`, expected: 'reference' },
    { html: `<li>${UT} by Jane Other</li>`, expected: null },
    { html: `<li>${UT} by Mostafa Deh</li>`, expected: null },
    { html: `<li>${UT} and Dehghani</li>`, expected: null },
    { html: `<li>universal transformers by Mostafa Dehghani</li>`, expected: null },
    { html: `<p>They built ${UT}, Dehghani says.</p>`, expected: null },
    { html: `<li>Sparse ${UT} by Mostafa Dehghani</li>`, expected: null },
    { html: `<li>${UT}: A Survey by Mostafa Dehghani</li>`, expected: null },
  ])('$html: $expected', ({ html, expected }) => {
    expect(reasonIn(UT, html, authors)).toBe(expected);
  });
});

const BREAK = 'Break the Sequential Dependency of LLM Inference Using Lookahead Decoding';

/** In `html` the hit stands between brackets of white squares: "⟦Break the Chain⟧". */
const parts: readonly (Case & { readonly part?: 'beginning' | 'main' })[] = [
  {
    name: 'six words before an ellipsis, in a link',
    title: BREAK,
    html: '<a href="#">⟦Break the Sequential Dependency of LLM⟧ …</a>',
    part: 'beginning',
    expected: 'link',
  },
  {
    name: 'cut in a word, in a heading with a link',
    title: BREAK,
    html: '<h3><a href="#">⟦Break the Sequential Dependency of LLM Infer⟧...</a></h3>',
    part: 'beginning',
    expected: 'link',
  },
  {
    name: 'cut behind a plus',
    title: 'Omnilingual ASR: Open-Source Multilingual Speech Recognition for 1600+ Languages',
    html: '<a href="#">⟦Omnilingual ASR: Open-Source Multilingual Speech Recognition for 1600⟧+ …</a>',
    part: 'beginning',
    expected: 'link',
  },
  {
    name: 'cut behind a number that had a plus',
    title: 'Omnilingual ASR: Open-Source Multilingual Speech Recognition for 1600+ Languages',
    html: '<a href="#">⟦Omnilingual ASR: Open-Source Multilingual Speech Recognition for 1600⟧ …</a>',
    expected: null,
  },
  {
    name: 'cut behind a hyphen',
    title: 'RetroMAE v2: Duplex Masked Auto-Encoder For Pre-Training Language Models',
    html: '<a href="#">⟦RetroMAE v2: Duplex Masked Auto-Encoder For Pre⟧-...</a>',
    part: 'beginning',
    expected: 'link',
  },
  {
    name: 'cut by an ellipsis in brackets, in a cell',
    title: BREAK,
    html: '<table><tr><td>⟦Break the Sequential Dependency of LLM Inference⟧ […]</td></tr></table>',
    part: 'beginning',
    expected: 'cell',
  },
  {
    name: 'cut, in quotes',
    title: BREAK,
    html: '<p>so says “⟦Break the Sequential Dependency of LLM⟧…”, and it is so</p>',
    part: 'beginning',
    expected: 'quotes',
  },
  {
    name: 'cut, with the site behind',
    title: BREAK,
    html: '<h3>⟦Break the Sequential Dependency of LLM⟧ ... - arXiv</h3>',
    part: 'beginning',
    expected: 'heading',
  },
  {
    name: 'five words and some letters of the sixth',
    title: BREAK,
    html: '<a href="#">⟦Break the Sequential Dependency of LL⟧…</a>',
    expected: null,
  },
  {
    name: 'an ellipsis in a sentence',
    title: BREAK,
    html: '<p>We ⟦Break the Sequential Dependency of LLM⟧ … and more</p>',
    expected: null,
  },
  {
    name: 'no ellipsis',
    title: BREAK,
    html: '<a href="#">⟦Break the Sequential Dependency of LLM Inference⟧</a>',
    expected: null,
  },
  {
    name: 'a digit that differs',
    title: 'Llama 2: Open Foundation and Fine-Tuned Chat Models',
    html: '<a href="#">⟦Llama 3: Open Foundation and Fine-Tuned⟧…</a>',
    expected: null,
  },
  {
    name: 'a coined name alone in a heading',
    title: FASTDRAFT,
    html: '<h2>⟦FastDraft⟧</h2>',
    part: 'main',
    expected: 'heading',
  },
  {
    name: 'a coined name alone in a link',
    title: CODET5_PLUS,
    html: '<li>[12] <a href="#">⟦CodeT5⟧+</a> [code]</li>',
    part: 'main',
    expected: 'link',
  },
  {
    name: 'a coined name linked in a sentence',
    title: FASTDRAFT,
    html: '<p>works on advancing <a href="#">⟦FastDraft⟧</a> support</p>',
    expected: null,
  },
  {
    name: 'a coined name linked at the beginning of a sentence',
    title: FASTDRAFT,
    html: '<p><a href="#">⟦FastDraft⟧</a> is an interface for drafts</p>',
    expected: null,
  },
  {
    name: 'a coined name without its plus',
    title: CODET5_PLUS,
    html: '<a href="#">⟦CodeT5⟧</a>',
    expected: null,
  },
  {
    name: 'a coined name with TeX',
    title: 'UniCode$^2$: Cascaded Codebooks',
    html: '<a href="#">⟦UniCode²⟧</a>',
    part: 'main',
    expected: 'link',
  },
  { name: 'other words', title: FASTDRAFT, html: '<h2>⟦Fast Draft⟧</h2>', expected: null },
  { name: 'other capitals', title: FASTDRAFT, html: '<h2>⟦Fastdraft⟧</h2>', expected: null },
  {
    name: 'in a sentence',
    title: FASTDRAFT,
    html: '<p>we use ⟦FastDraft⟧ here</p>',
    expected: null,
  },
  { name: 'in a code span', title: FASTDRAFT, html: '<code>⟦FastDraft⟧</code>', expected: null },
  {
    name: 'a name in quotes that may be the thing’s',
    title: FASTDRAFT,
    html: '<p>we use “⟦FastDraft⟧” here</p>',
    expected: null,
  },
  {
    name: 'before another subtitle',
    title: FASTDRAFT,
    html: '<li><a href="#">⟦FastDraft⟧</a>: Drafting for Everyone</li>',
    expected: null,
  },
  {
    name: 'four words in a heading',
    title: 'You Only Cache Once: Decoder-Decoder Architectures for Language Models',
    html: '<h2>4. ⟦You Only Cache Once⟧</h2>',
    part: 'main',
    expected: 'heading',
  },
  {
    name: 'three words that are as good a topic',
    title: 'Unified Speech Recognition: A Single Model for Auditory and Visual Inputs',
    html: '<h2>⟦Unified Speech Recognition⟧</h2>',
    expected: null,
  },
  {
    name: 'three words with the year behind',
    title: 'Unified Speech Recognition: A Single Model for Auditory and Visual Inputs',
    html: '<li>⟦Unified Speech Recognition⟧ (arXiv 2024) [code]</li>',
    part: 'main',
    expected: 'item',
  },
  {
    name: 'a coined name that links to a part of the page',
    title: FASTDRAFT,
    html: '<td><a href="#fastdraft">⟦FastDraft⟧</a></td>',
    part: 'main',
    expected: 'cell',
  },
  {
    name: 'four words that link to a part of the page',
    title: 'You Only Cache Once: Decoder-Decoder Architectures for Language Models',
    html: '<li><a href="#yoco">⟦You Only Cache Once⟧</a></li>',
    expected: null,
  },
  {
    name: 'a menu entry',
    title: 'GiT: Towards Generalist Vision Transformer',
    html: '<li><a href="#">⟦GiT⟧</a></li>',
    expected: null,
  },
];

function judgeMarked(title: string, html: string) {
  for (const block of readHtml(html).blocks) {
    const start = block.text.indexOf('⟦');
    if (start < 0) continue;
    const context = contextIn(block, start, block.text.indexOf('⟧') + 1);
    const bare = (text: string) => text.replace(/[⟦⟧]/g, '');
    return judgeTitle({ title, authors: [] }, { ...context, surface: bare(context.surface) });
  }
  throw new Error(`no hit in ${html}`);
}

describe('judgeTitle, parts of titles', () => {
  it.each(parts)('$name: $expected', ({ title, html, part, expected }) => {
    expect(judgeMarked(title, html)).toEqual(
      expected === null ? null : { certainty: 'title', part, reason: expected },
    );
  });
});

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
    expect(judgeTitle({ title: PARALLEL, authors: [] }, context)).toBe(null);
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
