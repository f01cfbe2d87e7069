import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiersInUrl } from '../../lib/paper/address-keys.ts';
import { identifierAddress } from '../../lib/paper/best-link.ts';
import { identifierKey } from '../../lib/paper/identifiers.ts';
import { IDENTIFIER_SCHEMES } from '../../lib/paper/paper.ts';
import { SITES as SITES_OF_PAPERS } from '../../lib/paper/sites.ts';
import { findData } from '../recognise/shared-data.ts';

const keyOf = (url: string) => identifiersInUrl(url).map(identifierKey).join(' ');

const ARXIV: readonly (readonly [url: string, key: string])[] = [
  ['https://arxiv.org/abs/2302.07863', 'arxiv:2302.07863'],
  ['http://www.arxiv.org/abs/2302.07863v3/', 'arxiv:2302.07863'],
  ['https://ARXIV.ORG/abs/2302.07863', 'arxiv:2302.07863'],
  ['https://arxiv.org./abs/2302.07863', 'arxiv:2302.07863'],
  ['https://arxiv.org/abs/2302.07863.', 'arxiv:2302.07863'],
  ['https://arxiv.org/abs/2302.07863),', 'arxiv:2302.07863'],
  ['https://arxiv.org/abs/2302.07863?context=cs&utm_source=feed#comments', 'arxiv:2302.07863'],
  ['https://arxiv.org/abs/arXiv:2302.07863', 'arxiv:2302.07863'],
  ['https://arxiv.org/pdf/2302.07863v2.pdf', 'arxiv:2302.07863'],
  ['https://arxiv.org/pdf/2302.07863#page=3', 'arxiv:2302.07863'],
  ['https://arxiv.org/ftp/arxiv/papers/2302/2302.07863.pdf', 'arxiv:2302.07863'],
  ['https://arxiv.org/html/2302.07863v2/', 'arxiv:2302.07863'],
  ['https://arxiv.org/html/2302.07863v2#S3.T1', 'arxiv:2302.07863'],
  ['https://arxiv.org/format/2302.07863', 'arxiv:2302.07863'],
  ['https://arxiv.org/e-print/2302.07863', 'arxiv:2302.07863'],
  ['https://export.arxiv.org/abs/math/0502036', 'arxiv:math/0502036'],
  ['https://arxiv.org/pdf/math.GT/0309136v1.pdf', 'arxiv:math/0309136'],
  ['https://arxiv.org/abs/hep-th/9901001', 'arxiv:hep-th/9901001'],
  ['http://xxx.lanl.gov/abs/hep-th/9901001', 'arxiv:hep-th/9901001'],
  ['https://ar5iv.org/abs/2302.07863', 'arxiv:2302.07863'],
  ['https://ar5iv.labs.arxiv.org/html/2302.07863', 'arxiv:2302.07863'],
  ['https://www.alphaxiv.org/abs/2302.07863v1', 'arxiv:2302.07863'],
  ['https://alphaxiv.org/overview/2302.07863', 'arxiv:2302.07863'],
  ['https://huggingface.co/papers/2302.07863', 'arxiv:2302.07863'],
  ['https://hf.co/papers/2302.07863#community', 'arxiv:2302.07863'],
  ['https://www.emergentmind.com/papers/2302.07863', 'arxiv:2302.07863'],
  ['https://scirate.com/arxiv/2302.07863', 'arxiv:2302.07863'],
  ['https://www.semanticscholar.org/arxiv/2302.07863', 'arxiv:2302.07863'],
  ['https://api.semanticscholar.org/arXiv:2302.07863', 'arxiv:2302.07863'],
  ['https://dblp.org/rec/journals/corr/abs-2302-07863', 'arxiv:2302.07863'],
  ['https://ui.adsabs.harvard.edu/abs/2023arXiv230207863K/abstract', 'arxiv:2302.07863'],
  ['https://doi.org/10.48550/arXiv.2302.07863', 'arxiv:2302.07863'],
  ['https://doi.org/10.48550/arxiv.math/0502036', 'arxiv:math/0502036'],
];

