/**
 * The sites of papers, and how their addresses name a paper. Data and no code: pages have it from
 * where the recognition table is stored, so that their script stays small.
 */

const NEURIPS = String.raw`[\w-]+\.n(?:eur)?ips\.cc/(?:paper_files/)?paper/`;

const NAMES = String.raw`(?<![\w./@-])(?:www\.)?git(?:hub|lab)\.com/[\w./-]{3,200}|\b(?:https?://[^\s<>"“”]{4,500}|(?:(?:arxiv(?:\.org)?[\s:./]{0,3}|\b)(?:abs|pdf)/|arxiv[\s:.]{1,3})(?:[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7}|\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d{1,2})?(?!\w)|(?<![\d.])(10\.\d{4,9}/[^\s<>"“”]{2,300})|pmc?id[\s:]{1,3}(?:pmc)?\d{1,8}(?!\w))`;

/**
 * A site a line: scheme, the beginning of an address ("host/path?query", without "www."), and what
 * of it is the identifier (`$1` where nothing is said). The next character is none of a word.
 * Lists, people and searches of these sites have other paths. One text, since that is the least to load.
 *
 * The last lines are for any site: a DOI in a path behind what says that it is that of the page; of
 * a resolver, also behind a library's proxy ("doi-org.proxy.example.edu"); in a query.
 *
 * What stands in a text as an id has `id` for its site.
 *
 * `=any`: what every address of these has; the others, nearly all, need not be held against each line.
 * `=form`: where publishers put the form of a page behind the DOI (two preprint servers, its version).
 * `=names`: what text is searched for: an address; "arXiv:2403.01234v2", "arXiv abs/…", "CoRR abs/…"; a
 * DOI; "PMID: …", "PMCID: PMC…"; an address at GitHub or GitLab without the protocol.
 * `=via`: sites that only lead on or keep copies, with the address that they lead to or have.
 */
