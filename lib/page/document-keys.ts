/** Identity keys of this document, most telling first: by its address, then by the DOI that it gives for citing. */
export function documentKeys(keysOfUrl: (address: string) => string[]): string[] {
  const meta = document.querySelector<HTMLMetaElement>('meta[name$=citation_doi]');
  const keys = keysOfUrl(location.href);
  return meta === null ? keys : [...keys, ...keysOfUrl(`https://doi.org/${meta.content}`)];
}
