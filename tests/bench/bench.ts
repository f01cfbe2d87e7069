/** What a benchmark gets and gives. */

interface BenchInput {
  /** Folder of the real data. */
  readonly data: string;
  /** What stands behind the name on the command line. */
  readonly args: readonly string[];
}

export interface BenchResult {
  /** The measurements, as they go into the file. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Each goal with what was measured. */
  readonly goals: readonly {
    readonly goal: string;
    readonly measured: string;
    readonly reached: boolean;
  }[];
  /** Whether all goals were reached. */
  readonly reached: boolean;
}

export type Bench = (input: BenchInput) => Promise<BenchResult>;
