/** Large pages of real text, and catalogues that know none or some of it. */
import type { RealPaper } from '../real-papers.ts';

/** About the length of a text node in a page full of markup. */
const TEXT_LETTERS = 46;

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Pieces of about the length of a text node, cut between words. */
function cut(text: string): string[] {
  return text.match(new RegExp(`.{1,${TEXT_LETTERS}}(?:\\s+|$)|\\S+`, 'gs')) ?? [];
}

export interface LargePage {
  readonly html: string;
  /** The papers on it. */
  readonly papers: readonly RealPaper[];
}

/** A listing of papers with their abstracts, of `texts` text nodes. */
export function makeLargePage(all: readonly RealPaper[], texts: number): LargePage {
  const rows: string[] = [];
  const papers: RealPaper[] = [];
  for (let made = 0; made < texts; ) {
    const paper = all[papers.length];
    if (paper === undefined) throw new Error('too few papers');
    const pieces = cut(paper.abstract.replace(/\s+/g, ' '));
    const text = pieces.map((piece, i) =>
      i % 2 ? `<span>${escapeHtml(piece)}</span>` : escapeHtml(piece),
    );
    const title = `<h3>${escapeHtml(paper.title)}</h3>`;
    rows.push(`<article>${title}<p>${text.join('')}</p></article>`);
    papers.push(paper);
    made += pieces.length + 1;
  }
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Papers</title><body>${rows.join('')}</body></html>`;
  return { html, papers };
}
