/** What can be done to the selected paper: shown at once, sent at once, said, and undone. */
import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PaperId, PaperSummary, Status, TagCount } from '../../lib/paper/paper.ts';
import { nextStatus, statusWord } from '../StatusControl.tsx';
import { foldTag } from '../tag-match.ts';
import { renamedWords } from '../tag-words.ts';
import type { Changes } from '../use-changes.ts';
import { useLatest } from '../use-latest.ts';

export interface PaperActions {
  tag(papers: readonly PaperSummary[], name: string): Promise<void>;
  untag(papers: readonly PaperSummary[], tag: TagCount): Promise<void>;
  renameTag(tag: TagCount, name: string): void;
  setStatus(paper: PaperSummary, status: Status | null): void;
  cycleStatus(paper: PaperSummary): void;
  setNote(paper: PaperSummary, note: string): void;
  /** Gives or takes the tag of that colour slot. */
  toggleSlot(paper: PaperSummary, slot: number): void;
}

export interface PaperActionNeeds {
  readonly tags: readonly TagCount[];
  readonly changes: Changes;
  patch(id: PaperId, change: (paper: PaperSummary) => PaperSummary): void;
  reloadTags(): Promise<void>;
  /** Shows the paper as the worker has it. */
  refreshPaper(id: PaperId): void;
}

export function usePaperActions(needs: PaperActionNeeds): PaperActions {
  const latest = useLatest(needs);
  return useMemo<PaperActions>(() => {
    const withTag = (id: TagCount['id']) => (paper: PaperSummary) =>
      paper.tags.includes(id) ? paper : { ...paper, tags: [...paper.tags, id] };

    const tag = async (papers: readonly PaperSummary[], name: string) => {
      const { changes, tags, patch, reloadTags, refreshPaper } = latest.current;
      const existing = tags.find((other) => foldTag(other.name) === foldTag(name));
      if (existing) for (const { id } of papers) patch(id, withTag(existing.id));
      const change = { kind: 'tag', paperIds: papers.map(({ id }) => id), name } as const;
      const text =
        papers.length === 1
          ? i18n.t('undo.tagged', [name])
          : i18n.t('undo.taggedSeveral', [papers.length, name]);
      const outcome = await changes.make(change, text);
      if (outcome === null) for (const { id } of papers) refreshPaper(id);
      if (outcome?.tagId == null) return;
      if (!existing) await reloadTags();
      for (const { id } of papers) patch(id, withTag(outcome.tagId));
    };
    const untag = async (papers: readonly PaperSummary[], gone: TagCount) => {
      const { changes, patch, refreshPaper } = latest.current;
      for (const { id } of papers)
        patch(id, (now) => ({ ...now, tags: now.tags.filter((tag) => tag !== gone.id) }));
      const change = {
        kind: 'untag',
        paperIds: papers.map(({ id }) => id),
        tagId: gone.id,
      } as const;
      const outcome = await changes.make(change, i18n.t('undo.untagged', [gone.name]));
      if (outcome === null) for (const { id } of papers) refreshPaper(id);
    };
    const renameTag = (tag: TagCount, name: string) => {
      const { changes, tags, reloadTags } = latest.current;
      const change = { kind: 'rename-tag', tagId: tag.id, name } as const;
      changes
        .make(change, renamedWords(tag, name, tags))
        .then(reloadTags)
        .catch((error: unknown) => console.error(error));
    };
    const setStatus = (paper: PaperSummary, status: Status | null) => {
      const { changes, patch } = latest.current;
      patch(paper.id, (now) => ({ ...now, status }));
      const text =
        status === null ? i18n.t('undo.statusNone') : i18n.t('undo.status', [statusWord(status)]);
      void changes.make({ kind: 'status', paperIds: [paper.id], status }, text);
    };
    const setNote = (paper: PaperSummary, note: string) => {
      const { changes, patch } = latest.current;
      patch(paper.id, (now) => ({ ...now, note }));
      const text = note.trim() === '' ? i18n.t('undo.noteRemoved') : i18n.t('undo.note');
      void changes.make({ kind: 'note', paperId: paper.id, note }, text);
    };
    const toggleSlot = (paper: PaperSummary, slot: number) => {
      const coloured = latest.current.tags.find((other) => other.slot === slot);
      if (coloured === undefined) {
        latest.current.changes.say(i18n.t('popup.noSlotTag', [slot]));
      } else if (paper.tags.includes(coloured.id)) void untag([paper], coloured);
      else void tag([paper], coloured.name);
    };
    return {
      tag,
      untag,
      renameTag,
      setStatus,
      cycleStatus: (paper) => setStatus(paper, nextStatus(paper.status)),
      setNote,
      toggleSlot,
    };
  }, [latest]);
}
