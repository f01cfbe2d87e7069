/** The record that says which segments there are. Whatever it does not name does not exist. */
import { BrokenRecordError } from './bytes.ts';
import type { MergeState } from './merge.ts';
import { openRecord, sealRecord } from './record.ts';
import type { SegmentKind } from './segment.ts';
import { MANIFEST_KEY } from './store.ts';

export interface SegmentEntry {
  readonly id: number;
  readonly kind: SegmentKind;
  /** Rows it covers: how large it is. */
  readonly rows: number;
}

/** How far the index has followed what it is made from: the writer's business, kept in step with the segments. */
export type Progress = Readonly<Record<string, string | number | null>>;

export interface Manifest {
  /** Random; another one for an index that was begun anew, which may use numbers again. */
  readonly life: number;
  /** Moves with every writing. */
  readonly sequence: number;
  readonly nextSegment: number;
  /** The oldest first. */
  readonly segments: readonly SegmentEntry[];
  readonly merge: MergeState | null;
  /** While the index is built anew: segments below are old, are not merged, and go when all is built. */
  readonly rebuiltFrom: number | null;
  readonly progress: Progress;
}

/** Of an index that begins. */
export function newManifest(): Manifest {
  return {
    life: Math.random(),
    sequence: 0,
    nextSegment: 1,
    segments: [],
    merge: null,
    rebuiltFrom: null,
    progress: {},
  };
}

export function encodeManifest(manifest: Manifest): Uint8Array {
  return sealRecord(MANIFEST_KEY, new TextEncoder().encode(JSON.stringify(manifest)));
}

/** Throws `BrokenRecordError` for what is none, or one of another form. */
export function decodeManifest(record: Uint8Array): Manifest {
  const text = new TextDecoder().decode(openRecord(MANIFEST_KEY, record));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BrokenRecordError('The manifest cannot be read', { cause });
  }
}
