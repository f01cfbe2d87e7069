/** The index as ranking sees it, in plain maps: for tests and measurements of the order alone. */
import { FIELD, type Field, placeOf, withTimes } from '../../../lib/search/index/fields.ts';
import type {
  NumberColumn,
  Places,
  Postings,
  PostingsReader,
  SimilarTerm,
  Term,
} from '../../../lib/search/index/postings-reader.ts';
import { spellName } from '../../../lib/search/ranking/name-spellings.ts';
import { countBits } from '../../../lib/search/ranking/score.ts';
import { plainTitle } from '../../../lib/text/plain-title.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';

export interface TestPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  readonly year?: number | null;
  readonly note?: string;
  readonly usedAt?: number;
}

interface Entry {
  readonly rows: number[];
  readonly times: number[];
  readonly places: number[][];
  postings?: Postings;
}

const NO_POSTINGS: Postings = { rows: new Uint32Array(), times: new Uint32Array() };

const LONGEST = 255;

export class MemoryIndex implements PostingsReader {
  readonly rowCount: number;
  readonly papers: number;
  readonly averageLengths: { title: number; abstract: number };
  readonly #entries = new Map<string, Entry>();
  readonly #sorted: readonly string[];
  /** Of each word in `#sorted` which letters it has. */
  readonly #letters: Uint32Array;
  readonly #columns: Readonly<Record<'titleLength' | 'abstractLength', Uint8Array>>;
  readonly #usedAt: Uint32Array;

  constructor(papers: readonly TestPaper[]) {
    this.rowCount = papers.length;
    this.papers = papers.length;
    const columns = {
      titleLength: new Uint8Array(papers.length),
      abstractLength: new Uint8Array(papers.length),
    };
    const sums = { title: 0, abstract: 0 };
    for (const [row, paper] of papers.entries()) {
      const found = new Map<string, Map<number, number[]>>();
      const title = this.#read(found, 'title', [plainTitle(paper.title)]);
      this.#read(found, 'authors', paper.authors ?? []);
      this.#read(found, 'venue', [String(paper.year ?? '')]);
      const abstract = this.#read(found, 'abstract', [plainTitle(paper.abstract)]);
      this.#read(found, 'note', [paper.note ?? '']);
      for (const spelling of spellName(plainTitle(paper.title))) {
        add(found, spelling, FIELD.name, 0);
      }
      sums.title += title;
      sums.abstract += abstract;
      columns.titleLength[row] = Math.min(LONGEST, title);
      columns.abstractLength[row] = Math.min(LONGEST, abstract);
      this.#store(row, found);
    }
    const count = Math.max(1, papers.length);
    this.averageLengths = { title: sums.title / count, abstract: sums.abstract / count };
    this.#columns = columns;
    this.#usedAt = Uint32Array.from(papers, ({ usedAt }) => usedAt ?? 0);
    this.#sorted = [...this.#entries.keys()].sort((a, b) => (a < b ? -1 : 1));
    this.#letters = Uint32Array.from(this.#sorted, lettersOf);
  }

  /** Notes the words of a field; gives how many there are. */
  #read(found: Map<string, Map<number, number[]>>, field: Field, texts: readonly string[]): number {
    let from = 0;
    for (const text of texts) {
      let next = from;
      for (const word of tokenise(text)) {
        add(found, word.text.slice(0, 64), FIELD[field], from + word.position);
        next = Math.max(next, from + word.position + 1);
      }
      from = next + (texts.length > 1 ? 1 : 0);
    }
    return from;
  }

  #store(row: number, found: Map<string, Map<number, number[]>>): void {
    for (const [text, fields] of found) {
      let entry = this.#entries.get(text);
      if (entry === undefined) {
        entry = { rows: [], times: [], places: [] };
        this.#entries.set(text, entry);
      }
      let times = 0;
      for (const [field, positions] of fields) times = withTimes(times, field, positions.length);
      entry.rows.push(row);
      entry.times.push(times);
      entry.places.push(
        [...fields]
          .flatMap(([field, positions]) => positions.map((position) => placeOf(field, position)))
          .sort((a, b) => a - b),
      );
    }
  }

  #term(text: string): Term | null {
    const entry = this.#entries.get(text);
    return entry === undefined ? null : { text, frequency: entry.rows.length };
  }

  async findTerms(texts: readonly string[]): Promise<(Term | null)[]> {
    return texts.map((text) => this.#term(text));
  }

  async termsStarting(prefix: string, most: number): Promise<Term[]> {
    const terms: Term[] = [];
    for (let at = this.#lowerBound(prefix); at < this.#sorted.length; at++) {
      const text = this.#sorted[at] ?? '';
      if (!text.startsWith(prefix)) break;
      const term = this.#term(text);
      if (term !== null) terms.push(term);
    }
    return terms.sort((a, b) => b.frequency - a.frequency).slice(0, most);
  }

  #lowerBound(text: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async termsLike(word: string, distance: number, most: number): Promise<SimilarTerm[]> {
    const similar: SimilarTerm[] = [];
    const letters = lettersOf(word);
    for (const [index, text] of this.#sorted.entries()) {
      if (Math.abs(text.length - word.length) > distance) continue;
      if (countBits(letters ^ (this.#letters[index] ?? 0)) > 2 * distance) continue;
      const found = measureDistance(word, text);
      const term = found <= distance ? this.#term(text) : null;
      if (term !== null) similar.push({ ...term, distance: found });
    }
    return similar
      .sort((a, b) => a.distance - b.distance || b.frequency - a.frequency)
      .slice(0, most);
  }

  async postings(terms: readonly Term[]): Promise<Postings[]> {
    return terms.map(({ text }) => {
      const entry = this.#entries.get(text);
      if (entry === undefined) return NO_POSTINGS;
      entry.postings ??= {
        rows: Uint32Array.from(entry.rows),
        times: Uint32Array.from(entry.times),
      };
      return entry.postings;
    });
  }

  bestPostings(terms: readonly Term[]): Promise<Postings[]> {
    return this.postings(terms);
  }

  async places({ text }: Term, rows: Uint32Array): Promise<Places> {
    const entry = this.#entries.get(text);
    return {
      at: (index) => {
        const at = entry?.rows.indexOf(rows[index] ?? -1) ?? -1;
        return Uint32Array.from(entry?.places[at] ?? []);
      },
    };
  }

  async column(name: NumberColumn): Promise<Uint8Array | Uint16Array | Uint32Array> {
    if (name === 'titleLength' || name === 'abstractLength') return this.#columns[name];
    return name === 'usedAt' ? this.#usedAt : new Uint16Array(this.rowCount);
  }

  async tagsOfRows(rows: Uint32Array): Promise<readonly (readonly string[])[]> {
    return Array.from(rows, () => []);
  }
}

function add(
  found: Map<string, Map<number, number[]>>,
  text: string,
  field: number,
  position: number,
): void {
  let fields = found.get(text);
  if (fields === undefined) {
    fields = new Map();
    found.set(text, fields);
  }
  const positions = fields.get(field);
  if (positions === undefined) fields.set(field, [position]);
  else positions.push(position);
}

/** A bit for each letter, whatever its place; some share one. */
function lettersOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

/** Letters put in, left out, replaced, or exchanged with their neighbour. */
function measureDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
