import { describe, expect, it } from 'vitest';
import { findHits } from '../../lib/page/hits.ts';
import { liveRange } from '../../lib/page/ranges.ts';
import { type Mention, marksOf, papersOf } from '../../lib/page/rows.ts';
import { createSlices } from '../../lib/page/slices.ts';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { confirm, knowing, paperOf, scanFor, stage, testSignal } from './stage.ts';

const TITLE = 'Speculative Decoding with Big Little Decoder';
const known = knowing([TITLE, 'Universal Transformers'], {
  'arxiv:2302.07863': 0,
  'url:github.com/kssteven418/bigspeculativedecoding': 0,
  'arxiv:1807.03819': 1,
});
const ABS = 'https://arxiv.org/abs/2302.07863';
const PDF = 'https://arxiv.org/pdf/2302.07863';
const OTHER = 'https://arxiv.org/abs/1807.03819';

async function marksOn(html: string) {
  const { shown } = await findHits(
    await scanFor(stage(html), known),
    createSlices(testSignal()),
    keysOfUrl,
  );
  const mentions = shown.map((found): Mention => {
    const { paperId, evidence } = confirm(found.candidate.row, found.candidate.kind);
    return { found, paperId, evidence };
  });
  return marksOf(mentions);
}

const textsOf = (marks: Awaited<ReturnType<typeof marksOn>>) =>
  marks.map(({ range }) => (range === null ? null : liveRange(range).toString()));

describe('one mark per paper in a row', () => {
  const icon = '<svg width="16" height="16"></svg>';
  const cases = [
    {
      name: 'the title of a list item, not its links',
      html: `<ul><li>${TITLE} <a href="${ABS}">abs</a> <a href="${PDF}">pdf</a></li></ul>`,
      expected: [TITLE],
    },
    {
      name: 'the first text link where there is no title',
      html: `<ul><li>BiLD <a href="${ABS}">${icon}</a> <a href="${ABS}">abs</a> <a href="${PDF}">pdf</a></li></ul>`,
      expected: ['abs'],
    },
    {
      name: 'a picture alone is counted',
      html: `<ul><li><a href="${ABS}">${icon}</a></li></ul>`,
      expected: [null],
    },
    {
      name: 'a definition and its term are one row',
      html: `<dl><dt>[1] <a href="${ABS}">arXiv:2302.07863</a> [<a href="${PDF}">pdf</a>]</dt><dd><div>Title: ${TITLE}</div></dd></dl>`,
      expected: [TITLE],
    },
    {
      name: 'the cells of a table row are one row',
      html: `<table><tr><td>${TITLE}</td><td><a href="${PDF}">pdf</a></td></tr><tr><td><a href="${PDF}">pdf</a></td></tr></table>`,
      expected: [TITLE, 'pdf'],
    },
    {
      name: 'every mention of a title is marked',
      html: `<p>${TITLE}. And again: ${TITLE}.</p>`,
      expected: [TITLE, TITLE],
    },
    {
      name: 'two papers in one row have a mark each',
      html: `<p><a href="${ABS}">one</a>, <a href="${OTHER}">two</a>, <a href="${PDF}">one</a></p>`,
      expected: ['one', 'two'],
    },
    {
      name: 'paragraphs of an article are rows of their own',
      html: `<article><p><a href="${ABS}">one</a></p><p><a href="${ABS}">again</a></p></article>`,
      expected: ['one', 'again'],
    },
    {
      name: 'an article without paragraphs is one row',
      html: `<article><h3>${TITLE}</h3><div><a href="${ABS}">abs</a></div></article>`,
      expected: [TITLE],
    },
  ];
  for (const { name, html, expected } of cases) {
    it(name, async () => expect(textsOf(await marksOn(html))).toEqual(expected));
  }
});

it('counts papers in page order with the strongest reason', async () => {
  const marks = await marksOn(
    `<p>Universal Transformers</p><p>${TITLE}</p><ul><li>${TITLE} <a href="${PDF}">pdf</a></li></ul>`,
  );
  expect(papersOf(marks)).toEqual([
    { paperId: paperOf(1), occurrences: 1, evidence: confirm(1, 'title').evidence },
    { paperId: paperOf(0), occurrences: 2, evidence: confirm(0, 'link').evidence },
  ]);
});
