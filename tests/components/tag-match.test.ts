import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTwin, foldTag, matchTags, tagOptions } from '../../components/tag-match.ts';
import type { TagCount, TagId } from '../../lib/paper/paper.ts';

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

function tag(name: string, papers = 1, daysAgo = 0): TagCount {
  const usedAt = NOW - daysAgo * DAY_MS;
  return { id: name as TagId, name, slot: null, createdAt: usedAt, usedAt, papers };
}

const names = (tags: readonly TagCount[]) => tags.map(({ name }) => name);

describe('matchTags', () => {
  const TAGS = [
    tag('decoding', 9, 1),
    tag('speculative decoding', 3, 0),
    tag('model editing', 2, 0),
    tag('nlp/dialogue', 4, 0),
    tag('Étude', 1, 0),
    tag('大模型', 1, 0),
  ];
  it.each([
    {
      name: 'the beginning of a name before the beginning of a word, before letters in order',
      typed: 'de',
      expected: ['decoding', 'speculative decoding', 'nlp/dialogue', 'model editing', 'Étude'],
    },
    { name: 'a word after a slash', typed: 'dial', expected: ['nlp/dialogue'] },
    { name: 'initials', typed: 'sd', expected: ['speculative decoding'] },
    { name: 'letters in order', typed: 'dcdng', expected: ['decoding', 'speculative decoding'] },
    { name: 'without case and accents', typed: 'ETUDE', expected: ['Étude'] },
    { name: 'every script', typed: '大模', expected: ['大模型'] },
    { name: 'nothing', typed: 'xyz', expected: [] },
  ])('finds $name', ({ typed, expected }) => {
    expect(names(matchTags(typed, TAGS, NOW))).toEqual(expected);
  });

  it('ranks equal matches by recency times frequency', () => {
    const tags = [tag('test a', 2, 90), tag('test b', 40, 30), tag('test c', 3, 0)];
    expect(names(matchTags('test', tags, NOW))).toEqual(['test b', 'test c', 'test a']);
  });

  it('finds every tag by its whole name, first of those that are equal to it', () => {
    const anyName = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { minLength: 1 }), (list) => {
        const tags = list.map((name) => tag(name));
        for (const name of list.filter((text) => foldTag(text) !== '')) {
          const [first] = matchTags(name, tags, NOW);
          expect(foldTag(first?.name ?? '')).toBe(foldTag(name));
        }
      }),
    );
  });
});

describe('findTwin', () => {
  it.each([
    { typed: 'LLMs', existing: 'llm', twin: true },
    { typed: 'self-supervised', existing: 'self supervised', twin: true },
    { typed: 'surveys', existing: 'Survey', twin: true },
    { typed: 'queries', existing: 'query', twin: true },
    { typed: 'LLM', existing: 'llm', twin: false },
    { typed: 'cs', existing: 'c', twin: false },
    { typed: 'decoder', existing: 'decoding', twin: false },
    { typed: '--', existing: '-', twin: false },
  ])('$typed and $existing: $twin', ({ typed, existing, twin }) => {
    expect(findTwin(typed, [tag(existing)]) !== undefined).toBe(twin);
  });
});

describe('tagOptions', () => {
  const TAGS = [tag('llm', 41), tag('survey-2026', 6), tag('decoding', 9)];
  const kinds = (typed: string, given: readonly TagCount[] = []) =>
    tagOptions(typed, TAGS, given, NOW).map(({ kind, name }) => `${kind} ${name}`);

  it.each([
    { name: 'nothing for nothing', typed: '  ', expected: [] },
    { name: 'the new tag last', typed: 'sur', expected: ['tag survey-2026', 'create sur'] },
    { name: 'no new tag for an equal name', typed: 'LLM', expected: ['tag llm'] },
    { name: 'a twin before the new tag', typed: 'LLMs', expected: ['twin llm', 'create LLMs'] },
    { name: 'only the new tag', typed: 'zebra', expected: ['create zebra'] },
  ])('offers $name', ({ typed, expected }) => expect(kinds(typed)).toEqual(expected));

  it('says of what the paper carries only that, and offers it neither as match nor as new', () => {
    expect(kinds('llm', TAGS.slice(0, 1))).toEqual(['carried llm']);
  });

  it('offers with a minus only what the paper carries, to be removed', () => {
    expect(kinds('-l', TAGS.slice(0, 2))).toEqual(['remove llm']);
    expect(kinds('-dec', TAGS.slice(0, 2))).toEqual([]);
  });
});
