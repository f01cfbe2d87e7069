import { describe, expect, it } from 'vitest';
import type { TextBatch } from '../../lib/page/text-batch.ts';
import { LINE_BREAK, placeIn, type TextRun } from '../../lib/page/text-run.ts';
import { createTextWalk, type WalkVisitor } from '../../lib/page/walk-text.ts';
import { get, stage } from './stage.ts';

/** Each run of a batch, by the offsets in it. */
function runsIn(batch: TextBatch): TextRun[] {
  return batch.runsAt(Array.from(batch.text, (_, at) => at));
}

function runsOf(root: Node, visitor: Partial<WalkVisitor> = {}): TextRun[] {
  const nothing = () => undefined;
  const walk = createTextWalk(root, {
    link: nothing,
    shadowRoot: nothing,
    bareHost: nothing,
    ...visitor,
  });
  const runs: TextRun[] = [];
  for (let isEnd = false; !isEnd; ) {
    isEnd = walk.step();
    for (const batch of walk.take(isEnd)) runs.push(...runsIn(batch));
  }
  expect(walk.isComplete()).toBe(true);
  return runs;
}

const textsOf = (root: Node) =>
  runsOf(root)
    .map(({ text }) => text.replace(/\s*\n\s*/g, ' ').trim())
    .filter((text) => text !== '');

