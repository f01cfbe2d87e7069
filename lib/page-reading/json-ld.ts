/** Articles in the JSON-LD of a page. It is the page's to be wrong: broken JSON counts as none. */

export type JsonLd = Readonly<Record<string, unknown>>;

/** Schema.org's kinds of paper. "Article" is for the news too. */
const PAPER_TYPES =
  /^(?:https?:\/\/schema\.org\/|schema:)?(?:Medical)?(?:ScholarlyArticle|Thesis|Chapter)$/;
/** Longer texts are data of other kinds. */
const MAX_LETTERS = 500_000;
const MAX_NODES = 500;
/** How deep names and addresses are looked for ("isPartOf": issue, volume, journal). */
const MAX_DEPTH = 4;

const isObject = (value: unknown): value is JsonLd =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

function parse(text: string): unknown {
  if (text.length > MAX_LETTERS) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isPaper = (node: JsonLd): boolean =>
  listOf(node['@type']).some((type) => typeof type === 'string' && PAPER_TYPES.test(type));

/** The papers that a page's JSON-LD is about: at its top, in `@graph`, or as a page's main entity. What they cite is left out. */
export function articlesIn(texts: readonly string[]): JsonLd[] {
  const found: JsonLd[] = [];
  const queue: unknown[] = texts.map(parse);
  for (let seen = 0; seen < queue.length && seen < MAX_NODES; seen++) {
    const node = queue[seen];
    if (Array.isArray(node)) queue.push(...node.slice(0, MAX_NODES));
    if (!isObject(node)) continue;
    if (isPaper(node)) found.push(node);
    else queue.push(node['@graph'], node.mainEntity);
  }
  return found;
}

/**
 * The texts of values: strings and numbers as they are, of objects their name, value or address, of
 * lists each. What lies in `isPartOf` follows, so that the last one is the widest.
 */
export function textsOf(...values: unknown[]): string[] {
  return values.flatMap((value) => textsAt(value, MAX_DEPTH));
}

function textsAt(value: unknown, depth: number): string[] {
  if (depth === 0) return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value))
    return value.slice(0, MAX_NODES).flatMap((each) => textsAt(each, depth));
  if (!isObject(value)) return [];
  const own = value.value ?? value.name ?? value.url ?? value['@id'] ?? fullName(value);
  return [...textsAt(own, depth - 1), ...textsAt(value.isPartOf, depth - 1)];
}

const fullName = ({ givenName, familyName }: JsonLd): string | undefined =>
  typeof familyName === 'string' ? `${givenName ?? ''} ${familyName}`.trim() : undefined;
