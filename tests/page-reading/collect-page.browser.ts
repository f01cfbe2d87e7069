import { afterEach, describe, expect, it } from 'vitest';
import { collectPage } from '../../lib/page-reading/collect-page.ts';
import { readPageIdentity } from '../../lib/page-reading/page-identity.ts';

const article = (headline: string) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'ScholarlyArticle', headline, author: 'a' })}</script>`;

/** What the page tells with this in it. */
function collectWith(html: string) {
  const holder = document.createElement('div');
  holder.id = 'test';
  holder.innerHTML = html;
  document.head.append(...holder.querySelectorAll('meta, link'));
  document.body.append(holder);
  // As it runs in a page: from its source, with nothing of this module.
  return new Function(`return (${collectPage})()`)() as ReturnType<typeof collectPage>;
}

afterEach(() => {
  for (const element of document.querySelectorAll(
    '#test, head meta[property], head meta[name^=cit i], head link[rel=canonical]',
  ))
    element.remove();
});

describe('collectPage', () => {
  it('reads meta elements, whatever the case of their names and the attribute that has it', () => {
    const { meta } = collectWith(
      '<meta name="Citation_Title" content="A"><meta property="citation_author" content="B"><meta name="theme-color" content="C"><meta name="citation_doi">',
    );
    expect(meta).toEqual([
      ['citation_title', 'A'],
      ['citation_author', 'B'],
      ['citation_doi', ''],
    ]);
  });

  it('reads the meta elements of Digital Commons and of EPrints', () => {
    const { meta } = collectWith(
      '<meta property="bepress_citation_title" content="A"><meta property="eprints.title" content="B"><meta property="eprints_x" content="C">',
    );
    expect(meta).toEqual([
      ['bepress_citation_title', 'A'],
      ['eprints.title', 'B'],
    ]);
  });

  it('gives the canonical link, absolute, or og:url', () => {
    expect(collectWith('<meta property="og:url" content="https://example.org/og">').canonical).toBe(
      'https://example.org/og',
    );
    expect(collectWith('<link rel="canonical" href="/a/paper">').canonical).toBe(
      `${location.origin}/a/paper`,
    );
  });

  it('reads JSON-LD up to a megabyte, and goes on behind what is broken', () => {
    const page = collectWith(
      `<script type="application/ld+json">{"@type": </script><script>1</script>${article('Deep learning')}<script type="application/ld+json">${'x'.repeat(1_000_000)}</script>`,
    );
    expect(page.jsonLd).toHaveLength(2);
    expect(readPageIdentity(page).draft?.title).toBe('Deep learning');
  });

  it('gives links to papers with the texts of their row', () => {
    const { links } = collectWith(
      `<ul><li><h3>A Title of Words</h3><a href="https://openreview.net/forum?id=xQUe1pOKPam">OpenReview</a></li>
       <li><a href="https://example.org/">elsewhere</a></li></ul>`,
    );
    expect(links).toEqual([
      {
        href: 'https://openreview.net/forum?id=xQUe1pOKPam',
        texts: ['A Title of Words', 'OpenReview', 'OpenReview'],
      },
    ]);
  });
});
