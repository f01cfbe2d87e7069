import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { KeySheet } from '../../components/KeySheet.tsx';
import { PLAIN_LIST } from '../../components/library/AddressLink.tsx';
import { CatalogueNotice } from '../../components/library/CatalogueNotice.tsx';
import { describeReach } from '../../components/library/ImportStatus.tsx';
import { LibraryFrame } from '../../components/library/LibraryFrame.tsx';
import { ListPane } from '../../components/library/ListPane.tsx';
import { libraryKeys } from '../../components/library/library-keys.ts';
import { PaperDetail } from '../../components/library/PaperDetail.tsx';
import { SelectionBar } from '../../components/library/SelectionBar.tsx';
import { Sidebar } from '../../components/library/Sidebar.tsx';
import { ErrorState } from '../../components/State.tsx';
import { UndoLine } from '../../components/UndoLine.tsx';
import { useChanges } from '../../components/use-changes.ts';
import type { ImportState } from '../../lib/imports/import-session.ts';
import { newOperation } from '../../lib/messages/new-operation.ts';
import { OtherPages } from './OtherPages.tsx';
import type { LibraryPorts } from './ports.ts';
import { useAddress } from './use-address.ts';
import { useAnnouncements, useCatalogue } from './use-catalogue.ts';
import { useImports } from './use-imports.ts';
import { usePageKeys } from './use-page-keys.ts';
import { usePaper } from './use-paper.ts';
import { usePaperActions } from './use-paper-actions.ts';
import { usePapers } from './use-papers.ts';
import { useResults } from './use-results.ts';

/** Nothing is said about waiting before this has passed. */
const WAITING_AFTER_MS = 300;

function useWaitedLong(): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WAITING_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return long;
}

function Waiting() {
  return useWaitedLong() ? <p class="page page-hint">{i18n.t('library.loading')}</p> : null;
}

/** A running import in a few words, for the left column. */
function describeImport(state: ImportState): string | null {
  if (state.kind !== 'running') return null;
  const reach = describeReach(state.progress);
  return state.paused
    ? i18n.t('library.nav.importPaused', [reach])
    : i18n.t('library.nav.importing', [reach]);
}

/** Everything that the page knows and can do; asked for again when something changes anywhere. */
function useLibrary(ports: LibraryPorts) {
  const place = useAddress();
  const catalogue = useCatalogue(ports);
  const list = useResults(ports, place.address);
  const paper = usePaper(ports, place.address.paper);
  const refresh = useCallback(() => {
    catalogue.refresh();
    paper.refresh();
    list.windows.refresh();
  }, [catalogue.refresh, paper.refresh, list.windows]);
  const changePorts = useMemo(
    () => ({
      change: (change: Parameters<typeof newOperation>[0]) =>
        ports.ask('change', newOperation(change)),
      undo: (operation: string) => ports.ask('undo', { operation }),
    }),
    [ports],
  );
  const changes = useChanges(changePorts, refresh);
  const actions = usePaperActions(changes, catalogue.value?.tags ?? []);
  const imports = useImports(ports);
  const [revision, setRevision] = useState(0);
  // Every chunk of an import is a change; what it comes to is asked for when it is over.
  const importing =
    imports.state.kind === 'undoing' || (imports.state.kind === 'running' && !imports.state.paused);
  const onAnnounced = useCallback(() => {
    if (importing) return;
    refresh();
    setRevision((before) => before + 1);
  }, [refresh, importing]);
  useAnnouncements(ports, onAnnounced);
  const wasImporting = useRef(false);
  useEffect(() => {
    if (wasImporting.current && !importing) refresh();
    wasImporting.current = importing;
  }, [importing, refresh]);
  return { place, catalogue, list, paper, refresh, revision, changes, actions, imports };
}

export type Library = ReturnType<typeof useLibrary>;

/** The library page. */
export function LibraryApp({ ports }: { readonly ports: LibraryPorts }) {
  const library = useLibrary(ports);
  const { place, catalogue, changes } = library;
  const { address } = place;
  const overview = catalogue.value;
  const tags = overview?.tags ?? [];
  const papers = usePapers({
    ...library,
    ports,
    tags,
    emptyLibrary: overview?.counts.all === 0,
  });
  const [help, setHelp] = useState(false);
  usePageKeys({ ...papers.keys, undo: () => void changes.undo(), help: () => setHelp(true) });

  const startAfresh = (withStarter: boolean) =>
    ports.ask('startAfresh', { withStarter }).then(library.refresh, library.refresh);
  const isList = address.page === 'papers' && !address.welcome && !address.review;
  const state = overview?.state;
  const main = () => {
    if (overview === undefined || state === undefined)
      return catalogue.error === null ? (
        <Waiting />
      ) : (
        <ErrorState
          text={i18n.t('errors.library')}
          actions={[{ label: i18n.t('errors.retry'), onAct: library.refresh }]}
          detail={String(catalogue.error)}
        />
      );
    if (state.kind === 'emptied' || state.kind === 'broken')
      return (
        <CatalogueNotice
          state={state}
          onStart={startAfresh}
          onImport={() =>
            startAfresh(false).then(() => place.go({ ...PLAIN_LIST, page: 'import' }))
          }
          onRetry={library.refresh}
        />
      );
    if (!isList) return <OtherPages ports={ports} library={library} overview={overview} />;
    return (
      <ListPane
        {...papers.list}
        selectionBar={papers.bar === null ? null : <SelectionBar {...papers.bar} />}
        onHelp={() => setHelp(true)}
      />
    );
  };
  const detail = () => {
    if (!isList || state?.kind === 'emptied' || state?.kind === 'broken') return null;
    if (papers.detail !== null) return <PaperDetail {...papers.detail} />;
    const gone = address.paper !== null && library.paper.value === null;
    return (
      <p class="detail-none">
        {gone ? i18n.t('library.detail.gone') : i18n.t('library.detail.none')}
      </p>
    );
  };
  const { notice } = changes;
  return (
    <>
      <LibraryFrame
        addressing={place}
        place={place.href({})}
        detailOpen={address.paper !== null}
        sidebar={
          <Sidebar
            addressing={place}
            address={address}
            counts={overview?.counts ?? { all: null, untagged: null, statuses: NOT_COUNTED }}
            tags={tags}
            importing={describeImport(library.imports.state)}
            onFiles={(files) => {
              library.imports.start(files);
              place.go({ ...PLAIN_LIST, page: 'import' });
            }}
          />
        }
        main={
          <>
            {isList && <h1 class="visually-hidden">{i18n.t('library.list.label')}</h1>}
            {main()}
          </>
        }
        detail={detail()}
        line={
          notice && (
            <UndoLine
              key={notice.key}
              text={notice.text}
              onUndo={
                notice.operation === null
                  ? null
                  : () => void changes.undo(notice.operation ?? undefined)
              }
              onGone={changes.clear}
            />
          )
        }
      />
      {help && <KeySheet lines={libraryKeys()} onClose={() => setHelp(false)} />}
    </>
  );
}

const NOT_COUNTED = { 'to-read': null, reading: null, read: null, 'set-aside': null };
