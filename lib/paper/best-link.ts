import type { PaperDraft } from './paper.ts';

/** The address that opening a paper leads to: arXiv, else DOI, else the project page, else the code; or null. */
export function bestLink({
  identifiers,
  links,
}: Pick<PaperDraft, 'identifiers' | 'links'>): string | null {
  const value = (scheme: string) => identifiers.find((id) => id.scheme === scheme)?.value;
  const arxiv = value('arxiv');
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  const doi = value('doi');
  if (doi !== undefined) return `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}`;
  const http = links.filter(({ url }) => /^https?:\/\//i.test(url));
  const link =
    http.find(({ kind }) => kind === 'project') ?? http.find(({ kind }) => kind === 'code');
  return link?.url ?? null;
}
