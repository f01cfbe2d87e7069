/** What a page tells of itself, read on demand when the popup is opened on it. */

/** Raw facts; `page-identity.ts` and `listed-papers.ts` make sense of them. */
export interface CollectedPage {
  readonly address: string;
  readonly contentType: string;
  readonly title: string;
  /** Name (or property) and content of the meta elements that describe a paper, in page order. */
  readonly meta: readonly (readonly [name: string, content: string])[];
  /** The address that the page itself gives (`rel=canonical`, else `og:url`); empty where it gives none. */
  readonly canonical: string;
  /** The texts of its JSON-LD. */
  readonly jsonLd: readonly string[];
  /** Links that lead to papers, with the texts of their row that may be titles. */
  readonly links: readonly { readonly href: string; readonly texts: readonly string[] }[];
}

/**
 * Runs in the page by `scripting.executeScript`, so it may use nothing from outside itself.
 * Reads at most 3,000 links, 500 meta elements and a megabyte of JSON-LD; changes nothing.
 */
export function collectPage(): CollectedPage {
  const words = (element: Element | null) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const meta = [...document.querySelectorAll('meta[name], meta[property]')].flatMap((element) => {
    const name = (
      element.getAttribute('name') ??
      element.getAttribute('property') ??
      ''
    ).toLowerCase();
    return /^((?:bepress_)?citation_|eprints\.|dc\.|dcterms\.|prism\.|og:url)/.test(name)
      ? [[name, (element.getAttribute('content') ?? '').slice(0, 20_000)] as const]
      : [];
  });
  const canonical =
    document.querySelector<HTMLLinkElement>('link[rel~="canonical"]')?.href ??
    meta.find(([name]) => name === 'og:url')?.[1] ??
    '';
  const jsonLd: string[] = [];
  let room = 1_000_000;
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    room -= textContent.length;
    if (room > 0) jsonLd.push(textContent);
  }
  const rowOf = (link: Element): Element[] => {
    const row = link.closest('li, tr, article, dt, dd');
    if (row === null) return [link];
    const next = row.tagName === 'DT' ? row.nextElementSibling : null;
    return next?.tagName === 'DD' ? [row, next] : [row];
  };
  const mayName =
    /arxiv|10\.\d{4}|\/papers?\/|openreview|acl(?:anthology|web)|mlr\.press|thecvf|pubmed|\/pmc|dblp|ieeexplore|\/pii\/|nature\.com|inspirehep/i;
  const links = [...document.querySelectorAll('a[href]')].slice(0, 3_000).flatMap((link) => {
    const href = (link as HTMLAnchorElement).href;
    if (typeof href !== 'string' || !mayName.test(href)) return [];
    const texts = rowOf(link).flatMap((row) => [
      ...[...row.querySelectorAll('h1, h2, h3, h4, h5, .title, [class*="title"]')].map(words),
      words(link),
      ...[...row.querySelectorAll('a, strong, b, em, i')].map(words),
    ]);
    return [{ href, texts: texts.filter((text) => text !== '').slice(0, 20) }];
  });
  return {
    address: location.href,
    contentType: document.contentType,
    title: document.title,
    meta: meta.slice(0, 500),
    canonical: canonical.slice(0, 2_048),
    jsonLd,
    links: links.slice(0, 1_000),
  };
}
