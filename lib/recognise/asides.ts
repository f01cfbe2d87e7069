/** What may stand beside a title without being part of it: numbering, "[PDF]", a year, punctuation. */

/** Words that label or follow a title in lists; right behind it they are as good its last words. */
const NOUN = 'data(?:set)?|models?|weights|ref(?:erence)?s?|source|summary|review|video|view';
/** Words that only label or follow it. */
const LABEL =
  'papers?|title|read(?:ing)?|pdf|html|arxiv|abs(?:tract)?|code|github|links?|project|page|website|slides|poster|talk|blog|demo|bib(?:tex)?|cite|doi|url|preprint|new|updated|notes|openreview|oral|spotlight|supplementary|appendix|download';
/** Where papers appear. */
const VENUE =
  'ICLR|ICML|NeurIPS|NIPS|ACL|EMNLP|NAACL|CoNLL|CVPR|ICCV|ECCV|WACV|AAAI|IJCAI|KDD|WWW|SIGIR|SIGGRAPH|CHI|I(?:NTERSPEECH|nterspeech)|ICASSP|TACL|JMLR|TMLR|PMLR|CoRR|IEEE|ACM|PNAS|Nature|Science|Proc(?:eedings)?|Advances|Journal|Trans(?:actions)?|Findings|Workshop|Conference|Technical|[Pp]reprint|arXiv';
const YEAR = String.raw`(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}[a-z]?`;

const IS_NOUN = new RegExp(`^(?:${NOUN})$`, 'iu');
const IS_LABEL = new RegExp(`^(?:${LABEL})$`, 'iu');
const IS_VENUE = new RegExp(`^(?:${VENUE})$`, 'u');

/** True for a word that labels a title ("Paper", "PDF") or names where papers appear ("ICLR"). */
export function isLabel(word: string): boolean {
  return isNoun(word) || IS_LABEL.test(word) || isVenue(word);
}

/** True for a label that right behind a title goes on with it: "… and Language Models". */
export function isNoun(word: string): boolean {
  return IS_NOUN.test(word);
}

/** True for the name of where papers appear. */
export function isVenue(word: string): boolean {
  return IS_VENUE.test(word);
}

/** True where a text begins with the name of a venue, or "Proc." and the like. */
export function beginsWithVenue(text: string): boolean {
  return new RegExp(
    `^(?:the\\s+)?(?:\\d+(?:st|nd|rd|th)\\s+)?(?:${VENUE}|[A-Z]{3,8})(?![\\p{Ll}])`,
    'u',
  ).test(text);
}

/** True for the content of a bracket that is no part of the title beside it; "(v2)" and "(Part 2)" are. */
function isAside(content: string, round: boolean): boolean {
  const text = content.trim();
  if (round && /^(?:v(?:er(?:sion)?|ol(?:ume)?)?|part)?\.?\s?\d{1,2}(?:\.\d+)?$/iu.test(text))
    return false;
  if (/^(?:for|with|in|on|of|via|using|part|version|vol)\s/iu.test(text)) return false;
  return (
    /\d|\bet al\b|^[^\p{L}]*$/u.test(text) ||
    /^[\p{Lu}][\p{L}-]{0,11}$/u.test(text) ||
    text.split(/[\s,;/|·&]+/u).every((word) => word === '' || isLabel(word))
  );
}

const AFTER = new RegExp(
  String.raw`^(?:[^\p{L}\p{N}([]+|${YEAR}(?![\p{L}\p{N}])|(?:https?:\/\/|www\.)\S+|arxiv[:\s]\s?[\w.-]+\/?\d[\w.]*)`,
  'iu',
);
const BEFORE = new RegExp(
  String.raw`(?:[^\p{L}\p{N})\]]+|(?<![\p{L}\p{N}])${YEAR}|(?<![\p{L}\p{N}.])(?:(?:\p{Lu}\.)?(?:\d{1,3}\.){0,4}\d{1,4}[.):]*|(?:[a-z]|[ivx]{2,4}|[IVX]{1,4})[.):]+))$`,
  'u',
);

function stripAfter(text: string): string {
  const [found] = AFTER.exec(text) ?? [];
  if (found) return text.slice(found.length);
  const [bracket, opening, content = ''] = /^([([])([^()[\]]{0,80})[)\]]/u.exec(text) ?? [];
  if (bracket && isAside(content, opening === '(')) return text.slice(bracket.length);
  const [word = ''] = /^\p{L}+/u.exec(text) ?? [];
  return isLabel(word) ? text.slice(word.length) : text;
}

/** Round brackets before a title may be part of it, "(Sparse) Universal Transformer": only numbers pass. */
function stripBefore(text: string): string {
  const [bracket, opening, content = ''] = /([([])([^()[\]]{0,80})[)\]]$/u.exec(text) ?? [];
  if (bracket) {
    const aside = opening === '[' ? isAside(content, false) : /^\W*\d+\W*$/.test(content);
    return aside ? text.slice(0, -bracket.length) : text;
  }
  const [found] = BEFORE.exec(text) ?? [];
  if (found) return text.slice(0, -found.length);
  const [word = ''] = /\p{L}+$/u.exec(text) ?? [];
  return isLabel(word) ? text.slice(0, -word.length) : text;
}

function stripAll(text: string, strip: (text: string) => string): string {
  for (let rest = text; ; ) {
    const next = strip(rest);
    if (next.length === rest.length) return rest.trim();
    rest = next;
  }
}

/** What remains of the text behind a title without asides; empty: nothing. */
export function withoutAsidesAfter(after: string): string {
  const [, word = ''] = /^\s(\p{L}+)/u.exec(after) ?? [];
  return isNoun(word) ? after : stripAll(after, stripAfter);
}

/** What remains of the text before a title without asides; empty: nothing. */
export function withoutAsidesBefore(before: string): string {
  return stripAll(before, stripBefore);
}