const DOIS: readonly (readonly [url: string, key: string])[] = [
  ['https://doi.org/10.1145/3292500.3330701', 'doi:10.1145/3292500.3330701'],
  ['HTTPS://DOI.ORG/10.1145/3292500.3330701.', 'doi:10.1145/3292500.3330701'],
  ['https://doi.org/10.1016/S0140-6736(20)30183-5', 'doi:10.1016/s0140-6736(20)30183-5'],
  ['https://doi.org/10.1016/S0140-6736(20)30183-5).', 'doi:10.1016/s0140-6736(20)30183-5'],
  [
    'http://dx.doi.org/10.1002/%28SICI%291097-0258%2819980815%2917%3A15',
    'doi:10.1002/(sici)1097-0258(19980815)17:15',
  ],
  ['https://doi-org.proxy.example.edu/10.1145/3292500.3330701', 'doi:10.1145/3292500.3330701'],
  ['https://doi.ieeecomputersociety.org/10.1109/CVPR.2016.90', 'doi:10.1109/cvpr.2016.90'],
  [
    'https://dl.acm.org/doi/pdf/10.1145/3292500.3330701?download=true',
    'doi:10.1145/3292500.3330701',
  ],
  ['https://dl.acm.org/doi/abs/10.1145/3292500.3330701#sec-terms', 'doi:10.1145/3292500.3330701'],
  [
    'https://dl.acm.org/doi/10.1145/3292500.3330701/suppl_file/p1-x.mp4',
    'doi:10.1145/3292500.3330701',
  ],
  ['https://pubs.acs.org/doi/10.1021/acs.jpca.9b00311', 'doi:10.1021/acs.jpca.9b00311'],
  [
    'https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.128.171101',
    'doi:10.1103/physrevlett.128.171101',
  ],
  ['https://link.aps.org/doi/10.1103/PhysRevLett.128.171101', 'doi:10.1103/physrevlett.128.171101'],
  [
    'https://www.biorxiv.org/content/10.1101/2021.11.08.467690v2.full.pdf',
    'doi:10.1101/2021.11.08.467690',
  ],
  [
    'https://www.medrxiv.org/content/10.1101/2020.03.20.20038422v2.full-text',
    'doi:10.1101/2020.03.20.20038422',
  ],
  ['https://www.biorxiv.org/content/early/2018/01/01/123456.full.pdf', 'doi:10.1101/123456'],
  [
    'https://www.frontiersin.org/journals/x/articles/10.3389/fpace.2022.892330/full',
    'doi:10.3389/fpace.2022.892330',
  ],
  ['https://iopscience.iop.org/article/10.1149/2.1051908jes/meta', 'doi:10.1149/2.1051908jes'],
  [
    'https://journals.plos.org/climate/article?id=10.1371/journal.pclm.0000068',
    'doi:10.1371/journal.pclm.0000068',
  ],
  [
    'https://journals.plos.org/plosone/article?id=info:doi/10.1371/journal.pone.0012345',
    'doi:10.1371/journal.pone.0012345',
  ],
  [
    'https://link.springer.com/content/pdf/10.1007/s41095-022-0271-y.pdf',
    'doi:10.1007/s41095-022-0271-y',
  ],
  [
    'https://link.springer.com/chapter/10.1007/978-3-030-01234-2_49#citeas',
    'doi:10.1007/978-3-030-01234-2_49',
  ],
  [
    'https://link.springer.com/content/pdf/10.1007%2Fs41095-022-0271-y.pdf',
    'doi:10.1007/s41095-022-0271-y',
  ],
  ['https://onlinelibrary.wiley.com/doi/epdf/10.1002/acr2.11440', 'doi:10.1002/acr2.11440'],
  ['https://www.pnas.org/doi/full/10.1073/pnas.2114679118', 'doi:10.1073/pnas.2114679118'],
  ['https://www.science.org/doi/10.1126/scirobotics.abm6597', 'doi:10.1126/scirobotics.abm6597'],
  [
    'https://pubs.rsc.org/en/content/articlehtml/2022/dd/d2dd00066k?page=search',
    'doi:10.1039/d2dd00066k',
  ],
  ['https://www.nature.com/articles/s41467-018-07210-0.pdf', 'doi:10.1038/s41467-018-07210-0'],
  ['https://www.nature.com/articles/nature14539#Sec2', 'doi:10.1038/nature14539'],
  [
    'https://www.nature.com/nature/journal/v521/n7553/full/nature14539.html',
    'doi:10.1038/nature14539',
  ],
  ['https://www.nature.com/articles/nmeth.3317', 'doi:10.1038/nmeth.3317'],
  ['https://www.ijcai.org/proceedings/2020/0001.pdf', 'doi:10.24963/ijcai.2020/1'],
  ['https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3456789', 'doi:10.2139/ssrn.3456789'],
  ['https://elifesciences.org/articles/57443v2', 'doi:10.7554/elife.57443'],
];

