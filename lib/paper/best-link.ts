import {
  IDENTIFIER_SCHEMES,
  type Identifier,
  type IdentifierScheme,
  type PaperDraft,
} from './paper.ts';

const ADDRESSES: Readonly<Record<IdentifierScheme, (value: string) => string>> = {
  arxiv: (id) => `https://arxiv.org/abs/${id}`,
  doi: (doi) => `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}`,
  openreview: (id) => `https://openreview.net/forum?id=${id}`,
  acl: (id) => `https://aclanthology.org/${id}/`,
  pmlr: (id) => `https://proceedings.mlr.press/v${id}.html`,
  jmlr: (id) => `https://www.jmlr.org/papers/v${id}.html`,
  neurips: (id) => {
    const [, year, hash, track] = /^(\d+)\/([\da-f]+)(.*)$/.exec(id) ?? [];
    return `https://proceedings.neurips.cc/paper_files/paper/${year}/hash/${hash}-Abstract${track}.html`;
  },
  nips: (number) => `https://papers.nips.cc/paper/${number}`,
  cvf: (id) => {
    const [, folder, file] = /^(content\/.*|[^/]*)\/(.*)$/.exec(id) ?? [];
    return `https://openaccess.thecvf.com/${folder}/html/${file}_paper.html`;
  },
  pmid: (id) => `https://pubmed.ncbi.nlm.nih.gov/${id}/`,
  pmc: (id) => `https://pmc.ncbi.nlm.nih.gov/articles/PMC${id}/`,
  pii: (id) => `https://www.sciencedirect.com/science/article/pii/${id}`,
  ieee: (id) => `https://ieeexplore.ieee.org/document/${id}`,
  inspire: (id) => `https://inspirehep.net/literature/${id}`,
  s2: (hash) => `https://www.semanticscholar.org/paper/${hash}`,
  corpusid: (number) => `https://api.semanticscholar.org/CorpusID:${number}`,
  dblp: (id) => `https://dblp.org/rec/${id}`,
};

/** The address of an identifier's page. */
export const identifierAddress = ({ scheme, value }: Identifier): string =>
  ADDRESSES[scheme](value);

/**
 * The address that opening a paper leads to, or null: that of its most telling identifier (arXiv,
 * DOI, then as `IDENTIFIER_SCHEMES` has them), else the project page, else the code.
 */
export function bestLink({
  identifiers,
  links,
}: Pick<PaperDraft, 'identifiers' | 'links'>): string | null {
  for (const scheme of IDENTIFIER_SCHEMES) {
    const identifier = identifiers.find((id) => id.scheme === scheme);
    if (identifier !== undefined) return identifierAddress(identifier);
  }
  const http = links.filter(({ url }) => /^https?:\/\//i.test(url));
  const link =
    http.find(({ kind }) => kind === 'project') ?? http.find(({ kind }) => kind === 'code');
  return link?.url ?? null;
}
