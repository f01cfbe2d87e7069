import { describe, expect, it } from 'vitest';
import { findHits } from '../../lib/page/hits.ts';
import { createSlices } from '../../lib/page/slices.ts';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import type { HolderKind } from '../../lib/recognise/types.ts';
import { knowing, scanFor, stage, testSignal } from './stage.ts';

const TITLE = 'Universal Transformers';
const known = knowing([TITLE]);

/** The kinds of what holds the title, innermost first; the block, which is always last, left out. */
async function kindsIn(html: string): Promise<readonly (readonly HolderKind[])[]> {
  const hits = await scanFor(stage(html), known);
  const { shown } = await findHits(hits, createSlices(testSignal()), keysOfUrl);
  return shown.map(({ candidate }) =>
    candidate.kind === 'title'
      ? candidate.context.holders.map(({ kind }) => kind).slice(0, -1)
      : [],
  );
}

interface Case {
  readonly name: string;
  readonly html: string;
  readonly expected: readonly HolderKind[];
}

const link = (href: string) => `<p><a href="${href}">${TITLE}</a></p>`;

const groups: Readonly<Record<string, readonly Case[]>> = {
  'a place that carries a title': [
    { name: 'nothing', html: `<p>${TITLE}</p>`, expected: [] },
    { name: 'a link', html: link('https://example.org/paper'), expected: ['link'] },
    { name: 'a link by its role', html: `<p role="link">${TITLE}</p>`, expected: ['link'] },
    { name: 'a heading', html: `<h2>${TITLE}</h2>`, expected: ['heading'] },
    {
      name: 'a heading by its role',
      html: `<p role="heading">${TITLE}</p>`,
      expected: ['heading'],
    },
    { name: 'a cell', html: `<table><td>${TITLE}</table>`, expected: ['cell'] },
    { name: 'a cell by its role', html: `<p role="gridcell">${TITLE}</p>`, expected: ['cell'] },
    { name: 'an item', html: `<ul><li>${TITLE}</ul>`, expected: ['item'] },
    { name: 'an item by its role', html: `<p role="listitem">${TITLE}</p>`, expected: ['item'] },
    { name: 'a citation', html: `<p><cite>${TITLE}</cite></p>`, expected: ['cite'] },
    {
      name: 'several, the innermost first',
      html: `<ul><li><a href="/p"><em>${TITLE}</em></a></ul>`,
      expected: ['emphasis', 'link', 'item'],
    },
  ],
  'a menu': [
    { name: 'a nav', html: `<nav><p>${TITLE}</p></nav>`, expected: ['menu'] },
    {
      name: 'a navigation by its role',
      html: `<div role="navigation"><p>${TITLE}</p></div>`,
      expected: ['menu'],
    },
    {
      name: 'an entry of a menu that is a link',
      html: `<p><a role="menuitem" href="/p">${TITLE}</a></p>`,
      expected: ['menu'],
    },
    {
      name: 'a legend',
      html: `<fieldset><legend>${TITLE}</legend></fieldset>`,
      expected: ['menu'],
    },
    { name: 'a caption', html: `<table><caption>${TITLE}</table>`, expected: ['menu'] },
    { name: 'an aside', html: `<aside><p>${TITLE}</p></aside>`, expected: ['menu'] },
    { name: 'a footer', html: `<footer><p>${TITLE}</p></footer>`, expected: ['menu'] },
    { name: 'the header of a page', html: `<header><p>${TITLE}</p></header>`, expected: ['menu'] },
    {
      name: 'the way to a page by its class',
      html: `<div class="breadcrumb"><p>${TITLE}</p></div>`,
      expected: ['menu'],
    },
    {
      name: 'the way to a page by its label',
      html: `<div aria-label="Breadcrumbs"><p>${TITLE}</p></div>`,
      expected: ['menu'],
    },
    {
      name: 'but no header of an article',
      html: `<article><header><p>${TITLE}</p></header></article>`,
      expected: [],
    },
    {
      name: 'but no page that only has a way to it',
      html: `<div class="has-breadcrumb"><p>${TITLE}</p></div>`,
      expected: [],
    },
    { name: 'a label', html: `<p><label>${TITLE}</label></p>`, expected: ['menu'] },
    { name: 'the head of a column', html: `<table><th>${TITLE}</table>`, expected: ['menu'] },
    { name: 'a link to a part of the page', html: link('#universal'), expected: ['menu'] },
    { name: 'a link to all of a topic', html: link('/topics/universal'), expected: ['menu'] },
    {
      name: 'a link to all with a tag',
      html: link('https://example.org/tag/ut'),
      expected: ['menu'],
    },
    {
      name: 'in a heading that links to itself',
      html: `<h2><a href="#universal">${TITLE}</a></h2>`,
      expected: ['menu', 'heading'],
    },
    { name: 'but no link that a script follows', html: link('#'), expected: ['link'] },
    { name: 'but no route', html: link('#/papers/1807.03819'), expected: ['link'] },
    { name: 'but no word that begins like it', html: link('/tagging/ut'), expected: ['link'] },
  ],
  code: [
    { name: 'code', html: `<p><code>${TITLE}</code></p>`, expected: ['code'] },
    { name: 'code in a pre', html: `<pre><code>${TITLE}</code></pre>`, expected: ['code'] },
    {
      name: 'a pre with a class',
      html: `<pre class="prettyprint">${TITLE}</pre>`,
      expected: ['code'],
    },
    {
      name: 'a pre that is highlighted around',
      html: `<div class="highlight-source-js"><pre>${TITLE}</pre></div>`,
      expected: ['code'],
    },
    { name: 'but no bare pre', html: `<pre>${TITLE}</pre>`, expected: [] },
    { name: 'but no pre with an id only', html: `<pre id="b">${TITLE}</pre>`, expected: [] },
  ],
};

for (const [group, cases] of Object.entries(groups)) {
  describe(`${group} is told by what holds the title`, () => {
    it.each(cases)('$name', async ({ html, expected }) => {
      expect(await kindsIn(html)).toEqual([expected]);
    });
  });
}
