import { describe, expect, it } from 'vitest';
import { spellName } from '../../../lib/search/ranking/name-spellings.ts';
import { readQueryWords } from '../../../lib/search/ranking/query-words.ts';

describe('spellName', () => {
  const cases: [title: string, spellings: string[]][] = [
    ['VALL-E 2: Neural Codec Language Models', ['valle2', 've2']],
    ['CodeT5+: Open Code Large Language Models', ['codet5plus']],
    ['CodeT5: Identifier-aware Models', ['codet5']],
    ['UniCode^2: Cascaded Codebooks', ['unicode2']],
    ['RetroMAE v2: Duplex Masked Auto-Encoder', ['retromaev2', 'retromae2']],
    ["D'OH: Decoder-Only random Hypernetworks", ['doh']],
    ['φ-Decoding: Adaptive Foresight Sampling', ['phidecoding']],
    ['You Only Cache Once: Decoder-Decoder Architectures', ['youonlycacheonce', 'yoco']],
    ['Adversarial Patch', ['adversarialpatch']],
    ['Neural Machine Translation without Embeddings of Any Kind', ['nmtweoak']],
    ['', []],
  ];
  it.each(cases)('%s', (title, spellings) => {
    expect(spellName(title)).toEqual(spellings);
  });
});

describe('readQueryWords', () => {
  const cases: [typed: string, words: string[], name: string][] = [
    ['VALL-E 2', ['vall', 'e', '2'], 'valle2'],
    ['codet5+', ['codet5', 'plus'], 'codet5plus'],
    ["d'oh", ['doh'], 'doh'],
    ['φ decoding', ['phi', 'decoding'], 'phidecoding'],
    ['Gervásio', ['gervasio'], 'gervasio'],
    ['seq vs seq', ['seq', 'vs'], 'seqvsseq'],
    ['', [], ''],
    [' ?! ', [], ''],
  ];
  it.each(cases)('%j', (typed, words, name) => {
    const query = readQueryWords(typed);
    expect(query.words.map(({ text }) => text)).toEqual(words);
    expect(query.name).toBe(name);
  });

  it('leaves out words that say nothing, unless there are no others', () => {
    const idle = (typed: string) => readQueryWords(typed).words.map(({ isIdle }) => isIdle);
    expect(idle('to each metric its decoding')).toEqual([true, true, false, true, false]);
    expect(idle('to be or not')).toEqual([false, false, false, false]);
  });

  it('takes the last word for unfinished until a space or a stop', () => {
    const isOpen = (typed: string) => readQueryWords(typed).isOpen;
    expect(['model', 'codet5+', 'a b'].map(isOpen)).toEqual([true, true, true]);
    expect(['model ', ''].map(isOpen)).toEqual([false, false]);
  });

  it('writes neighbours as one word, and not only words that say nothing', () => {
    const spans = readQueryWords('the hyper networks of').spans.map(({ text }) => text);
    expect(spans).toContain('hypernetworks');
    expect(spans).not.toContain('ofthe');
  });
});
