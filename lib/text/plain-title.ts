/** Titles without TeX: arXiv writes "K\"ahler" and "UniCode$^2$" where a page shows "Kähler" and "UniCode²". */

const MARKED_UP = /[$\\{<]/;
const ELEMENT = /<\/?(?:su[bp]|i|b|em|it|tt|scp)>/gi;
/** `\'e`, `\"{\i}`, `\v{c}`: the letter stays, since folding takes accents off anyway. */
const ACCENT = /\\(?:["'`^~=.]|[Hbcdkruv](?![a-z]))\s*\{?\s*\\?([a-z])\}?/gi;
const COMMAND = /\\([a-z]+)\*?\s*/gi;
/** How letters look, and marks over them: nothing of their own to read. */
const LOOK =
  /^(?:(?:text|math)[a-z]*|rm|it|bf|em|emph|cal|sc|frak|Bbb|p?mb|mbox|boldsymbol|operatorname|left|right|big|(?:wide)?(?:hat|tilde)|bar|vec|d?dot|(?:over|under)line|frac|sqrt)$/;
/** Signs, which fold to nothing, and spaces. */
const SIGN =
  /^(?:infty|times|to|rightarrow|partial|nabla|[lg]eq?|neq|pm|[cl]?dots?|ast|star|circ|o(?:plus|times)|sim|approx|subset|(?:not)?in|[lr]angle|prime|sum|int|q?quad|deg)$/;
const LETTERS: Readonly<Record<string, string>> = {
  ell: 'l',
  hbar: 'ℏ',
  aleph: 'ℵ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
};

/** A Greek letter folds to its name, so the name of its command will do; of other commands a page shows the name too. */
function readCommand(name: string): string {
  if (SIGN.test(name)) return ' ';
  if (LOOK.test(name)) return '';
  return LETTERS[name] ?? name.replace(/^var(?=[a-z])/, '');
}

/**
 * A title as a page shows it, as far as folding sees: "Pr$^{9+}$" is "Pr9+", "Schr\"odinger" "Schrodinger",
 * "$\mathcal{O}(n)$" "O(n)", `$\alpha$` "alpha". Titles without markup are given back as they are.
 */
export function plainTitle(title: string): string {
  if (!MARKED_UP.test(title)) return title;
  const plain = title
    .replace(ELEMENT, '')
    .replace(/\}\s*\{/g, '}/{')
    .replace(ACCENT, '$1')
    .replace(COMMAND, (_, name: string) => readCommand(name))
    .replace(/\\[,;: \\]/g, ' ')
    .replace(/\\[!()[\]-]/g, '')
    .replace(/\\(?=\S)/g, '');
  return plain
    .replace(/[{}$^_]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
