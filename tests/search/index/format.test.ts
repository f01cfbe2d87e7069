import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, BitWriter, lowBitsFor } from '../../../lib/search/index/bits.ts';
import {
  BrokenRecordError,
  ByteReader,
  ByteWriter,
  compareBytes,
  decodeWord,
  encodeWord,
  MAX_WORD_BYTES,
  MAX_WORD_LETTERS,
} from '../../../lib/search/index/bytes.ts';
import { FIELD, FIELDS, HAS_PLACES, placeOf, withTimes } from '../../../lib/search/index/fields.ts';
import { LexiconCursor, LexiconWriter } from '../../../lib/search/index/lexicon.ts';
import { PostingList } from '../../../lib/search/index/posting-list.ts';
import {
  BLOCK_POSTINGS,
  LONG_LIST,
  orderForDisk,
  readListHead,
  readPlaces,
  readPostings,
  writePlaces,
  writePostings,
} from '../../../lib/search/index/postings.ts';
import { readWords } from '../../../lib/search/index/read-words.ts';
import { openRecord, sealRecord } from '../../../lib/search/index/record.ts';
import { rowsOf, runsOf, uniteRuns } from '../../../lib/search/index/row-runs.ts';
import { DistanceTable, SpellingWriter, scanSpelling } from '../../../lib/search/index/spelling.ts';
import { WordTable } from '../../../lib/search/index/word-table.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';
import { naiveDistance } from './naive-index.ts';

const word = fc.oneof(
  fc.stringMatching(/^[a-c]{1,6}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
);
const words = fc
  .uniqueArray(word, { maxLength: 80 })
  .map((all) => all.map((one) => one.slice(0, MAX_WORD_LETTERS)).sort());

describe('bytes', () => {
  it('give back numbers and words as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31 - 1)), fc.array(word), (numbers, texts) => {
        const out = new ByteWriter(1);
        for (const number of numbers) out.number(number * 2);
        const bytes = new Uint8Array(MAX_WORD_BYTES);
        const lengths = texts.map((text) => {
          const length = encodeWord(text, bytes);
          out.bytes(bytes.subarray(0, length));
          return length;
        });
        const reader = new ByteReader(out.take());
        expect(numbers.map(() => reader.number())).toEqual(numbers.map((number) => number * 2));
        expect(lengths.map((length) => decodeWord(reader.bytes(length), length))).toEqual(texts);
        expect(() => reader.byte()).toThrow(BrokenRecordError);
      }),
    );
  });

  it('put words into the order of strings', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const bytes = [a, b].map((text) => {
          const into = new Uint8Array(MAX_WORD_BYTES);
          return { into, length: encodeWord(text, into) };
        });
        const [first, second] = bytes;
        if (first === undefined || second === undefined) return;
        const order = compareBytes(first.into, first.length, second.into, second.length);
        expect(Math.sign(order)).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });
});

describe('bits', () => {
  it('give back every number, whatever the bits that were meant for it', () => {
    const number = fc.oneof(
      fc.nat(100),
      fc.nat(2 ** 31 - 1).map((n) => n * 2 + 1),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.nat(20), fc.nat(15))), (numbers) => {
        const out = new ByteWriter();
        const bits = new BitWriter(out);
        for (const [value, lowBits, ones] of numbers) {
          bits.number(value, lowBits);
          bits.ones(ones);
        }
        bits.end();
        const reader = new BitReader(new ByteReader(out.view()));
        for (const [value, lowBits, ones] of numbers) {
          expect(reader.number(lowBits)).toBe(value);
          expect(reader.ones()).toBe(ones);
        }
        reader.check();
      }),
    );
  });

  it('take for a number of some mean about as many as there must be', () => {
    for (const mean of [1, 3, 10, 100, 1000, 30_000]) {
      const out = new ByteWriter();
      const bits = new BitWriter(out);
      let seed = 1;
      for (let i = 0; i < 5000; i++) {
        seed = (seed * 48_271) % 2_147_483_647;
        bits.number(Math.floor(-Math.log(seed / 2_147_483_647) * mean), lowBitsFor(mean));
      }
      bits.end();
      expect((out.length * 8) / 5000).toBeLessThan(Math.log2(mean + 1) + 1.8);
    }
  });

  it('notices that they end too early', () => {
    const reader = new BitReader(new ByteReader(new Uint8Array([1])));
    for (let i = 0; i < 20; i++) reader.number(3);
    expect(() => reader.check()).toThrow(BrokenRecordError);
  });
});

