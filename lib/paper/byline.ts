/** Small words that belong to the family name after them. */
const PARTICLE =
  /^(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ter|ten|bin|al|el|zu|af|st\.?)$/i;
const OTHERS = /^(?:et al\.?|(?:and )?others)$/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|md)\.?$/i;

/** "Kaiser" of "Łukasz Kaiser" and of "Kaiser, Łukasz"; "van den Oord" of "Aäron van den Oord". */
export function familyName(author: string): string {
  const name = author.replace(/\s+/g, ' ').trim();
  const comma = name.indexOf(',');
  if (comma > 0 && !SUFFIX.test(name.slice(comma + 1).trim())) return name.slice(0, comma).trim();
  const words = (comma > 0 ? name.slice(0, comma) : name).split(' ');
  while (words.length > 1 && SUFFIX.test(words.at(-1) ?? '')) words.pop();
  let from = words.length - 1;
  while (from > 1 && PARTICLE.test(words[from - 1] ?? '')) from--;
  return words.slice(from).join(' ');
}

/** "Kim et al.", "Kim and Lee", "Kim", or empty. */
export function byline(authors: readonly string[]): string {
  const names = authors
    .map((author) => (OTHERS.test(author.trim()) ? 'et al.' : familyName(author)))
    .filter((name) => name !== '');
  const [first = '', second] = names;
  if (second === undefined) return first;
  if (names.length > 2 || second === 'et al.') return `${first} et al.`;
  return `${first} and ${second}`;
}
