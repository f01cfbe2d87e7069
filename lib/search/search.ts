import type { SearchRequest } from '../messages/protocol.ts';
import { describeRow, withSnippet } from './describe-found.ts';
import { parseQuery, type Query } from './query.ts';
import { rankRows, sortByRecency, sortRows } from './rank.ts';
import { Shelf, type Shelved } from './shelf.ts';
import type { FoundPaper, Search, SearchAnswer, SearchSource } from './source.ts';
import { Tally } from './tally.ts';

/** Up to here a quick answer waits for abstracts that are not in memory yet. */
const QUICK_ROWS = 500;

/** What a question found, before a window is cut from it. */
interface Ranking {
  readonly key: string;
  readonly rows: readonly number[];
  readonly complete: number;
  readonly query: Query;
  readonly partial: boolean;
  readonly missing: readonly string[];
}

/**
 * A search over the papers of `source`. Their folded titles, authors and venues stay in memory;
 * abstracts only of small catalogues (`Shelf`), those of large ones are read through for each
 * full answer. A change of tags, notes or status folds no paper again.
 */
export function createSearch(source: SearchSource): Search {
  const shelf = new Shelf(source);
  let last: Ranking | null = null;
  const readings = new Set<Reading>();

  /** Ends the reading for questions that are worded otherwise. */
  const beginReading = (wording: string): Reading => {
    for (const older of readings) if (older.wording !== wording) older.abort.abort();
    const reading = { wording, abort: new AbortController() };
    readings.add(reading);
    return reading;
  };

  return {
    async search(request, signal) {
      const reading = beginReading(request.query);
      const signals = [reading.abort.signal, ...(signal === undefined ? [] : [signal])];
      try {
        const shelved = await shelf.refresh();
        const key = keyOf(request, shelved);
        const known =
          last?.key === key && (request.depth === 'quick' || !last.partial) ? last : null;
        const ranking = known ?? (await rank(shelf, shelved, request, key, signals));
        last = ranking;
        return await cutWindow(source, shelved, ranking, request);
      } finally {
        readings.delete(reading);
      }
    },
  };
}

/** Abstracts being read for a question. */
interface Reading {
  readonly wording: string;
  readonly abort: AbortController;
}

/** Equal for questions that have the same ranking, whatever the window and the depth. */
function keyOf({ query, tags, statuses, untagged, sort }: SearchRequest, shelved: Shelved): string {
  const { papers, all } = shelved.revisions;
  return JSON.stringify([papers, all, query, tags, statuses, untagged, sort]);
}

async function rank(
  shelf: Shelf,
  shelved: Shelved,
  request: SearchRequest,
  key: string,
  signals: readonly AbortSignal[],
): Promise<Ranking> {
  const query = parseQuery(request.query);
  const rows = shelved.rowsThat(shelved.user.makeTest(request));
  if (query.words.length === 0) {
    const recent = sortByRecency(rows, shelved);
    const sorted = request.sort === 'relevance' ? recent : sortRows(recent, request.sort, shelved);
    return { key, rows: sorted, complete: rows.length, query, partial: false, missing: [] };
  }
  const tally = new Tally(shelved.rows, query);
  for (const page of shelved.pages) tally.addPage(page, query);
  for (const block of shelved.user.blocks) tally.addBlock(block, ['tags', 'note']);
  const wait = request.depth === 'full' || shelved.rows <= QUICK_ROWS;
  const partial = !(await addAbstracts(shelf, shelved, tally, wait, signals));
  const { rows: found, complete } = rankRows(rows, query, tally, shelved);
  const sorted = request.sort === 'relevance' ? found : sortRows(found, request.sort, shelved);
  const frequencies = partial || tally.hasWhole ? [] : tally.frequencies();
  const missing = query.words.filter((_, index) => frequencies[index] === 0);
  return {
    key,
    rows: sorted,
    complete,
    query,
    partial,
    missing: missing.map((word) => word.typed),
  };
}

/** False where abstracts were left out or not read to the end. */
async function addAbstracts(
  shelf: Shelf,
  shelved: Shelved,
  tally: Tally,
  wait: boolean,
  signals: readonly AbortSignal[],
): Promise<boolean> {
  if (!wait && !shelf.holdsAbstracts(shelved)) return false;
  for await (const block of shelf.abstractBlocks(shelved)) {
    if (signals.some((signal) => signal.aborted)) return false;
    tally.addBlock(block, ['abstract']);
  }
  return true;
}

async function cutWindow(
  source: SearchSource,
  shelved: Shelved,
  { rows, complete, query, partial, missing }: Ranking,
  { offset, limit }: SearchRequest,
): Promise<SearchAnswer> {
  const findings = rows.slice(offset, offset + limit).flatMap((row) => {
    const record = shelved.record(row);
    return record === undefined ? [] : [describeRow(row, record, query, shelved.user)];
  });
  const unexplained = partial
    ? []
    : findings
        .filter(({ lacking, shown }) => shown < lacking.length)
        .map(({ record }) => record.id);
  const abstracts = unexplained.length === 0 ? [] : await source.abstractsOf(unexplained);
  const abstractOf = new Map(unexplained.map((id, index) => [id, abstracts[index] ?? '']));
  const papers = findings.map((finding): FoundPaper => {
    const abstract = abstractOf.get(finding.record.id) ?? '';
    const { record, titleMatches, snippet } = withSnippet(finding, 'abstract', abstract, query);
    return { id: record.id, titleMatches, snippet };
  });
  return { total: rows.length, complete, papers, partial, missing };
}
