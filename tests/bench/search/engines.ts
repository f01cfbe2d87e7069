/** Manicule's order and those of its peers, over the same papers. */
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { readQueryWords } from '../../../lib/search/ranking/query-words.ts';
import { rankWords } from '../../../lib/search/ranking/rank-words.ts';
import { indexPapers, type TestPaper } from '../../search/ranking/index-papers.ts';
import { vectorsOf } from './vectors-of.ts';

/** The numbers of the papers that an engine finds, best first. */
export type Find = (query: string, most: number) => Promise<readonly number[]> | readonly number[];

export interface Engine {
  readonly name: string;
  readonly build: (papers: readonly TestPaper[]) => Find | Promise<Find>;
}

const FIELDS = ['title', 'abstract', 'people'];

const documentsOf = (papers: readonly TestPaper[]) =>
  papers.map(({ title, abstract, authors = [], year }, id) => ({
    id,
    title,
    abstract,
    people: [...authors, year ?? ''].join(' '),
  }));

export const manicule: Engine = {
  name: 'manicule',
  build: async (papers) => {
    const index = await indexPapers(papers);
    const readVectors = vectorsOf(papers);
    return async (query, most) =>
      (await rankWords(index, readQueryWords(query), { readVectors, most })).rows;
  },
};

export const maniculeByWords: Engine = {
  name: 'manicule, words alone',
  build: async (papers) => {
    const index = await indexPapers(papers);
    return async (query, most) => (await rankWords(index, readQueryWords(query), { most })).rows;
  },
};

function miniSearch(name: string, options: Record<string, unknown>): Engine {
  return {
    name,
    build: (papers) => {
      const index = new MiniSearch({ fields: FIELDS });
      index.addAll(documentsOf(papers));
      return (query, most) =>
        index
          .search(query, options)
          .slice(0, most)
          .map(({ id }) => Number(id));
    },
  };
}

const FORGIVING = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };

export const miniSearchDefaults = miniSearch('MiniSearch', {});
export const miniSearchOr = miniSearch('MiniSearch, prefix, fuzzy, OR', FORGIVING);
export const miniSearchAnd = miniSearch('MiniSearch, prefix, fuzzy, AND', {
  ...FORGIVING,
  combineWith: 'AND',
});

function flexSearch(name: string, tokenize: 'strict' | 'forward'): Engine {
  return {
    name,
    build: (papers) => {
      const index = new FlexSearch.Document({
        document: { id: 'id', index: FIELDS.map((field) => ({ field, tokenize })) },
      });
      for (const document of documentsOf(papers)) index.add(document);
      return (query, most) =>
        index
          .search(query, { limit: most, merge: true, suggest: true })
          .map(({ id }) => Number(id));
    },
  };
}

/** Whole words: the only setting that its store in IndexedDB can hold at these sizes. */
export const flexSearchWords = flexSearch('FlexSearch', 'strict');
export const flexSearchForward = flexSearch('FlexSearch, forward', 'forward');

export const fuse: Engine = {
  name: 'Fuse',
  build: (papers) => {
    const index = new Fuse(documentsOf(papers), { keys: FIELDS, ignoreLocation: true });
    return (query, most) => index.search(query, { limit: most }).map(({ refIndex }) => refIndex);
  },
};