const SITES: readonly (readonly [url: string, key: string])[] = [
  ['https://openreview.net/forum?id=xQUe1pOKPam', 'openreview:xQUe1pOKPam'],
  ['https://openreview.net/pdf?id=xQUe1pOKPam.', 'openreview:xQUe1pOKPam'],
  [
    'http://openreview.net/forum?referrer=%5Bthe%20profile%5D&id=B1QRgziT-&noteId=B1QRgziT-',
    'openreview:B1QRgziT-',
  ],
  ['https://openreview.net/attachment?id=xQUe1pOKPam&name=pdf', 'openreview:xQUe1pOKPam'],
  ['https://aclanthology.org/2020.acl-main.405/', 'acl:2020.acl-main.405'],
  ['https://aclanthology.org/2020.acl-main.405v2.pdf', 'acl:2020.acl-main.405'],
  ['https://www.aclweb.org/anthology/P19-1234/', 'acl:P19-1234'],
  ['https://www.aclweb.org/anthology-new/P/P05/P05-1033.pdf', 'acl:P05-1033'],
  ['http://anthology.aclweb.org/P16-2021', 'acl:P16-2021'],
  ['https://aclanthology.info/pdf/P/P06/P06-1066.pdf', 'acl:P06-1066'],
  ['https://doi.org/10.18653/v1/P19-1234', 'acl:P19-1234'],
  ['https://pubmed.ncbi.nlm.nih.gov/32513161/?utm_source=x', 'pmid:32513161'],
  ['https://www.ncbi.nlm.nih.gov/pubmed/32513161', 'pmid:32513161'],
  ['https://europepmc.org/article/MED/32513161', 'pmid:32513161'],
  [
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7249434/pdf/12961_2020_Article_544.pdf',
    'pmc:7249434',
  ],
  ['https://pmc.ncbi.nlm.nih.gov/articles/PMC7249434/', 'pmc:7249434'],
  [
    'https://www.semanticscholar.org/paper/Attention-is-All-you-Need-Vaswani-Shazeer/204e3073870fae3d05bcbc2f6a8e263d9b72e776',
    's2:204e3073870fae3d05bcbc2f6a8e263d9b72e776',
  ],
  [
    'https://www.semanticscholar.org/reader/204e3073870fae3d05bcbc2f6a8e263d9b72e776',
    's2:204e3073870fae3d05bcbc2f6a8e263d9b72e776',
  ],
  ['https://api.semanticscholar.org/CorpusID:13756489', 'corpusid:13756489'],
  [
    'https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html?view=bibtex',
    'dblp:conf/nips/VaswaniSPUJGKP17',
  ],
  ['https://dblp.uni-trier.de/rec/conf/nips/VaswaniSPUJGKP17', 'dblp:conf/nips/VaswaniSPUJGKP17'],
  ['http://jmlr.org/papers/v13/bergstra12a.html', 'jmlr:13/bergstra12a'],
  ['https://www.jmlr.org/papers/volume13/bergstra12a/bergstra12a.pdf', 'jmlr:13/bergstra12a'],
  ['http://proceedings.mlr.press/v130/husain21a/husain21a-supp.pdf', 'pmlr:130/husain21a'],
  ['http://www.jmlr.org/proceedings/papers/v15/glorot11a/glorot11a.pdf', 'pmlr:15/glorot11a'],
  [
    'https://papers.nips.cc/paper_files/paper/2019/hash/0118a063b4aae95277f0bc1752c75abf-Abstract.html',
    'neurips:2019/0118a063b4aae95277f0bc1752c75abf',
  ],
  [
    'https://proceedings.neurips.cc/paper/2022/file/0118a063b4aae95277f0bc1752c75abf-Supplemental-Conference.pdf',
    'neurips:2022/0118a063b4aae95277f0bc1752c75abf-Conference',
  ],
  ['https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf', 'nips:7181'],
  ['http://papers.neurips.cc/paper/7181-attention-is-all-you-need', 'nips:7181'],
  [
    'https://openaccess.thecvf.com/content_CVPR_2020/papers/Bhattacharjee_DUNIT_Detection-Based_Unsupervised_Image-to-Image_Translation_CVPR_2020_paper.pdf',
    'cvf:bhattacharjee_dunit_detection-based_unsupervised_image-to-image_translation_cvpr_2020',
  ],
  [
    'http://openaccess.thecvf.com/content/CVPR2020/html/Bhattacharjee_DUNIT_Detection-Based_Unsupervised_Image-to-Image_Translation_CVPR_2020_paper.html',
    'cvf:bhattacharjee_dunit_detection-based_unsupervised_image-to-image_translation_cvpr_2020',
  ],
  [
    'https://openaccess.thecvf.com/content_CVPRW_2020/papers/w31/Lugmayr_NTIRE_2020_Challenge_CVPRW_2020_paper.pdf',
    'cvf:lugmayr_ntire_2020_challenge_cvprw_2020',
  ],
  [
    'https://www.sciencedirect.com/science/article/abs/pii/S2589721721000349?via%3Dihub',
    'pii:S2589721721000349',
  ],
  ['https://linkinghub.elsevier.com/retrieve/pii/S2589721721000349', 'pii:S2589721721000349'],
  ['https://ieeexplore.ieee.org/abstract/document/9090146/', 'ieee:9090146'],
  ['https://ieeexplore.ieee.org/stampPDF/getPDF.jsp?tp=&arnumber=9090146', 'ieee:9090146'],
  ['https://ieeexplore.ieee.org/iel7/6287639/8948470/09090146.pdf', 'ieee:9090146'],
  ['https://inspirehep.net/literature/2095720', 'inspire:2095720'],
];

