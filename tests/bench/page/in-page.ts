/** What the page benchmark runs inside a page: the script's own parts, with a stand-in for the worker. */
import { startKnownPapers } from '../../../lib/page/known-papers.ts';
import { startMarks } from '../../../lib/page/marks.ts';
import { type KnownTitles, scan } from '../../../lib/page/scan.ts';
import { createSlices } from '../../../lib/page/slices.ts';
import { createTextReader, siftNames } from '../../../lib/paper/ids-in-text.ts';
import { createKeyReader } from '../../../lib/paper/links.ts';
import type { PaperId } from '../../../lib/paper/paper.ts';
import { SITES } from '../../../lib/paper/sites.ts';
import { createMatcher } from '../../../lib/recognise/match.ts';
import { createPlaces } from '../../../lib/recognise/places.ts';
import {
  decodeHead,
  decodePart,
  type EncodedTable,
  partOfPlace,
  type TablePart,
} from '../../../lib/recognise/table.ts';
import { hashPlainly, makePlainHashes } from './hash-plainly.ts';

/** What one thing found. */
export interface Seen {
  readonly hits: number;
  readonly partly: boolean;
}

const PIECE_LETTERS = 32_768;

let known: KnownTitles | null = null;

/** As the script does, with the table at hand instead of in extension storage. */
function takeTable({ head: encoded, parts: encodedParts }: EncodedTable): void {
  const head = decodeHead(encoded);
  if (head === null) throw new Error('the table is of another form');
  const parts = new Map<number, TablePart>();
  const keysOfUrl = createKeyReader(SITES);
  known = {
    matcher: createMatcher(head, createPlaces(head, parts)),
    keysOfUrl,
    keysInText: createTextReader(SITES, keysOfUrl),
    siftNames,
    forget: () => undefined,
    async load(places) {
      for (const place of places) {
        const part = partOfPlace(place, head.partBits);
        if (!parts.has(part)) parts.set(part, decodePart(encodedParts[part] ?? ''));
      }
    },
  };
}

function table(): KnownTitles {
  if (known === null) throw new Error('no table was taken');
  return known;
}

/** The floor: every text of the page once, folded and hashed, in idle time like the rest. */
async function walkAndHash(): Promise<Seen> {
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve()));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let hashed = makePlainHashes(PIECE_LETTERS);
  let parts: string[] = [];
  let letters = 0;
  const hash = () => {
    const text = parts.join('');
    if (text.length > PIECE_LETTERS) hashed = makePlainHashes(text.length);
    hashPlainly(text, hashed);
    parts = [];
    letters = 0;
  };
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const data = (node as Text).data;
    if (letters + data.length > PIECE_LETTERS) hash();
    parts.push(data);
    letters += data.length;
  }
  hash();
  return { hits: 0, partly: false };
}

/** The first half's pass over the page. */
async function match(): Promise<Seen> {
  const { hits, partly } = await scan(document.body, {
    known: table(),
    titles: true,
    ownKeys: [],
    slices: createSlices(new AbortController().signal),
    shadowRoot: () => undefined,
    bareHost: () => undefined,
  });
  return { hits: hits.length, partly };
}

/** Both halves, until the marks are painted; the worker says yes to everything. */
async function markPage(): Promise<Seen> {
  const { signal } = new AbortController();
  const none = async () => undefined;
  const fail = (error: unknown) => {
    throw error;
  };
  return new Promise((resolve) => {
    const { keysOfUrl } = table();
    const startMarking = async () =>
      startMarks(
        {
          keysOfUrl,
          recognise: async ({ candidates }) => ({
            answers: candidates.map(({ row }) => ({
              paperId: `PAPER${row}` as PaperId,
              evidence: { certainty: 'title', reason: 'text' },
              paint: { marked: true, slot: null, setAside: false },
            })),
          }),
          async reportPage({ papers, partly }) {
            const seen = { hits: papers.length, partly };
            const wait = () =>
              CSS.highlights.size > 0
                ? requestAnimationFrame(() => resolve(seen))
                : requestAnimationFrame(wait);
            wait();
          },
          prepareRules: none,
          announceCard: none,
          cardUnavailable: none,
          card: { url: 'about:blank', origin: location.origin },
          onError: fail,
        },
        signal,
      );
    startKnownPapers(
      {
        known: table(),
        titles: true,
        onNothing: () => undefined,
        isMainFrame: true,
        startMarking,
        onError: fail,
      },
      signal,
    );
  });
}

const things = { walkAndHash, match, markPage };
export type Thing = keyof typeof things;

Reflect.set(globalThis, 'takeTable', takeTable);
Reflect.set(globalThis, 'measured', things);
