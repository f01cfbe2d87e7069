import type { CollectedPage } from '../../lib/page-reading/collect-page.ts';

/** A page that tells nothing of itself but what is given. */
export const collected = (part: Partial<CollectedPage>): CollectedPage => ({
  address: 'https://example.org/',
  contentType: 'text/html',
  title: '',
  meta: [],
  canonical: '',
  jsonLd: [],
  links: [],
  ...part,
});
