import { describe, expect, it } from 'vitest';
import { watchMainTitles } from '../../lib/recognise/main-titles-in-use.ts';

describe('watchMainTitles', () => {
  const papers = [
    'FastThing: Doing Things at Speed',
    'You Only Think Once: A Plea',
    'You Only Look Once: Detection',
    'You Only Look Once: Segmentation',
  ];
  const mains = new Map(papers.map((title, row) => [row, title.split(':')[0] ?? '']));

  it('takes a main title for its own paper’s where no other paper mentions it', () => {
    const use = watchMainTitles(mains);
    papers.forEach((title, row) => {
      use.read(row, title);
    });
    use.read(0, 'FastThing is fast. We say why FastThing is fast.');
    expect([...use.distinctive()]).toEqual([0, 1]);
    use.read(1, 'Unlike FastThing, we think');
    expect([...use.distinctive()]).toEqual([1]);
  });

  it('answers for a catalogue without any', () => {
    const use = watchMainTitles(new Map());
    use.read(0, 'Some text');
    expect(use.distinctive().size).toBe(0);
  });
});

describe('watchMainTitles, short titles', () => {
  const shorts = new Map([
    [0, 'Neural Machine Translation'],
    [1, 'Universal Transformers'],
  ]);
  const read = (mentions: number) => {
    const use = watchMainTitles(new Map(), shorts);
    use.read(0, 'Neural Machine Translation. Neural machine translation is a field.');
    for (let row = 2; row < 2 + mentions; row++) use.read(row, 'For neural machine translation we');
    return [...use.everyday()];
  };

  it('takes one for everyday speech when more than three other papers mention it', () => {
    expect(read(3)).toEqual([]);
    expect(read(4)).toEqual([0]);
  });
});
