/** The next query to try when one found nothing. */
export interface Shortened {
  readonly query: string;
  /** The words that were left out. */
  readonly without: readonly string[];
}

/** Without the words that no paper has; where every word is known, without the last one. Null: nothing would be left. */
export function shortenQuery(query: string, missing: readonly string[]): Shortened | null {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const unknown = new Set(missing.map((word) => word.toLowerCase()));
  const kept = words.filter((word) => !unknown.has(word.toLowerCase()));
  const used = kept.length === words.length ? words.slice(0, -1) : kept;
  if (used.length === 0) return null;
  return { query: used.join(' '), without: words.filter((word) => !used.includes(word)) };
}