const NO_PAPER: readonly (readonly [url: string, key: string])[] = [
  ['https://arxiv.org/list/cs.CL/recent', ''],
  ['https://arxiv.org/abs/', ''],
  ['https://arxiv.org/a/kim_s_1', ''],
  ['https://arxiv.org/search/?query=2302.07863', ''],
  ['https://arxiv.org/abs/2313.07863', ''],
  ['https://arxiv.org/abs/2302.078631', ''],
  ['https://example.org/abs/2302.07863', ''],
  ['https://notarxiv.org/abs/2302.07863', ''],
  ['https://arxiv.org.example.com/abs/2302.07863', ''],
  ['https://huggingface.co/papers', ''],
  ['https://huggingface.co/papers?q=2302.07863', ''],
  ['https://huggingface.co/papers/month/2026-01', ''],
  ['https://doi.org/', ''],
  ['https://doi.org/%', ''],
  ['https://www.doi.org/the-identifier/what-is-a-doi', ''],
  ['https://doi.org/10.1016/j', ''],
  ['https://doi.org/10.1000', ''],
  ['https://blog.example.org/2020/10.1234/why-i-left', ''],
  ['https://example.org/posts/10.1000/abc', ''],
  ['https://example.org/?ref=10.1000/abc', ''],
  ['https://example.org/refs#10.1000/abc', ''],
  ['https://www.google.com/search?q=10.1145/3292500.3330701', ''],
  ['https://scholar.google.com/scholar?q=10.1145%2F3292500.3330701', ''],
  ['https://scholar.google.com/citations?user=abcdefghijk', ''],
  ['https://dl.acm.org/profile/81100000000', ''],
  ['https://dl.acm.org/toc/tog/2023/42/4', ''],
  ['https://dl.acm.org/journal/tog', ''],
  ['https://onlinelibrary.wiley.com/journal/10.1002/(ISSN)1097-0258', ''],
  ['https://onlinelibrary.wiley.com/toc/10.1111/2041-210X/2020/11/1', ''],
  ['https://www.nature.com/ncomms', ''],
  ['https://www.nature.com/articles/d41586-019-01234-5', ''],
  ['https://www.nature.com/search?q=nature14539', ''],
  ['https://link.springer.com/journal/41095', ''],
  ['https://link.springer.com/search?query=10.1007', ''],
  ['https://openreview.net/group?id=ICLR.cc/2024/Conference', ''],
  ['https://openreview.net/profile?id=~Sehoon_Kim1', ''],
  ['https://openreview.net/forum', ''],
  ['https://openreview.net/search?term=xQUe1pOKPam', ''],
  ['https://aclanthology.org/events/acl-2020/', ''],
  ['https://aclanthology.coli.uni-saarland.de/events/tacl-2018', ''],
  ['https://aclanthology.org/volumes/2020.acl-main/', ''],
  ['https://aclanthology.org/people/s/sehoon-kim/', ''],
  ['https://aclanthology.org/2020.acl-main.0.pdf', ''],
  ['https://pubmed.ncbi.nlm.nih.gov/?term=32513161', ''],
  ['https://pubmed.ncbi.nlm.nih.gov/advanced/', ''],
  ['https://www.ncbi.nlm.nih.gov/pmc/journals/', ''],
  ['https://www.ncbi.nlm.nih.gov/gene/7157', ''],
  ['https://www.semanticscholar.org/author/Sehoon-Kim/1234567', ''],
  ['https://www.semanticscholar.org/search?q=decoding', ''],
  ['https://dblp.org/pid/12/3456.html', ''],
  ['https://dblp.org/db/conf/nips/nips2017.html', ''],
  ['https://www.jmlr.org/papers/v13/', ''],
  ['https://www.jmlr.org/papers/v13/index.html', ''],
  ['https://proceedings.mlr.press/v130/', ''],
  ['https://proceedings.mlr.press/', ''],
  ['https://papers.nips.cc/paper_files/paper/2019', ''],
  ['https://papers.nips.cc/book/advances-in-neural-information-processing-systems-30-2017', ''],
  ['https://openaccess.thecvf.com/CVPR2020', ''],
  ['https://openaccess.thecvf.com/CVPR2020?day=2020-06-16', ''],
  ['https://www.sciencedirect.com/journal/neural-networks', ''],
  ['https://www.sciencedirect.com/search?qs=S2589721721000349', ''],
  ['https://ieeexplore.ieee.org/author/37086000000', ''],
  ['https://ieeexplore.ieee.org/xpl/conhome/9142308/proceeding', ''],
  ['https://ieeexplore.ieee.org/search/searchresult.jsp?queryText=9090146', ''],
  ['https://inspirehep.net/authors/1012345', ''],
  ['https://inspirehep.net/literature?sort=mostrecent', ''],
  ['https://www.ijcai.org/proceedings/2020/', ''],
  ['https://www.ijcai.org/proceedings/2020', ''],
  ['https://pubs.rsc.org/en/journals/journalissues/dd', ''],
  ['javascript:alert("10.1000/abc")', ''],
  ['arxiv.org/abs/2302.07863', ''],
  ['', ''],
];