export const SITES = String.raw`
=names ${NAMES}
=via ^https?://(?:(?:(?:www\.|scholar\.)?google\.[a-z.]+/\w*url|l\.facebook\.com/l\.php|[\w.]+\.outlook\.com/)\?(?:.*&)?(?:q|u(?:rl)?)=|(?:web\.)?archive\.\w+/(?:[\w.*-]+/)*)(https?[:%][^&#]+).*
=any 10\.\d{4}|xiv|5iv\.org|lanl\.gov|/papers/|papers\.cool|scirate|semanticscholar|connectedpapers|dblp|adsabs|openreview|acl(?:anthology|web)|ncbi\.|europepmc|mlr\.press|mlresearch|jmlr|ips\.cc|thecvf|/pii/|ieeexplore|inspirehep|ijcai|rsc\.org|nature\.com|ssrn|elifesciences|^id/
=form (?<=^10\.(?:1101|64898)/.*)v\d+$|[/.](?:full|full-?text|abstract|e?pdf|html?|meta|epub|xml|references|summary|figures|citations|metrics|tables|suppl\w*|comments|authors)(?:[/.+][\w/.+-]*)?$
arxiv (?:(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html|format|ps|e-print|src|tb|ftp/[\w-]+/papers/\d+)|xxx\.lanl\.gov/(?:abs|pdf)|ar5iv\.org/(?:abs|html|pdf)|alphaxiv\.org/(?:\w\w/)?(?:abs|pdf|html|overview|explained|audio|resources|models)|(?:huggingface\.co|hf\.co|arxiv-vanity\.com|emergentmind\.com)/papers|(?:scirate\.com|papers\.cool|semanticscholar\.org|connectedpapers\.com)/arxiv|api\.semanticscholar\.org(?:/graph/v1/paper)?)/(?:arxiv:)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?
arxiv (?:dblp\.[\w.-]+/rec/(?:\w+/)*corr/abs-|ui\.adsabs\.harvard\.edu/abs/\d{4}arxiv)(\d\d(?:0[1-9]|1[0-2]))[-.]?(\d{4,5})[a-z]? $1.$2
openreview (?:api\d?\.)?openreview\.net/(?:forum|pdf|attachment)\?(?:.*&)?id=([\w-]{8,14})
acl (?:anthology\.)?acl(?:anthology|web)\.(?:org|info|coli\.uni-saarland\.de)/(?:[\w-]+/)*(\w\d\d-\d{4}|\d{4}\.[\w-]{3,40}\.[1-9]\d{0,3})(?:v\d)?
pmid (?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|europepmc\.org/\w+/med)/(\d{1,8})
pmc (?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/(?:\w+/)*pmc(\d{4,8})
s2 (?:api\.)?semanticscholar\.org/(?:[^/]+/)*([\da-f]{40})
corpusid (?:api\.)?semanticscholar\.org/(?:\w+/)*corpusid:(\d+)
dblp dblp\.[\w.-]+/rec/(?:html/|bibtex\d?/)?((?!h)\w+/[\w-]+/[\w-]+)
pmlr (?:proceedings\.mlr\.press|jmlr\.org/proceedings/papers|raw\.githubusercontent\.com/mlresearch)/v(\d+|r\d)/(?:main/assets/)?(?!index)([\w-]+)[./][\w-]+ $1/$2
jmlr jmlr\.\w[\w.]+/(?:beta/)?papers/v(?:olume)?(\d+)/(?!index)([\w-]+)[./][\w-]+ $1/$2
neurips ${NEURIPS}(\d{4})/(?:hash|file)/([\da-f]{32})-[a-z]+((?:-\w+)*) $1/$2$3
nips ${NEURIPS}(\d{1,5})-[\w-]+
cvf openaccess\.thecvf\.com/(content[\w/]*?)/(?:html|papers|supplemental)/([^?]+)_(?:paper|supplemental) $1/$2
pii [\w.-]+/(?:[\w.]+/)*pii/([sb][\dx]{16})
ieee ieeexplore\.ieee\.org/(?:(?:\w+/)?document/|(?:stamp|xpl).*arnumber=|iel[\w/]*/)0*(\d{5,9})
inspire inspirehep\.net/(?:api/)?(?:literature|record)/(\d+)
doi ijcai\.org/proceedings/(20(?:1[7-9]|[2-9]\d))/0*(\d+) 10.24963/ijcai.$1/$2
doi pubs\.rsc\.org/(?:\w\w/)?content/article(?:landing|pdf|html)/\d{4}/\w\w/(\w{10}) 10.1039/$1
doi nature\.com/(?:\w+/)*(?:articles|full|abs|pdf)/(s\d[\w-]{8,30}|nature\d{5}|n[a-z]{3,6}\.?\d{3,5}(?:\.\d+)?) 10.1038/$1
doi (?:bio|med)rxiv\.org/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v\d)? 10.1101/$1
doi (?:papers\.)?ssrn\.com/.*abstract(?:_id)?=(\d{4,8}) 10.2139/ssrn.$1
doi elifesciences\.org/(?:articles|reviewed-preprints)/(\d{5,6})(?:v\d)? 10.7554/elife.$1
doi [^?]*/(?:doi(?:/\w+)?|abs|full|e?pdf|html?|abstract|articles?|content|chapters?|book|journals|stable|info:doi)[/:](10\.\d{4,9}/[^?]+)
doi (?:(?:[^/]*[.-])?(?:dx-?|oa)?doi[.-][^/]*|hdl\.handle\.net|sci-hub\.[^/]*)/(?:doi:\s?)?(10\.\d{4,9}/[^?]+)
doi [^?]*\?(?:.*&)?(?:doi|id)=(?:[a-z/:.]*/|doi:\s?)?(10\.\d{4,9}/[^&]+)
arxiv id/[^\d]*?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?
pmid id/pmid[\s:]+(\d+)
pmc id/pmcid[\s:]+(?:pmc)?(\d+)
doi id/(10\..+)
`;