describe('text', () => {
  const cases = [
    {
      name: 'runs over inline markup',
      html: '<p>Universal <b>Trans</b>form<em>ers</em> and <a href="x">more</a></p>',
      expected: ['Universal Transformers and more'],
    },
    {
      name: 'stops at blocks',
      html: '<p>One</p><div>Two<p>Three</p>Four</div>',
      expected: ['One', 'Two', 'Three', 'Four'],
    },
    {
      name: 'stops at cells and items',
      html: '<table><tr><td>One</td><td>Two</td></tr></table><ul><li>Three</li><li>Four</li></ul>',
      expected: ['One', 'Two', 'Three', 'Four'],
    },
    {
      name: 'takes a line break as white space, and a word break as nothing',
      html: '<p>Big<br>Little De<wbr>coder</p>',
      expected: [`Big${LINE_BREAK}Little Decoder`],
    },
    {
      name: 'keeps soft hyphens, which the matcher folds away',
      html: '<p>Specu&shy;lative</p>',
      expected: ['Specu\u00adlative'],
    },
    {
      name: 'leaves out what is no text of the page, and reads on behind it',
      html: '<p>Big <script>no</script><style>no</style><noscript>no</noscript><svg><title>no</title></svg>Little<template>no</template></p>',
      expected: ['Big', 'Little'],
    },
    {
      name: 'reads on over a picture',
      html: '<p>Big <img alt="no">Little</p>',
      expected: ['Big Little'],
    },
    {
      name: 'leaves out fields, and stops there',
      html: '<p>One <textarea>no</textarea> two <select><option>no</select></p>',
      expected: ['One', 'two'],
    },
    {
      name: 'reads code, where reading lists quote BibTeX',
      html: '<p>The <code>code</code></p><pre><code>title = {<span>Big</span> Little},</code></pre>',
      expected: ['The code', 'title = {Big Little},'],
    },
    {
      name: 'takes custom elements as inline',
      html: '<p>Big <my-mark>Little</my-mark> Decoder</p>',
      expected: ['Big Little Decoder'],
    },
    {
      name: 'stops between inline elements that the page displays as blocks',
      html: '<p><span style="display:block">Title</span><span style="display:block">Authors</span></p>',
      expected: ['Title', 'Authors'],
    },
    {
      name: 'stops between custom elements that the page displays as blocks',
      html: '<my-list><my-row style="display:block">Title</my-row><my-row style="display:block">Next</my-row></my-list>',
      expected: ['Title', 'Next'],
    },
    {
      name: 'leaves out the reading aid of ruby',
      html: '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby></p>',
      expected: ['漢字'],
    },
    {
      name: 'reads formulas once',
      html: '<p>The <math><semantics><mrow><mi>k</mi></mrow><annotation>k</annotation></semantics></math>-means</p>',
      expected: ['The k-means'],
    },
    {
      name: 'reads text in drawings',
      html: '<svg><text>Big <tspan>Little</tspan></text><text>Decoder</text></svg>',
      expected: ['Big Little', 'Decoder'],
    },
  ];
  for (const { name, html, expected } of cases) {
    it(name, () => expect(textsOf(stage(html))).toEqual(expected));
  }

  it('reads what XML has as character data', () => {
    const xml = '<main xmlns="http://www.w3.org/1999/xhtml">Big <![CDATA[Little]]> Decoder</main>';
    const parsed = new DOMParser().parseFromString(xml, 'application/xhtml+xml');
    expect(textsOf(parsed.documentElement)).toEqual(['Big Little Decoder']);
  });

  it('walks a form whose fields are named like properties of nodes', () => {
    const main = stage(
      '<form>One<input name="firstChild"><input name="nextSibling"><input name="parentNode">' +
        '<input name="localName"><input name="nodeType"><input name="shadowRoot"><p>Two</p></form><p>Three</p>',
    );
    expect(textsOf(main)).toEqual(['One', 'Two', 'Three']);
  });

  it('walks open shadow trees where their host stands', () => {
    const main = stage('<p>One</p><div id="host">Slotted</div><p>Two</p>');
    const root = get('#host', main).attachShadow({ mode: 'open' });
    root.append('Inside ', document.createElement('slot'));
    const roots: ShadowRoot[] = [];
    const runs = runsOf(main, { shadowRoot: (at) => roots.push(at) });
    const texts = runs.map(({ text }) => text.trim());
    expect(texts).toEqual(['One', 'Inside', 'Slotted', 'Two']);
    expect(roots).toEqual([root]);
  });

  it('goes through 20,000 levels without recursion', () => {
    const main = stage('');
    let at: Element = main;
    for (let i = 0; i < 20_000; i++) {
      const next = document.createElement('span');
      at.append(next);
      at = next;
    }
    at.append('Deep');
    expect(textsOf(main)).toEqual(['Deep']);
  });

  it('says so when the page takes away what it stands on', () => {
    const paragraphs = '<p>One</p>'.repeat(2_000);
    const main = stage(`<div id="gone">${paragraphs}</div><p>Three</p>`);
    const nothing = () => undefined;
    const walk = createTextWalk(main, { link: nothing, shadowRoot: nothing, bareHost: nothing });
    expect(walk.step()).toBe(false);
    get('#gone', main).remove();
    while (!walk.step());
    expect(walk.isComplete()).toBe(false);
  });
});

describe('places in a run', () => {
  it('lead back to the letter at every offset', () => {
    const main = stage('<p>Uni<b>ver</b>sal<br><i>Trans</i><!-- --><u></u>formers</p>');
    const [run] = runsOf(main);
    if (run === undefined) throw new Error('no run');
    for (let at = 0; at < run.text.length; at++) {
      if (run.text[at] === LINE_BREAK) continue;
      const start = placeIn(run, at, 'start');
      expect(start.node.data[start.offset]).toBe(run.text[at]);
      const end = placeIn(run, at + 1, 'end');
      expect(end.node.data[end.offset - 1]).toBe(run.text[at]);
    }
  });

  it('lead back into a long text that was cut, and every title fits into a piece', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `word${index}`).join(' ');
    const main = stage('<p></p>');
    get('p', main).append(words);
    const runs = runsOf(main);
    expect(runs.length).toBeGreaterThan(3);
    let read = '';
    for (const run of runs) {
      read += run.text.slice(run.repeated);
      const { node, offset } = placeIn(run, 100, 'start');
      expect(node.data.slice(offset, offset + 20)).toBe(run.text.slice(100, 120));
    }
    expect(read).toBe(words);
  });
});