describe('a record', () => {
  const payload = fc.uint8Array({ maxLength: 200 });
  const key = fc.nat(2 ** 31 - 1).map((n) => n * 1024);

  it('gives back what it holds', () => {
    fc.assert(
      fc.property(key, payload, (at, bytes) => {
        expect(openRecord(at, sealRecord(at, bytes))).toEqual(bytes);
      }),
    );
  });

  it('is known as broken by any bit that changed, by what is missing, and in the place of another', () => {
    fc.assert(
      fc.property(key, payload, fc.nat(), (at, bytes, place) => {
        const sealed = sealRecord(at, bytes);
        const bit = place % (sealed.length * 8);
        const changed = sealed.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => openRecord(at, changed)).toThrow(BrokenRecordError);
        expect(() => openRecord(at, sealed.subarray(0, -1))).toThrow(BrokenRecordError);
        expect(() => openRecord(at + 1, sealed)).toThrow(BrokenRecordError);
        expect(() => openRecord(at + 2 ** 40, sealed)).toThrow(BrokenRecordError);
      }),
    );
  });
});

describe('the lexicon', () => {
  it('gives back its words with what they are made of', () => {
    fc.assert(
      fc.property(words, fc.nat(2 ** 30), fc.array(fc.nat(70_000)), (texts, start, numbers) => {
        const out = new ByteWriter();
        const writer = new LexiconWriter();
        writer.begin(start, start + 1, out);
        const bytes = new Uint8Array(MAX_WORD_BYTES);
        const sizes = texts.map((_, i) => [numbers[i] ?? 1, numbers[i + 1] ?? 0, i] as const);
        texts.forEach((text, i) => {
          const [frequency = 0, postings = 0, places = 0] = sizes[i] ?? [];
          writer.write(bytes, encodeWord(text, bytes), frequency, postings, places, out);
        });
        const cursor = new LexiconCursor(out.take());
        let postingsAt = start;
        let placesAt = start + 1;
        texts.forEach((text, i) => {
          expect(cursor.next()).toBe(true);
          expect(decodeWord(cursor.word, cursor.length)).toBe(text);
          const [frequency, postings = 0, places = 0] = sizes[i] ?? [];
          expect([cursor.frequency, cursor.postingsAt, cursor.placesAt]).toEqual([
            frequency,
            postingsAt,
            placesAt,
          ]);
          expect([cursor.postingsBytes, cursor.placesBytes]).toEqual([postings, places]);
          postingsAt += postings;
          placesAt += places;
        });
        expect(cursor.next()).toBe(false);
      }),
    );
  });
});

/** A list with arbitrary rows, times and places. */
const posting = fc.record({
  gap: fc.oneof(fc.nat(3), fc.nat(50_000)),
  counts: fc.array(fc.oneof(fc.nat(2), fc.nat(20)), {
    minLength: FIELDS.length,
    maxLength: FIELDS.length,
  }),
  step: fc.nat(300),
});

function makeList(
  base: number,
  postings: readonly { gap: number; counts: readonly number[]; step: number }[],
): PostingList {
  const list = new PostingList();
  let row = base - 1;
  for (const { gap, counts, step } of postings) {
    row += gap + 1;
    list.reserve(list.count + 1);
    list.rows[list.count] = row;
    let times = 0;
    list.placeStarts[list.count] = list.placeCount;
    counts.forEach((count, field) => {
      const known = HAS_PLACES[field] ? count : Math.min(1, count);
      times = withTimes(times, field, known);
      if (!HAS_PLACES[field]) return;
      for (let i = 0; i < count; i++) {
        list.reservePlaces(list.placeCount + 1);
        list.places[list.placeCount++] = placeOf(field, i * step);
      }
    });
    // A posting is there because the word stands somewhere.
    list.times[list.count] = times === 0 ? withTimes(0, FIELD.tags, 1) : times;
    list.placeEnds[list.count++] = list.placeCount;
  }
  return list;
}

function view(list: PostingList) {
  return Array.from({ length: list.count }, (_, i) => ({
    row: list.rows[i],
    times: list.times[i],
    places: [...list.places.subarray(list.placeStarts[i], list.placeEnds[i])],
  }));
}

function roundTrip(list: PostingList, impacts: Uint8Array, base: number): PostingList {
  const span = { base, length: (list.rows[list.count - 1] ?? base) + 1 - base };
  const order = orderForDisk(list.count, impacts);
  const places = new ByteWriter();
  const blocks = writePlaces(list, order, (write) => write(places));
  const postings = new ByteWriter();
  writePostings(list, order, span, blocks, (write) => write(postings));
  const read = new PostingList();
  const reader = new ByteReader(postings.view());
  const { head, pieceBytes, placeBlocks } = readListHead(reader, list.count);
  if (head > 0) readPostings(reader, head, span, read);
  readPostings(new ByteReader(postings.view(), pieceBytes), list.count - head, span, read);
  let at = 0;
  for (let from = 0; from < list.count; from += BLOCK_POSTINGS) {
    const to = Math.min(list.count, from + BLOCK_POSTINGS);
    readPlaces(new ByteReader(places.view(), at), read, from, to);
    at += placeBlocks[from / BLOCK_POSTINGS] ?? 0;
  }
  return read;
}

