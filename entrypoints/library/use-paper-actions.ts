import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../components/numbers.ts';
import { statusWord } from '../../components/StatusControl.tsx';
import { renamedWords } from '../../components/tag-words.ts';
import type { Changes } from '../../components/use-changes.ts';
import { useLatest } from '../../components/use-latest.ts';
import type { PaperId, PaperSummary, Status, TagCount, TagSlot } from '../../lib/paper/paper.ts';

export interface PaperActions {
  tag(papers: readonly PaperSummary[], name: string): Promise<unknown>;
  untag(papers: readonly PaperSummary[], tag: TagCount): Promise<unknown>;
  renameTag(tag: TagCount, name: string): void;
  setStatus(papers: readonly PaperSummary[], status: Status | null): void;
  setNote(paper: PaperSummary, note: string): void;
  /** Gives the tag of that slot to all of them, or takes it from all where all have it. */
  toggleSlot(papers: readonly PaperSummary[], slot: TagSlot): void;
  deletePapers(papers: readonly PaperSummary[]): Promise<void>;
}

const idsOf = (papers: readonly PaperSummary[]): readonly PaperId[] => papers.map(({ id }) => id);

function saidOfTag(papers: readonly PaperSummary[], name: string): string {
  return i18n.t('library.said.tagged', papers.length, [formatNumber(papers.length), name]);
}

function saidOfStatus(papers: readonly PaperSummary[], status: Status | null): string {
  const word = statusWord(status);
  return papers.length === 1
    ? i18n.t('library.said.status', [word])
    : i18n.t('library.said.statusMany', papers.length, [formatNumber(papers.length), word]);
}

/** What can be done to one or several papers; each can be taken back. */
export function usePaperActions(changes: Changes, tags: readonly TagCount[]): PaperActions {
  const latest = useLatest({ changes, tags });
  return useMemo(() => {
    const make: Changes['make'] = (change, text) => latest.current.changes.make(change, text);
    const actions: PaperActions = {
      tag: (papers, name) =>
        make({ kind: 'tag', paperIds: idsOf(papers), name }, saidOfTag(papers, name)),
      untag: (papers, tag) =>
        make(
          { kind: 'untag', paperIds: idsOf(papers), tagId: tag.id },
          i18n.t('library.said.untagged', [tag.name]),
        ),
      renameTag(tag, name) {
        const said = renamedWords(tag, name, latest.current.tags);
        void make({ kind: 'rename-tag', tagId: tag.id, name }, said);
      },
      setStatus(papers, status) {
        void make(
          { kind: 'status', paperIds: idsOf(papers), status },
          saidOfStatus(papers, status),
        );
      },
      setNote(paper, note) {
        void make({ kind: 'note', paperId: paper.id, note }, i18n.t('library.said.note'));
      },
      toggleSlot(papers, slot) {
        const tag = latest.current.tags.find((candidate) => candidate.slot === slot);
        if (tag === undefined)
          latest.current.changes.say(i18n.t('library.said.noSlotTag', [String(slot)]));
        else if (papers.every((paper) => paper.tags.includes(tag.id)))
          void actions.untag(papers, tag);
        else void actions.tag(papers, tag.name);
      },
      async deletePapers(papers) {
        await make(
          { kind: 'delete-papers', paperIds: idsOf(papers) },
          i18n.t('library.said.deleted', papers.length, [formatNumber(papers.length)]),
        );
      },
    };
    return actions;
  }, [latest]);
}
