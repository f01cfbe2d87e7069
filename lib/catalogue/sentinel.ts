/** What is kept of the catalogue outside its database. */
export interface Remembered {
  /** When the catalogue was begun, milliseconds since 1970. */
  readonly createdAt: number;
  /** Papers after the last change of their number. */
  readonly papers: number;
}

/**
 * A note outside IndexedDB. Browsers replace a damaged database by an empty one without a word;
 * this is how an emptied catalogue is told from a new one.
 */
export interface Sentinel {
  read(): Promise<Remembered | null>;
  write(remembered: Remembered): Promise<void>;
}
