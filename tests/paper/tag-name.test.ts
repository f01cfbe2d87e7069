import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TAG_LETTERS, parseTagName, tagNameKey } from '../../lib/paper/tag-name.ts';

describe('parseTagName', () => {
  it.each([
    ['decoding', 'decoding'],
    ['  to   read\tlater\n', 'to read later'],
    ['nlp / dialogue', 'nlp/dialogue'],
    ['C++', 'C++'],
    ['深度学习', '深度学习'],
    ['re\u0301sume\u0301', 'résumé'],
    ['👩‍🔬', '👩‍🔬'],
    ['x'.repeat(MAX_TAG_LETTERS), 'x'.repeat(MAX_TAG_LETTERS)],
    ['🔥'.repeat(MAX_TAG_LETTERS), '🔥'.repeat(MAX_TAG_LETTERS)],
  ])('keeps %j as %j', (typed, name) => {
    expect(parseTagName(typed)).toEqual({ ok: true, name });
  });

  it.each([
    ['', 'empty'],
    [' \t ', 'empty'],
    ['/', 'empty-part'],
    ['nlp/', 'empty-part'],
    ['/nlp', 'empty-part'],
    ['a//b', 'empty-part'],
    ['a/ /b', 'empty-part'],
    ['a/\u200b/b', 'empty-part'],
    ['a\u0000b', 'control-character'],
    ['a\u202eb', 'control-character'],
    ['a\ud800', 'control-character'],
    ['x'.repeat(MAX_TAG_LETTERS + 1), 'too-long'],
  ])('refuses %j: %s', (typed, problem) => {
    expect(parseTagName(typed)).toEqual({ ok: false, problem });
  });

  it('keeps what it gave', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const once = parseTagName(typed);
        if (once.ok) expect(parseTagName(once.name)).toEqual(once);
      }),
    );
  });
});

describe('tagNameKey', () => {
  it.each([
    ['Decoding', 'decoding'],
    ['DÉCODAGE', 'de\u0301codage'],
    ['ｄｅｃｏｄｉｎｇ', 'decoding'],
    ['to  read', ' to read '],
    ['NLP / Dialogue', 'nlp/dialogue'],
    ['de\u00adcoding', 'decoding'],
  ])('makes %j and %j one tag', (one, two) => {
    expect(tagNameKey(one)).toBe(tagNameKey(two));
  });

  it.each([
    ['C', 'C++'],
    ['machine learning', 'machine-learning'],
    ['nlp/dialogue', 'nlp dialogue'],
    ['ハ', 'バ'],
    ['model', 'models'],
  ])('keeps %j and %j apart', (one, two) => {
    expect(tagNameKey(one)).not.toBe(tagNameKey(two));
  });
});
