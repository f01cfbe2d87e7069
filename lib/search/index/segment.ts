/** What lies where in a segment: some papers, indexed together, never changed afterwards. */
import { BrokenRecordError, ByteReader, ByteWriter } from './bytes.ts';
import { type RowRun, readRuns, writeRuns } from './row-runs.ts';
import { RECORDS, recordKey } from './store.ts';

/** Of papers what they say; of the user's parts notes and tags, so that these change by themselves. */
export type SegmentKind = 'papers' | 'user';

/** The streams of a segment, each cut into records. `spelling` and `starts` only where the segment is large. */
export const STREAM = {
  lexicon: 1,
  postings: 2,
  places: 3,
  columns: 4,
  spelling: 5,
  starts: 6,
} as const;
export type Stream = (typeof STREAM)[keyof typeof STREAM];
const STREAMS: readonly Stream[] = Object.values(STREAM);

const STREAM_RECORDS = RECORDS / 16;

export function chunkKey(segment: number, stream: Stream, chunk: number): number {
  return recordKey(segment, stream * STREAM_RECORDS + chunk);
}

/** The record that says what the segment holds. */
export function headKey(segment: number): number {
  return recordKey(segment, 0);
}

/** The chunks of a stream. `firsts`: of a stream in order of words, the first word of each chunk. */
export interface Directory {
  readonly bytes: readonly number[];
  readonly firsts: readonly string[];
}

interface SegmentCounts {
  readonly terms: number;
  readonly postings: number;
  /** Of the rows that are covered, those that have something. */
  readonly rows: number;
  /** Words of all titles and abstracts. */
  readonly titleWords: number;
  readonly abstractWords: number;
}

export interface SegmentHead {
  readonly kind: SegmentKind;
  /** The rows this segment answers for: what older segments say of them is void. */
  readonly covered: readonly RowRun[];
  /** Those of them that have nothing: deleted. */
  readonly gone: readonly RowRun[];
  readonly counts: SegmentCounts;
  readonly directories: ReadonlyMap<Stream, Directory>;
  /** Of a small segment, everything: the head is its only record. */
  readonly inline: ReadonlyMap<Stream, readonly Uint8Array[]> | null;
}

export function encodeHead(head: SegmentHead): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.byte(head.kind === 'papers' ? 0 : 1);
  writeRuns(head.covered, out);
  writeRuns(head.gone, out);
  const { terms, postings, rows, titleWords, abstractWords } = head.counts;
  for (const count of [terms, postings, rows, titleWords, abstractWords]) out.number(count);
  for (const stream of STREAMS) {
    const { bytes = [], firsts = [] } = head.directories.get(stream) ?? {};
    out.number(bytes.length);
    for (const length of bytes) out.number(length);
    out.number(firsts.length);
    for (const first of firsts) out.text(first);
  }
  out.byte(head.inline === null ? 0 : 1);
  if (head.inline !== null) {
    for (const stream of STREAMS)
      for (const chunk of head.inline.get(stream) ?? []) out.bytes(chunk);
  }
  return out.take();
}

export function decodeHead(payload: Uint8Array): SegmentHead {
  const reader = new ByteReader(payload);
  const kind = reader.byte() === 0 ? 'papers' : 'user';
  const covered = readRuns(reader);
  const gone = readRuns(reader);
  const [terms = 0, postings = 0, rows = 0, titleWords = 0, abstractWords = 0] = Array.from(
    { length: 5 },
    () => reader.number(),
  );
  const directories = new Map<Stream, Directory>();
  for (const stream of STREAMS) {
    const bytes = Array.from({ length: reader.number() }, () => reader.number());
    const firsts = Array.from({ length: reader.number() }, () => reader.text());
    directories.set(stream, { bytes, firsts });
  }
  let inline: Map<Stream, Uint8Array[]> | null = null;
  if (reader.byte() === 1) {
    inline = new Map();
    for (const [stream, { bytes }] of directories) {
      inline.set(
        stream,
        bytes.map((length) => reader.bytes(length)),
      );
    }
  }
  if (!reader.isDone) throw new BrokenRecordError('A head is longer than it says');
  const counts = { terms, postings, rows, titleWords, abstractWords };
  return { kind, covered, gone, counts, directories, inline };
}
