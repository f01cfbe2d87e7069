/** What the worker answers, message by message: one call into the catalogue or `lib/worker` each. */
import type { Browser } from 'wxt/browser';
import type { Catalogue } from '../../lib/catalogue/catalogue.ts';
import { type Handlers, roleOf } from '../../lib/messages/serve.ts';
import { tellAllTabs, tellFrame, tellViews } from '../../lib/messages/tell.ts';
import type { Search } from '../../lib/search/search.ts';
import { isMarkedByItself } from '../../lib/settings/settings.ts';
import { readSettings, storeSettings } from '../../lib/settings/stored-settings.ts';
import type { Announcer } from '../../lib/worker/announce.ts';
import { announceCard, claimCard, hostOf, papersOfCard } from '../../lib/worker/cards.ts';
import { openPopup } from '../../lib/worker/commands.ts';
import {
  injectIntoOpenTabs,
  injectIntoTab,
  registerContentScript,
} from '../../lib/worker/content-scripts.ts';
import { describeTab } from '../../lib/worker/describe-tab.ts';
import { findReferences } from '../../lib/worker/find-references.ts';
import { lookUpPlaces } from '../../lib/worker/look-up-places.ts';
import { findOwnPaper } from '../../lib/worker/own-paper.ts';
import { prepareMarks } from '../../lib/worker/prepare-marks.ts';
import { recogniseCandidates } from '../../lib/worker/recognise-candidates.ts';
import { searchPage } from '../../lib/worker/search-page.ts';
import { framesWithPapers, keepReport, readTab } from '../../lib/worker/tab-reports.ts';
import {
  showOnToolbar,
  showSitesOnToolbar,
  showStatusOnToolbar,
} from '../../lib/worker/toolbar.ts';
import { keepWanted, takeWanted } from '../../lib/worker/wanted-paper.ts';

const turns = new Map<number, Promise<void>>();

/** One after the other in a tab: what its toolbar shows last is what was reported last. */
async function inTurn(tabId: number, task: () => Promise<void>): Promise<void> {
  const turn = (turns.get(tabId) ?? Promise.resolve()).then(task);
  const settled = turn.catch(() => undefined);
  turns.set(tabId, settled);
  await settled;
  if (turns.get(tabId) === settled) turns.delete(tabId);
  return turn;
}

/** A card may change and take back only what it was shown. */
async function checkCard(
  sender: Browser.runtime.MessageSender,
  paperIds: readonly string[],
): Promise<void> {
  if (roleOf(sender) !== 'card') return;
  const own: readonly string[] = await papersOfCard(sender);
  if (!paperIds.every((id) => own.includes(id)))
    throw new Error('A card may change only the paper that it shows');
}

function pageHandlers(catalogue: Catalogue) {
  return {
    async lookUp({ base, places }) {
      const found = await lookUpPlaces(base, places);
      return found === null ? null : { found };
    },
    async recognise({ candidates }, sender) {
      await catalogue.ready;
      const settings = await readSettings();
      const frame = { site: hostOf(sender), address: sender.url ?? '' };
      return { answers: await recogniseCandidates(catalogue, settings, frame, candidates) };
    },
    async reportPage(report, sender) {
      const tabId = sender.tab?.id;
      if (tabId === undefined) return;
      const isNew = report.self?.kind === 'new';
      if (isNew) await catalogue.ready;
      // The page's table may be behind, and a PDF has none.
      const found = isNew ? await findOwnPaper(catalogue, sender.url ?? '') : null;
      const self = found ?? report.self;
      await keepReport(sender, { ...report, self });
      await inTurn(tabId, async () => showOnToolbar(tabId, await readTab(tabId)));
    },
    async prepareMarks({ bring }, sender) {
      await prepareMarks(sender, bring);
    },
    async announceCard(card, sender) {
      await announceCard(sender, card);
    },
    async cardUnavailable({ paperId }, sender) {
      if (sender.tab?.id !== undefined) await keepWanted(sender.tab.id, paperId);
      await openPopup();
    },
  } satisfies Partial<Handlers>;
}

function cardHandlers(catalogue: Catalogue) {
  return {
    async claimCard({ nonce }, sender) {
      const card = await claimCard(sender, nonce);
      if (card === null) return null;
      await catalogue.ready;
      const [[paper], tags] = await Promise.all([
        catalogue.summarise([card.paperId]),
        catalogue.listTags(),
      ]);
      return paper === undefined
        ? null
        : { paper, tags, evidence: card.evidence, site: card.site, private: card.private };
    },
  } satisfies Partial<Handlers>;
}

