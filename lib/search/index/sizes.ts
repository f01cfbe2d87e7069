/** How large records and steps are. Nothing that is read depends on it; tests take small ones. */
export interface Sizes {
  /** A record is closed at so many bytes. Lists are not cut, so that a few are larger. */
  readonly chunkBytes: number;
  /** A segment of at most so many bytes is one record. */
  readonly inlineBytes: number;
  /** Bytes that a step of merging writes, about 40 ms of work. */
  readonly stepBytes: number;
  /** From so many words on reading through the lexicon is too slow for typos and first letters. */
  readonly largeSegment: number;
}

/** Few large records: opening a store takes the longer the more it holds. */
export const SIZES: Sizes = {
  chunkBytes: 32 * 1024,
  inlineBytes: 48 * 1024,
  stepBytes: 512 * 1024,
  largeSegment: 20_000,
};
