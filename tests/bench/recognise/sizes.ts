/** Sizes of page text, in UTF-16 units. */
export const SIZES = [
  { size: '10 KB', letters: 10_000 },
  { size: '100 KB', letters: 100_000 },
  { size: '1 MB', letters: 1_000_000 },
  { size: '5 MB', letters: 5_000_000 },
] as const;

export const CATALOGUES = [100, 10_000, 100_000, 700_000] as const;