describe.each([
  ['arXiv, in all its forms', ARXIV],
  ['DOIs, of resolvers and publishers', DOIS],
  ['ids of sites', SITES],
  ['no paper: lists, people, searches, journals, look-alikes', NO_PAPER],
])('identifiersInUrl: %s', (_name, rows) => {
  it.each(rows)('%s: %s', (url, key) => {
    expect(keyOf(url)).toBe(key);
  });
});

describe('identifiersInUrl', () => {
  it('gives something sane for any text', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, tail) => {
        for (const { value } of identifiersInUrl(url + tail)) expect(value).not.toBe('');
      }),
    );
  });

  it.each([
    ['query fields', `https://openreview.net/forum?${'&id=x'.repeat(400)}`],
    ['steps', `https://www.sciencedirect.com/${'a/'.repeat(1_000)}`],
    ['hosts', `https://${'a.'.repeat(120)}arxiv.org/abs/x`],
    ['page forms', `https://doi.org/10.1000/${'.full'.repeat(400)}!`],
    ['article numbers', `https://ieeexplore.ieee.org/stamp/${'?arnumber=x'.repeat(180)}`],
  ])('takes no time over many %s', (_name, url) => {
    identifiersInUrl(url);
    const start = performance.now();
    for (let i = 0; i < 20; i++) identifiersInUrl(url);
    expect(performance.now() - start).toBeLessThan(100);
  });

  it('leads back from the page of an identifier to the identifier', () => {
    const seen = new Set<string>();
    for (const [url, key] of [...ARXIV, ...DOIS, ...SITES]) {
      const [identifier] = identifiersInUrl(url);
      if (identifier === undefined) throw new Error(url);
      seen.add(identifier.scheme);
      const address = identifierAddress(identifier);
      // The older numbers of NeurIPS are read with the title behind them, which the number alone has not.
      if (identifier.scheme !== 'nips') expect([address, keyOf(address)]).toEqual([address, key]);
    }
    expect([...seen].sort()).toEqual([...IDENTIFIER_SCHEMES].sort());
  });
});

const data = findData();

describe.skipIf(data === null)('the addresses of real sites (shared data)', () => {
  /** An address of a file by a hash that only the site itself can look up. */
  const OPAQUE = 'https://inspirehep.net/files/d49a276d7d2370cce978dd900d94ab84';

  it('gives both addresses of a work one key, and different works different ones', () => {
    const sites: Record<string, unknown[]> = JSON.parse(
      readFileSync(`${data}/ids/papermemory-urls.json`, 'utf8'),
    );
    const keys = Object.entries(sites).map(([site, [page, pdf]]) => {
      const key = keyOf(String(page));
      expect([site, key]).not.toEqual([site, '']);
      expect([site, keyOf(String(pdf))]).toEqual([site, pdf === OPAQUE ? '' : key]);
      return key;
    });
    expect(keys.length).toBeGreaterThanOrEqual(25);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('SITES', () => {
  it('names schemes that there are', () => {
    const names = SITES_OF_PAPERS.trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    const schemes: readonly string[] = IDENTIFIER_SCHEMES;
    expect(names.filter((name) => !name.startsWith('=') && !schemes.includes(name))).toEqual([]);
  });
});
