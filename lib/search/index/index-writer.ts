/**
 * Changes the index. Every change is one writing: the new records, and the manifest that names them.
 * A worker that is killed in between leaves the index as it was, and records that `open` clears away.
 * Of two writers one comes first; the other is refused (`OvertakenError`) and is to be opened anew.
 */

import type { RunBuilder } from './build-run.ts';
import { BrokenRecordError } from './bytes.ts';
import { ChunkReader, OpenSegment } from './chunk-reader.ts';
import {
  decodeManifest,
  encodeManifest,
  type Manifest,
  newManifest,
  type Progress,
  type SegmentEntry,
} from './manifest.ts';
import { Merge, newMerge } from './merge.ts';
import { openRecord } from './record.ts';
import { countRows, uniteRuns } from './row-runs.ts';
import { decodeHead, headKey, STREAM } from './segment.ts';
import { refuseBroken } from './segment-scanner.ts';
import { SIZES, type Sizes } from './sizes.ts';
import { MANIFEST_KEY, type RecordBatch, type RecordStore } from './store.ts';

/** So many neighbours of a size are merged: a word is looked up in about a dozen segments at most. */
const MERGED_AT_ONCE = 6;
/** Each that is merged has some records in memory. */
const MOST_MERGED = 12;
/** Each size holds so many times the rows of the one below. */
const SIZE_STEP = 8;
/** Merged are all when there are so many times the rows that count. */
const WASTE = 1.5;
/** In idle time all are merged when the share of what was added is so large, */
const ADDED = 0.05;
/** and more than so many rows: fewer are not worth it. */
const LARGE = 2048;
/** The merging of 1,000 papers at a time needs no more. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** About 0.5 MB. */
const VERIFIED_AT_ONCE = 16;

type Pause = () => Promise<void>;

export interface MergeOptions {
  readonly isIdle?: boolean;
  /** Awaited every few milliseconds. */
  readonly pause?: Pause;
}

export class IndexWriter {
  #manifest: Manifest;
  /** The manifest as it is stored. */
  #record: Uint8Array | undefined;
  readonly #store: RecordStore;
  readonly #chunks: ChunkReader;
  readonly #opened = new Map<number, OpenSegment>();
  #merge: Merge | null = null;

  readonly #sizes: Sizes;

  private constructor(store: RecordStore, record: Uint8Array | undefined, sizes: Sizes) {
    this.#sizes = sizes;
    this.#store = store;
    this.#record = record;
    this.#manifest = readable(record);
    this.#chunks = new ChunkReader(store, KEPT_BYTES);
  }

  /** Opens the index, or a new one where there is none or it cannot be read, and clears away what a killed worker left. */
  static async open(store: RecordStore, sizes: Sizes = SIZES): Promise<IndexWriter> {
    const [record] = await store.getMany([MANIFEST_KEY]);
    const writer = new IndexWriter(store, record, sizes);
    await writer.#clear();
    return writer;
  }

  get progress(): Progress {
    return this.#manifest.progress;
  }

  /** True while an index that was broken is still being built anew. */
  get isRebuilding(): boolean {
    return this.#manifest.rebuiltFrom !== null;
  }

  get segments(): readonly SegmentEntry[] {
    return this.#manifest.segments;
  }

