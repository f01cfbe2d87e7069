import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSnippet, findMatches } from '../../lib/search/excerpt.ts';
import { foldWords, placeWords } from '../../lib/search/fold-words.ts';
import type { Sought } from '../../lib/search/sought.ts';

/** The last word is unfinished. */
function soughtIn(query: string): Sought {
  const words = placeWords(query).map(({ text }) => text);
  const last = words.length - 1;
  return {
    words: [...words.keys()],
    terms: new Map(words.map((word, index) => [word, [index]])),
    texts: new Set(words),
    guesses: new Map(),
    beginning: { text: words[last] ?? '', word: last },
    letters: '',
  };
}

const snippetOf = (text: string, query: string) =>
  cutSnippet(text, findMatches(text, placeWords(text), soughtIn(query)));
const marked = ({ text, matches }: ReturnType<typeof snippetOf>) =>
  matches.map(([start, end]) => text.slice(start, end));

describe('cutSnippet', () => {
  const filler = 'nothing of note happens in this sentence. '.repeat(10);

  it('gives a short text whole', () => {
    expect(snippetOf('Models of speech.', 'speech').text).toBe('Models of speech.');
  });

  it('shows the stretch with most different words, cut at words', () => {
    const text = `${filler}Speech alone. ${filler}Speech meets codec models. ${filler}`;
    const snippet = snippetOf(text, 'speech codec');
    expect(snippet.text).toContain('Speech meets codec models.');
    expect(snippet.text).toMatch(/^… \S.*\S …$/);
    expect(snippet.text.length).toBeLessThan(170);
    expect(marked(snippet)).toEqual(['Speech', 'codec']);
  });

  it('keeps to the text, whatever it is', () => {
    const words = fc.array(
      fc.constantFrom('speech', 'codec', 'a', 'Fülle', '—', '日本', 'x'.repeat(90)),
      {
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(words, fc.constantFrom('speech', 'codec fül', '日 x'), (parts, query) => {
        const text = parts.join(' ');
        const snippet = snippetOf(text, query);
        expect(text).toContain(snippet.text.replace(/^… | …$/g, ''));
        const sought = [...soughtIn(query).terms.keys()];
        for (const match of marked(snippet)) expect(sought).toContain(foldWords(match).slice(1));
      }),
    );
  });
});
