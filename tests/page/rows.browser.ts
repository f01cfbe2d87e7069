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

type Judge = (candidate: Mention['found']['candidate']) => Pick<Mention, 'paperId' | 'evidence'>;

async function marksOn(html: string, judge: Judge = ({ row, kind }) => confirm(row, kind)) {
  const { shown } = await findHits(
    await scanFor(stage(html), known),
    createSlices(testSignal()),
    keysOfUrl,
  );
  const mentions = shown.map((found): Mention => {
    const { paperId, evidence } = judge(found.candidate);
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
  const other = `<h3><a href="${OTHER}">Universal Transformers</a></h3>`;
  const blocks = [
    {
      name: 'links in blocks before and behind the title',
      html: `<div><div><div><a href="${PDF}"><span>[PDF]</span> arxiv.org</a></div></div><div><h3><a href="#">${TITLE}</a></h3><div>S Kim - arXiv preprint arXiv:2302.07863, 2023</div></div></div>`,
      expected: [TITLE],
    },
    {
      name: 'in a list of such entries',
      html: `<div><div>${other}<div><a href="${OTHER}">[PDF]</a></div></div><div><h3>${TITLE}</h3><div><a href="${ABS}">abs</a></div></div></div>`,
      expected: ['Universal Transformers', TITLE],
    },
    {
      name: 'a link around the heading',
      html: `<div><a href="${ABS}"><h2><span>${TITLE}</span></h2></a>${other}</div>`,
      expected: [TITLE, 'Universal Transformers'],
    },
    {
      name: 'links in a list of their own',
      html: `<div><h3>${TITLE}</h3><ul><li><a href="${ABS}">abs</a></li><li>2023</li></ul></div>`,
      expected: [TITLE],
    },
    {
      name: 'a heading that is known by its link, and links in blocks beside it',
      html: `<div><div><a href="${PDF}">[PDF]</a></div><h3><a href="${ABS}">Speculative Decoding …</a></h3></div>`,
      expected: ['Speculative Decoding …'],
    },
    {
      name: 'a paragraph that links the paper is its own row',
      html: `<div><h2>${TITLE}</h2><p>See <a href="${ABS}">here</a>.</p></div>`,
      expected: [TITLE, 'here'],
    },
    {
      name: 'items of one list are rows of their own',
      html: `<ul><li>${TITLE}</li><li>Its <a href="${PDF}">PDF</a></li></ul>`,
      expected: [TITLE, 'PDF'],
    },
    {
      name: 'another paper between title and link parts them',
      html: `<div><div>${TITLE}</div><div><a href="${OTHER}">one</a></div><div><a href="${ABS}">two</a></div></div>`,
      expected: [TITLE, 'one', 'two'],
    },
    {
      name: 'another heading between title and link parts them',
      html: `<div><h3>${TITLE}</h3><h3>A paper unknown here</h3><div><a href="${ABS}">cites it</a></div></div>`,
      expected: [TITLE, 'cites it'],
    },
    {
      name: 'much text between title and link parts them',
      html: `<div><div>${TITLE}</div><div>${'Words and words. '.repeat(200)}</div><div><a href="${ABS}">it</a></div></div>`,
      expected: [TITLE, 'it'],
    },
    {
      name: 'every mention of the title keeps its mark',
      html: `<div><h3>${TITLE}</h3><div>We look at ${TITLE}, 2023.</div><div><a href="${ABS}">abs</a></div></div>`,
      expected: [TITLE, TITLE],
    },
  ];
  for (const { name, html, expected } of [...cases, ...blocks]) {
    it(name, async () => expect(textsOf(await marksOn(html))).toEqual(expected));
  }
});

describe('a title in a link to another paper has one mark', () => {
  const html = `<ul><li><a href="${OTHER}">${TITLE}</a>, <a href="${OTHER}">again</a></li></ul>`;
  const told = async (judge: Judge) =>
    (await marksOn(html, judge)).map(({ paperId, evidence, range }) => [
      paperId,
      evidence.conflict === true,
      range && liveRange(range).toString(),
    ]);

  it('the title’s where it outweighs the link', async () => {
    const judge: Judge = ({ row, kind }) => {
      const { paperId, evidence } = confirm(row, kind);
      return { paperId, evidence: kind === 'title' ? { ...evidence, conflict: true } : evidence };
    };
    expect(await told(judge)).toEqual([
      [paperOf(0), true, TITLE],
      [paperOf(1), false, 'again'],
    ]);
  });

  it('the link’s where it outweighs the title', async () => {
    const { paperId, evidence } = confirm(1, 'link');
    const judge: Judge = ({ kind }) =>
      kind === 'title'
        ? { paperId, evidence: { ...evidence, conflict: true } }
        : { paperId, evidence };
    expect(await told(judge)).toEqual([[paperOf(1), true, TITLE]]);
  });
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