function catalogueHandlers(catalogue: Catalogue, search: Search, announcer: Announcer) {
  return {
    async catalogueState() {
      return catalogue.state();
    },
    async search(request) {
      return searchPage(catalogue, search, request);
    },
    async completeQuery({ query, caret }) {
      return search.completeQuery(query, caret);
    },
    async findAlike({ id, limit }) {
      return search.findAlike(id, limit);
    },
    async paper({ id }) {
      await catalogue.ready;
      const [paper, [summary]] = await Promise.all([
        catalogue.findPaper(id),
        catalogue.summarise([id]),
      ]);
      return paper === undefined || summary === undefined ? null : { paper, summary };
    },
    async tags() {
      await catalogue.ready;
      return catalogue.listTags();
    },
    async change(operation, sender) {
      await catalogue.ready;
      const { change } = operation;
      const touched =
        'paperIds' in change
          ? change.paperIds
          : 'correction' in change
            ? [change.correction.paperId]
            : 'paperId' in change
              ? [change.paperId]
              : [];
      await checkCard(sender, touched);
      const outcome = await catalogue.apply(operation);
      if (outcome.changed) void announcer.changed();
      return outcome;
    },
    async undo({ operation }, sender) {
      await catalogue.ready;
      await checkCard(sender, await catalogue.papersOfOperation(operation));
      const undone = await catalogue.undo(operation);
      if (undone) void announcer.changed();
      return undone;
    },
    async corrections() {
      await catalogue.ready;
      const corrections = await catalogue.listCorrections();
      const papers = await catalogue.summarise(corrections.map(({ paperId }) => paperId));
      const titles = new Map(papers.map(({ id, title }) => [id, title]));
      return corrections.map((correction) => ({
        correction,
        title: titles.get(correction.paperId) ?? '',
      }));
    },
    async findReferences({ references }) {
      await catalogue.ready;
      return findReferences(catalogue, references);
    },
  } satisfies Partial<Handlers>;
}

function importHandlers(catalogue: Catalogue, announcer: Announcer) {
  return {
    async imports() {
      await catalogue.ready;
      return catalogue.listImports();
    },
    async beginImport({ fingerprint, name }) {
      await catalogue.ready;
      return catalogue.beginImport(fingerprint, name);
    },
    async importChunk({ jobId, chunk, papers, skipped }) {
      await catalogue.ready;
      const done = await catalogue.importChunk(jobId, chunk, papers, skipped);
      void announcer.importing();
      return done;
    },
    async endImport({ jobId, state }) {
      await catalogue.ready;
      const job = await catalogue.endImport(jobId, state);
      void announcer.changed();
      return job;
    },
    async startAfresh({ withStarter }) {
      const state = await catalogue.startAfresh(withStarter);
      void announcer.changed();
      return state;
    },
    async restoreStarter() {
      await catalogue.ready;
      const state = await catalogue.restoreStarter();
      void announcer.changed();
      return state;
    },
    async starterPapers() {
      await catalogue.ready;
      return catalogue.starterPapers();
    },
  } satisfies Partial<Handlers>;
}

function tabHandlers(catalogue: Catalogue) {
  return {
    async page({ tabId, reading }) {
      await catalogue.ready;
      const [settings, wanted] = await Promise.all([readSettings(), takeWanted(tabId)]);
      const page = await describeTab(catalogue, settings, tabId, reading, wanted);
      await showStatusOnToolbar(tabId, page.status);
      return page;
    },
    async jumpTo({ tabId, paperId }) {
      for (const frameId of await framesWithPapers(tabId))
        if ((await tellFrame('showPaper', { paperId }, tabId, frameId)) === true) return;
    },
    async scanTab({ tabId }) {
      await injectIntoTab(tabId, true);
    },
    async changeSettings(settings) {
      const before = await readSettings();
      await storeSettings(settings);
      await registerContentScript(settings);
      await tellAllTabs('settingsChanged', undefined);
      await injectIntoOpenTabs(settings);
      await showSitesOnToolbar(before, settings);
      const { all } = await catalogue.revisions();
      await tellViews('viewsChanged', { all });
    },
  } satisfies Partial<Handlers>;
}

export function createHandlers(
  catalogue: Catalogue,
  search: Search,
  announcer: Announcer,
): Handlers {
  return {
    ...pageHandlers(catalogue),
    ...cardHandlers(catalogue),
    ...catalogueHandlers(catalogue, search, announcer),
    ...importHandlers(catalogue, announcer),
    ...tabHandlers(catalogue),
  };
}

/** Shows on the toolbar which paper a PDF is, where no script reports from it. */
export async function showPdf(catalogue: Catalogue, tabId: number, address: string): Promise<void> {
  const settings = await readSettings();
  if (!isMarkedByItself(settings, new URL(address).hostname)) return;
  await catalogue.ready;
  const self = await findOwnPaper(catalogue, address);
  if (self === null) return;
  await inTurn(tabId, async () => {
    const tab = await readTab(tabId);
    if (tab.self === null) await showOnToolbar(tabId, { ...tab, self });
  });
}
