import type { Catalogue, Change, Outcome } from '../../lib/catalogue/catalogue.ts';
import { openCatalogue } from '../../lib/catalogue/open-catalogue.ts';
import { CatalogueDatabase } from '../../lib/catalogue/schema.ts';
import type { Remembered, Sentinel } from '../../lib/catalogue/sentinel.ts';
import type { PaperDraft, PaperId, TagId } from '../../lib/paper/paper.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';
import { expectConsistent } from './check-catalogue.ts';

export interface MemorySentinel extends Sentinel {
  remembered: Remembered | null;
}

export function memorySentinel(remembered: Remembered | null = null): MemorySentinel {
  const sentinel: MemorySentinel = {
    remembered,
    read: async () => sentinel.remembered,
    write: async (to) => {
      sentinel.remembered = to;
    },
  };
  return sentinel;
}

/** A paper of a title, with what else matters to the test. */
export function draft(title: string, more: Partial<PaperDraft> = {}): PaperDraft {
  return { ...titleOnly(title), ...more };
}

export function arxiv(value: string): Pick<PaperDraft, 'identifiers'> {
  return { identifiers: [{ scheme: 'arxiv', value }] };
}

export interface Bench {
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly sentinel: MemorySentinel;
  /** The database itself, for looking underneath. */
  readonly database: CatalogueDatabase;
  /** What was reported. */
  readonly reports: unknown[];
  /** Another context on the same database. */
  reopen(options?: BenchOptions): Bench;
  apply(change: Change, id?: string): Promise<Outcome>;
  /** Adds papers, none of which may be known, and answers their ids. */
  add<Drafts extends readonly PaperDraft[]>(
    ...drafts: Drafts
  ): Promise<{ readonly [Key in keyof Drafts]: PaperId }>;
  /** Gives the tag and answers its id. */
  tag(name: string, ...paperIds: readonly PaperId[]): Promise<TagId>;
  /** Fails unless the database is consistent. */
  check(): Promise<void>;
}

interface BenchOptions {
  readonly name?: string;
  readonly starter?: readonly PaperDraft[] | (() => Promise<readonly PaperDraft[]>);
  readonly sentinel?: MemorySentinel;
  readonly now?: () => number;
}

let benches = 0;
let operations = 0;

/** A catalogue in a database of its own; time moves on by a second with every look at the clock. */
export function openBench(options: BenchOptions = {}): Bench {
  const name = options.name ?? `catalogue-${benches++}`;
  const sentinel = options.sentinel ?? memorySentinel();
  const { starter = [] } = options;
  const reports: unknown[] = [];
  let time = Date.UTC(2026, 0, 1);
  const catalogue = openCatalogue({
    databaseName: name,
    readStarter: typeof starter === 'function' ? starter : async () => starter,
    sentinel,
    now: options.now ?? (() => (time += 1000)),
    report: (error) => reports.push(error),
  });
  const database = new CatalogueDatabase(name, 'relaxed');
  const apply = (change: Change, id = `op-${operations++}`) => catalogue.apply({ id, change });
  return {
    name,
    catalogue,
    sentinel,
    database,
    reports,
    reopen: (more = {}) => openBench({ ...options, name, sentinel, ...more }),
    apply,
    add: async <Drafts extends readonly PaperDraft[]>(...papers: Drafts) => {
      const source = { kind: 'paste', name: 'test' } as const;
      const outcome = await apply({ kind: 'add-papers', papers, source });
      if (outcome.added !== papers.length) throw new Error(JSON.stringify(outcome));
      return outcome.paperIds as { readonly [Key in keyof Drafts]: PaperId };
    },
    tag: async (tag, ...paperIds) => {
      const { tagId } = await apply({ kind: 'tag', paperIds, name: tag });
      if (tagId === null) throw new Error(`no tag ${tag} was made`);
      return tagId;
    },
    check: () => expectConsistent(database),
  };
}
