/** Words that pages of papers put around their papers: navigation, counts, dates, buttons. */
const CHROME_WORDS = new Set(
  `about abs abstract account accept ago ai all am and anonymous api apr april archive arxiv ask
  aug august author authors back best blog bookmark bookmarks browse by cancel citation citations
  cite cited close code collapse collections comment comments community company contact continue
  cookie cookies copy copyright create daily dataset datasets date day days dec december demo
  details discover discuss discussion docs documentation dois download downloads email en
  enterprise explore export face faq favorites feb february feed feedback filter filters first
  follow followers following footer for forgot fri friday from get github go guidelines header
  help hf hide home hot hour hours hugging inbox in it jan january join jul july jump jun june
  language last latest leaderboard less library license light dark like likes link links list
  listing load log login logout main manage mar march may me menu min minute minutes models mon
  monday month monthly months more most my navigation new newest news newsletter next no notifications
  nov november now oct october of oldest on once open or organization organizations other out page
  pages paper papers password pdf per platform points popular post posts preferences prev previous
  pricing privacy profile project projects published read recent recently register related remove
  report repository reset result results resources rss sat saturday save saved search see select
  send sep sept september settings share show showing sign signin signup similar site sitemap skip
  solutions sort source sources spaces sponsored stars status store submit submitted subscribe
  subscribed sun sunday support system team tasks terms the theme thu thursday thread tile to today toggle
  top topics total trending tue tuesday tweet twitter unsubscribe up update updated updates upload
  upvote upvoted upvotes user view views vote votes website wed wednesday week weekly weeks welcome
  with service services conditions policy year years yesterday you your`.split(/\s+/),
);

/** Words of the list that everyday titles hold too; they do not make a line chrome on their own. */
const EVERYDAY = new Set(
  `all and by for from in it last language library light models more most my new no now of on open or
  other out per reset similar source support system tasks the to top topics with you your`.split(
    /\s+/,
  ),
);

/** How much of a line is page chrome: 1 = every word, counting numbers along. */
export function chromeShare(words: readonly string[]): number {
  if (words.length === 0) return 1;
  let telling = 0;
  let known = 0;
  for (const word of words) {
    if (isCount(word)) known++;
    else if (CHROME_WORDS.has(word)) {
      known++;
      if (!EVERYDAY.has(word)) telling++;
    }
  }
  if (known === words.length) return telling > 0 || words.every(isCount) ? 1 : 0.4;
  return telling / words.length;
}

/** "12", "1.2k", "3rd", "5d". */
function isCount(word: string): boolean {
  return /^\d+(k|m|st|nd|rd|th|[smhdwy])?$/.test(word);
}

/** Buttons that name nothing else, so that a capital letter straight after one begins a title. */
const GLUED_CERTAIN =
  /^(?:(?:Uns|S)ubscribe|Sign ?[Ii]n|Sign ?[Uu]p|Log ?[Ii]n|Log ?[Oo]ut|Upvotes?|Newsletter|View PDF|(?:Read|Show|Load|View) [Mm]ore)(?=[\p{Lu}\p{N}])/u;
/** Buttons that also begin names ("ShareGPT", "SearchBench"). */
const GLUED_POSSIBLE =
  /^(?:Search|Share|Follow|Like|Home|Menu|Papers?|Trending|New|Models|Datasets|Docs|Pricing|Submit|Filters?|Sort|Comments?|PDF|Abstract)(?=\p{Lu}\p{Ll}+[ -])/u;

/**
 * The length of a button's text that is glued to the title, 0 where there is none.
 * `atEdge`: the title stands first or behind chrome; only there a button is taken off that could
 * also begin a name. Nothing is taken off a word that `isName` knows.
 */
export function gluedChrome(
  title: string,
  atEdge: boolean,
  isName: (word: string) => boolean,
): number {
  const glued = GLUED_CERTAIN.exec(title) ?? (atEdge ? GLUED_POSSIBLE.exec(title) : null);
  if (glued === null || isName(title.slice(0, title.search(/[\s:,]|$/)))) return 0;
  return glued[0].length;
}
