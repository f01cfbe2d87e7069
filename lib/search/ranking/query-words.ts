/** What was typed, as words to look for. */
import { placeWords } from '../fold-words.ts';
import { MAX_WORD_LETTERS } from '../index/bytes.ts';
import { MAX_QUERY } from '../query/tokens.ts';
import { joinName, speakSigns } from './name-spellings.ts';
import { isStopWord } from './stop-words.ts';

export interface QueryWord {
  /** Folded. */
  readonly text: string;
  /** It says nothing, and the query has words that do. */
  readonly isIdle: boolean;
  /** A paper has all words without it too: it is a sign that is spoken, or one of several to choose from. */
  readonly isOptional: boolean;
}

/** Neighbouring words written as one: "hyper networks" as "hypernetworks". */
interface QuerySpan {
  readonly text: string;
  /** Numbers of its words, last included. */
  readonly from: number;
  readonly to: number;
}

export interface QueryWords {
  /** Each once, in the order typed. */
  readonly words: readonly QueryWord[];
  readonly spans: readonly QuerySpan[];
  /** The whole query in one word, signs spoken: equal to the spelling of a name, if it is one. */
  readonly name: string;
  /** The last word may go on. */
  readonly isOpen: boolean;
}

/** One bit for each word in a number. */
const MAX_WORDS = 30;
/** Words in a name that is written as one; in a sentence fewer are worth looking for. */
const MAX_SPAN_WORDS = 4;
const MAX_SENTENCE_SPAN = 2;
const MIN_SENTENCE_WORDS = 7;
const MIN_SPAN_LETTERS = 3;
/** Longer names are not joined but by the whole query. */
const MAX_SPAN_LETTERS = 24;

/**
 * Reads what was typed without operators. A space at the end closes the last word. The words of
 * `optional`, texts of `typed`, need not be there.
 */
export function readQueryWords(typed: string, optional: readonly string[] = []): QueryWords {
  const text = typed.slice(0, MAX_QUERY);
  const placed = splitWords(speakSigns(text));
  const texts = [...new Set(placed)].slice(0, MAX_WORDS);
  const hasContent = texts.some((word) => !isStopWord(word));
  const asked = countWords(placed);
  const spared = countWords(optional.flatMap((one) => splitWords(speakSigns(one))));
  const written = new Set(splitWords(text));
  return {
    words: texts.map((word) => ({
      text: word,
      isIdle: hasContent && isStopWord(word),
      isOptional: !written.has(word) || (spared.get(word) ?? 0) >= (asked.get(word) ?? 0),
    })),
    spans: joinWords(texts),
    name: joinName(text),
    isOpen: /[\p{L}\p{N}\p{M}]\P{White_Space}*$/u.test(text),
  };
}

function splitWords(text: string): string[] {
  return placeWords(text).map((word) => word.text.slice(0, MAX_WORD_LETTERS));
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function joinWords(words: readonly string[]): QuerySpan[] {
  const spans: QuerySpan[] = [];
  const longest = words.length < MIN_SENTENCE_WORDS ? MAX_SPAN_WORDS : MAX_SENTENCE_SPAN;
  for (let from = 0; from < words.length; from++) {
    let text = words[from] ?? '';
    const last = Math.min(words.length, from + longest) - 1;
    for (let to = from + 1; to <= last; to++) {
      text += words[to] ?? '';
      if (text.length > MAX_SPAN_LETTERS) break;
      const saysSomething = words.slice(from, to + 1).some((word) => !isStopWord(word));
      if (text.length >= MIN_SPAN_LETTERS && saysSomething) spans.push({ text, from, to });
    }
  }
  return spans;
}