describe('postings', () => {
  it('give back rows, times and places', () => {
    const postings = fc.array(posting, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(postings, fc.nat(2 ** 31), (all, base) => {
        const list = makeList(base, all);
        expect(view(roundTrip(list, new Uint8Array(), base))).toEqual(view(list));
      }),
    );
  });

  it('of a long list begin with those that weigh most', () => {
    const all = Array.from({ length: LONG_LIST + 3000 }, (_, i) => ({
      gap: i % 7,
      counts: [i % 3, 0, 0, 0, (i * i) % 5, 0, 1],
      step: i % 11,
    }));
    const list = makeList(1000, all);
    const impacts = Uint8Array.from({ length: list.count }, (_, i) => (i * 7919) % 256);
    const read = roundTrip(list, impacts, 1000);
    const indexOf = new Map(view(list).map(({ row }, i) => [row, i]));
    const heads = [...read.rows.subarray(0, 1000)].map(
      (row) => impacts[indexOf.get(row) ?? -1] ?? 0,
    );
    const best = [...impacts].sort((a, b) => b - a).slice(0, 1000);
    expect(heads.toSorted((a, b) => b - a)).toEqual(best);
    read.sort();
    expect(view(read)).toEqual(view(list));
  });
});

describe('words', () => {
  const text = fc.array(
    fc.oneof(
      fc.constantFrom(
        'VALL-E',
        'CodeT5+',
        'UniXcoder',
        'φ',
        'K\u00e4hler',
        '-',
        '_',
        ' ',
        '\n',
        '自然',
        'ＡＢ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.stringMatching(/^[a-cA-C\-‐ ]{0,12}$/),
    ),
    { maxLength: 12 },
  );

  it('are those of tokenise, cut at 64 letters', () => {
    fc.assert(
      fc.property(text, fc.nat(50), (parts, from) => {
        const whole = parts.join('');
        const read: { text: string; position: number }[] = [];
        const end = readWords(whole, from, (letters, start, to, position) => {
          read.push({ text: String.fromCharCode(...letters.subarray(start, to)), position });
        });
        const expected = tokenise(whole);
        expect(read).toEqual(
          expected.map((one) => ({ text: one.text.slice(0, 64), position: one.position + from })),
        );
        expect(end).toBe(from + expected.filter(({ joined }) => !joined).length);
      }),
      { numRuns: 2000 },
    );
  });

  it('have one number each', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), (texts) => {
        const table = new WordTable();
        const numbers = texts.map((text) => table.addText(text));
        const first = texts.map((text) => [...new Set(texts)].indexOf(text));
        expect(numbers).toEqual(first);
        expect([...table.sorted()].flat().map((one) => one.text)).toEqual(
          [...new Set(texts)].sort(),
        );
      }),
    );
  });
});

describe('runs of rows', () => {
  it('are the rows of all sets together', () => {
    const rows = fc.uniqueArray(fc.nat(60)).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 4 }), (sets) => {
        const united = uniteRuns(sets.map(runsOf));
        const expected = [...new Set(sets.flat())].sort((a, b) => a - b);
        expect([...rowsOf(united)]).toEqual(expected);
        expect(runsOf(expected)).toEqual(united);
      }),
    );
  });
});

describe('spellings', () => {
  const short = fc.stringMatching(/^[abc]{3,7}$/);

  it('are as far apart as the whole table says', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(short, { maxLength: 40 }),
        short,
        fc.integer({ min: 1, max: 2 }),
        (texts, sought, most) => {
          const found: { text: string; distance: number }[] = [];
          for (let length = 3; length <= 7; length++) {
            const writer = new SpellingWriter(length, 20);
            for (const text of texts.filter((one) => one.length === length).sort())
              writer.add(text, 1);
            for (const { bytes } of writer.finish())
              scanSpelling(bytes, length, sought, most, ({ text, distance }) => {
                found.push({ text, distance });
              });
          }
          const expected = texts
            .map((text) => ({ text, distance: naiveDistance(text, sought) }))
            .filter(({ distance }) => distance <= most);
          const byText = (a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1);
          expect(found.sort(byText)).toEqual(expected.sort(byText));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('count an exchange of neighbours as one', () => {
    const table = new DistanceTable('neural', 2);
    [...'nueral'].forEach((letter, i) => {
      table.letters[i] = letter.charCodeAt(0);
    });
    expect(table.measure(6, 0)).toBe(1);
  });
});
