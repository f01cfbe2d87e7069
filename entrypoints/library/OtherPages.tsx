import { useCallback, useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { slotName } from '../../components/Chip.tsx';
import { PLAIN_LIST } from '../../components/library/AddressLink.tsx';
import { ImportPage } from '../../components/library/ImportPage.tsx';
import { SettingsPage } from '../../components/library/SettingsPage.tsx';
import { TagsPage } from '../../components/library/TagsPage.tsx';
import { WelcomePage } from '../../components/library/WelcomePage.tsx';
import { formatNumber } from '../../components/numbers.ts';
import { renamedWords } from '../../components/tag-words.ts';
import { CHUNK_PAPERS } from '../../lib/imports/run-import.ts';
import type { TagCount } from '../../lib/paper/paper.ts';
import { withSiteLevel } from '../../lib/settings/site-levels.ts';
import type { Library } from './LibraryApp.tsx';
import type { LibraryPorts } from './ports.ts';
import type { Overview } from './use-catalogue.ts';
import { useFresh } from './use-fresh.ts';
import { usePreview } from './use-preview.ts';
import { useSettings } from './use-settings.ts';

interface PageProps {
  readonly ports: LibraryPorts;
  readonly library: Library;
  readonly overview: Overview;
}

/** Says what failed, in the line at the foot of the page. */
function useSayFailure({ library }: PageProps): (error: unknown) => void {
  const { say } = library.changes;
  return useCallback(
    (error) =>
      say(i18n.t('library.failed', [error instanceof Error ? error.message : String(error)])),
    [say],
  );
}

function Tags({ library, overview }: PageProps) {
  const { changes, place } = library;
  const { tags } = overview;
  const rename = (tag: TagCount, name: string) => {
    void changes.make({ kind: 'rename-tag', tagId: tag.id, name }, renamedWords(tag, name, tags));
  };
  return (
    <TagsPage
      tags={tags}
      addressing={place}
      onRename={rename}
      onSlot={(tag, slot) =>
        void changes.make(
          { kind: 'slot', tagId: tag.id, slot },
          slot === null
            ? i18n.t('library.said.noSlot', [tag.name])
            : i18n.t('library.said.slot', [tag.name, slotName(slot)]),
        )
      }
      onDelete={(tag) =>
        void changes.make(
          { kind: 'delete-tag', tagId: tag.id },
          i18n.t('library.said.deletedTag', [tag.name]),
        )
      }
    />
  );
}

/** The ticked papers of a preview go in by changes of their own, which Undo takes back one by one. */
function useAddPapers({ library }: PageProps, preview: ReturnType<typeof usePreview>) {
  const { changes, place } = library;
  return async (ticked: readonly number[]) => {
    if (preview.preview === null || typeof preview.preview === 'string') return;
    const { entries, kind } = preview.preview;
    const drafts = ticked.flatMap((index) => entries[index]?.draft ?? []);
    const source =
      kind === 'page'
        ? ({ kind: 'page', name: i18n.t('library.preview.reviewTitle') } as const)
        : ({ kind: 'paste', name: i18n.t('library.import.pasteTitle') } as const);
    const totals = { added: 0, merged: 0, skipped: 0 };
    const said = () =>
      i18n.t('library.said.added', [
        formatNumber(totals.added),
        formatNumber(totals.merged),
        formatNumber(totals.skipped),
      ]);
    for (let from = 0; from < drafts.length; from += CHUNK_PAPERS) {
      const papers = drafts.slice(from, from + CHUNK_PAPERS);
      const outcome = await changes.make({ kind: 'add-papers', papers, source }, (done) => {
        totals.added += done.added;
        totals.merged += done.merged;
        totals.skipped += done.refused.length;
        return said();
      });
      if (outcome === null) return;
    }
    preview.discard();
    place.replace({ review: false });
  };
}

function Import(props: PageProps) {
  const { ports, library } = props;
  const { imports, place } = library;
  const fail = useSayFailure(props);
  const preview = usePreview(ports, place.address.review, fail);
  const add = useAddPapers(props, preview);
  return (
    <ImportPage
      {...imports}
      preview={preview.preview}
      tags={props.overview.tags}
      addressing={place}
      onFiles={imports.start}
      onForget={imports.forget}
      onPreview={preview.showText}
      onAdd={(ticked) => void add(ticked)}
      onDiscard={() => {
        preview.discard();
        place.replace({ review: false, page: 'import' });
      }}
    />
  );
}

/** Taking the samples out and in again, with what is to be waited for. */
function useSamples({ ports, library }: PageProps, fail: (error: unknown) => void) {
  const [busy, setBusy] = useState(false);
  const during = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      fail(error);
    }
    setBusy(false);
    library.refresh();
  };
  return {
    samplesBusy: busy,
    onRemoveSamples: () =>
      void during(() =>
        library.changes.make({ kind: 'remove-starter' }, i18n.t('library.said.samplesRemoved')),
      ),
    onRestoreSamples: () => void during(() => ports.ask('restoreStarter')),
  };
}

/** What settings and welcome share: settings, samples, and whether the browser lets us see pages. */
function useSetup(props: PageProps) {
  const { ports, library } = props;
  const fail = useSayFailure(props);
  const settings = useSettings(ports, fail);
  const access = useFresh(ports.hasAccess, null);
  const samples = useSamples(props, fail);
  const { refresh } = settings;
  const { revision } = library;
  useEffect(() => {
    if (revision > 0) refresh();
  }, [revision, refresh]);
  return {
    settings: settings.settings,
    onSettings: settings.change,
    samples: props.overview.samples,
    ...samples,
    hasAccess: access.value ?? true,
    onAllow: () => void ports.requestAccess().then(access.refresh, fail),
  };
}

function Settings(props: PageProps) {
  const { ports, library } = props;
  const { settings, ...setup } = useSetup(props);
  const corrections = useFresh(() => ports.ask('corrections'), library.revision);
  if (settings === undefined) return null;
  return (
    <SettingsPage
      {...setup}
      settings={settings}
      onSiteLevel={(site, level) => setup.onSettings(withSiteLevel(settings, site, level))}
      tags={props.overview.tags}
      corrections={corrections.value ?? []}
      version={ports.version}
      shortcutAddress={ports.shortcutAddress}
      onWithdraw={(correction) =>
        void library.changes
          .make({ kind: 'withdraw-correction', correction }, i18n.t('library.said.withdrawn'))
          .then(corrections.refresh)
      }
    />
  );
}

function Welcome(props: PageProps) {
  const { imports, place } = props.library;
  const { settings, ...setup } = useSetup(props);
  if (settings === undefined) return null;
  return (
    <WelcomePage
      {...setup}
      settings={settings}
      addressing={place}
      onFiles={(files) => {
        imports.start(files);
        place.go({ ...PLAIN_LIST, page: 'import' });
      }}
    />
  );
}

/** Every page of the library but the list. */
export function OtherPages(props: PageProps) {
  const { page, review } = props.library.place.address;
  if (review) return <Import {...props} />;
  switch (page) {
    case 'tags':
      return <Tags {...props} />;
    case 'import':
      return <Import {...props} />;
    case 'settings':
      return <Settings {...props} />;
    case 'papers':
      return <Welcome {...props} />;
  }
}