  async #clear(): Promise<void> {
    const named = new Set(this.#manifest.segments.map(({ id }) => id));
    if (this.#manifest.merge !== null) named.add(this.#manifest.merge.output);
    const present = await this.#store.segments();
    // Numbers are not used twice, since a page may still hold the manifest that was lost.
    const nextSegment = Math.max(this.#manifest.nextSegment, (present.at(-1) ?? 0) + 1);
    const dropped = present.filter((id) => !named.has(id));
    if (dropped.length > 0) await this.#write({ puts: [], dropped }, { nextSegment });
  }

  async #write(
    batch: Pick<RecordBatch, 'puts' | 'dropped'>,
    changes: Partial<Manifest>,
  ): Promise<void> {
    const manifest = { ...this.#manifest, ...changes, sequence: this.#manifest.sequence + 1 };
    const bytes = encodeManifest(manifest);
    const puts = [...batch.puts, { key: MANIFEST_KEY, bytes }];
    await this.#store.write({ puts, dropped: batch.dropped, after: this.#record });
    this.#manifest = manifest;
    this.#record = bytes;
  }

  /** Adds what was collected, and how far that is. An empty run only moves the progress. */
  async append(run: RunBuilder, progress: Progress, pause?: Pause): Promise<void> {
    if (run.rows === 0) {
      await this.#write({ puts: [], dropped: [] }, { progress });
      return;
    }
    const id = this.#manifest.nextSegment;
    const puts = await run.finish(id, this.#sizes, pause);
    const segments = [...this.#manifest.segments, { id, kind: run.kind, rows: run.rows }];
    await this.#write({ puts, dropped: [] }, { segments, nextSegment: id + 1, progress });
  }

  /** Begins anew beside what there is, which goes on answering until everything is built again. */
  async rebuild(progress: Progress): Promise<void> {
    this.#merge = null;
    const { merge, nextSegment } = this.#manifest;
    const dropped = merge === null ? [] : [merge.output];
    await this.#write({ puts: [], dropped }, { merge: null, rebuiltFrom: nextSegment, progress });
  }

  /** Throws away everything: what is to be indexed is something else. */
  async reset(progress: Progress): Promise<void> {
    this.#merge = null;
    const dropped = this.#manifest.segments.map(({ id }) => id);
    if (this.#manifest.merge !== null) dropped.push(this.#manifest.merge.output);
    const empty = { segments: [], merge: null, rebuiltFrom: null, progress };
    await this.#write({ puts: [], dropped }, empty);
  }

  /** Ends a rebuilding: what was there before goes. */
  async endRebuilding(): Promise<void> {
    const from = this.#manifest.rebuiltFrom ?? 0;
    const old = this.#manifest.segments.filter(({ id }) => id < from);
    const segments = this.#manifest.segments.filter(({ id }) => id >= from);
    const dropped = old.map(({ id }) => id);
    await this.#write({ puts: [], dropped }, { segments, rebuiltFrom: null });
  }

  /**
   * Does one step of merging, about 40 ms of work. False: there is nothing to merge. `isIdle`: nothing
   * else is to be indexed, so that what was added is merged into one. Throws `BrokenRecordError` where
   * what is to be merged is broken: then the index is to be rebuilt.
   */
  async mergeStep({ isIdle = false, pause }: MergeOptions = {}): Promise<boolean> {
    const state = this.#manifest.merge ?? (await this.#planMerge(isIdle));
    if (state === null) return false;
    if (this.#merge === null) {
      const inputs: OpenSegment[] = [];
      for (const id of state.inputs) inputs.push(await this.#open(id));
      this.#merge = new Merge(state, inputs, this.#chunks, this.#sizes, pause);
    }
    try {
      const step = await this.#merge.step();
      if (step.head === null) {
        const nextSegment = Math.max(this.#manifest.nextSegment, state.output + 1);
        await this.#write({ puts: step.puts, dropped: [] }, { merge: step.state, nextSegment });
        return true;
      }
      await this.#endMerge(state.inputs, state.output, step.head, step.puts);
      return true;
    } catch (error) {
      this.#merge = null;
      throw error;
    }
  }

  /** Reads every record and throws `BrokenRecordError` where one is missing or does not add up. */
  async verify(pause?: Pause): Promise<void> {
    for (const { id } of this.#manifest.segments) {
      this.#opened.delete(id);
      const [head] = await this.#store.getMany([headKey(id)]);
      const segment = new OpenSegment(id, decodeHead(openPresent(headKey(id), head)));
      if (segment.head.inline !== null) continue;
      const keys = Object.values(STREAM).flatMap((stream) =>
        Array.from({ length: segment.chunkCount(stream) }, (_, i) => segment.key(stream, i)),
      );
      for (let from = 0; from < keys.length; from += VERIFIED_AT_ONCE) {
        const some = keys.slice(from, from + VERIFIED_AT_ONCE);
        const records = await this.#store.getMany(some);
        for (const [index, key] of some.entries()) {
          openPresent(key, records[index]);
          await pause?.();
        }
      }
    }
  }

  async #endMerge(
    inputs: readonly number[],
    id: number,
    head: OpenSegment['head'],
    puts: RecordBatch['puts'],
  ): Promise<void> {
    const { kind, covered } = head;
    const merged = { id, kind, rows: countRows(covered) };
    const { segments } = this.#manifest;
    const first = segments.findIndex(({ id: one }) => inputs.includes(one));
    const kept = segments.filter(({ id: one }) => !inputs.includes(one));
    kept.splice(first, 0, merged);
    this.#merge = null;
    for (const input of inputs) this.#opened.delete(input);
    await this.#write({ puts, dropped: inputs }, { segments: kept, merge: null });
  }

  async #open(id: number): Promise<OpenSegment> {
    let opened = this.#opened.get(id);
    if (opened === undefined) {
      const key = headKey(id);
      const head = (await this.#chunks.read([key], refuseBroken)).get(key);
      if (head === undefined) throw new BrokenRecordError(`Record ${key} is missing`);
      opened = new OpenSegment(id, decodeHead(head));
      this.#opened.set(id, opened);
    }
    return opened;
  }

  async #planMerge(isIdle: boolean): Promise<ReturnType<typeof newMerge> | null> {
    for (const kind of ['user', 'papers'] as const) {
      const from = this.#manifest.rebuiltFrom ?? 0;
      const all = this.#manifest.segments.filter((one) => one.kind === kind);
      const segments = all.filter(({ id }) => id >= from);
      const chosen = await this.#chooseSegments(segments, isIdle);
      if (chosen.length < 2) continue;
      const isOldest = chosen[0]?.id === all[0]?.id;
      const inputs = chosen.map(({ id }) => id);
      return newMerge(inputs, this.#manifest.nextSegment, isOldest);
    }
    return null;
  }

  /** The youngest of a size, with all that is smaller, where they are many enough. */
  async #chooseSegments(
    segments: readonly SegmentEntry[],
    isIdle: boolean,
  ): Promise<readonly SegmentEntry[]> {
    for (let most = SIZE_STEP; ; most *= SIZE_STEP) {
      const before = segments.findLastIndex(({ rows }) => rows >= most);
      const youngest = segments.slice(before + 1);
      if (youngest.length >= MERGED_AT_ONCE) return youngest.slice(0, MOST_MERGED);
      if (before < 0) break;
    }
    const rows = segments.reduce((sum, one) => sum + one.rows, 0);
    const added = rows - (segments[0]?.rows ?? 0);
    if (isIdle && added > LARGE) {
      if (added > ADDED * rows) return segments;
      // The oldest is so much larger that they are put beside it.
      if (segments.length > 2) return segments.slice(1);
    }
    const opened = await Promise.all(segments.map(({ id }) => this.#open(id)));
    const live = countRows(uniteRuns(opened.map(({ head }) => head.covered)));
    return rows > WASTE * live + SIZE_STEP ? segments : [];
  }
}

function openPresent(key: number, record: Uint8Array | undefined): Uint8Array {
  if (record === undefined) throw new BrokenRecordError(`Record ${key} is missing`);
  return openRecord(key, record);
}

function readable(record: Uint8Array | undefined): Manifest {
  if (record === undefined) return newManifest();
  try {
    return decodeManifest(record);
  } catch (error) {
    if (!(error instanceof BrokenRecordError)) throw error;
    return newManifest();
  }
}
