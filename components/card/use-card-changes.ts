/** The card's changes: shown at once, sent when the card has been seen long enough, undone by one key. */
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Correction } from '../../lib/catalogue/catalogue.ts';
import type { CardView } from '../../lib/messages/protocol.ts';
import type { PaperSummary, Status, TagCount, TagId } from '../../lib/paper/paper.ts';
import { statusWord } from '../StatusControl.tsx';
import { type ChangePorts, type Changes, useChanges } from '../use-changes.ts';

export interface CardChanges {
  readonly paper: PaperSummary;
  readonly changes: Changes;
  tag(name: string): Promise<void>;
  untag(tag: TagCount): Promise<void>;
  setStatus(status: Status | null): void;
  setNote(note: string): void;
  toggleSlot(slot: number): void;
  correct(correction: Correction): void;
}

export function useCardChanges(
  view: CardView,
  ports: ChangePorts,
  refresh: () => Promise<void>,
): CardChanges {
  // What was changed here and is not in `view` yet.
  const [ahead, setAhead] = useState<Partial<PaperSummary>>({});
  useEffect(() => setAhead({}), [view]);
  const paper = { ...view.paper, ...ahead };
  const changes = useChanges(ports, () => undefined);
  const paperIds = [paper.id];

  const tag = async (name: string) => {
    await changes.make({ kind: 'tag', paperIds, name }, i18n.t('undo.tagged', [name]));
    await refresh();
  };
  const untag = async ({ id, name }: { readonly id: TagId; readonly name: string }) => {
    await changes.make({ kind: 'untag', paperIds, tagId: id }, i18n.t('undo.untagged', [name]));
    await refresh();
  };
  return {
    paper,
    changes,
    tag,
    untag,
    setStatus: (status) => {
      setAhead((before) => ({ ...before, status }));
      const text =
        status === null ? i18n.t('undo.statusNone') : i18n.t('undo.status', [statusWord(status)]);
      void changes.make({ kind: 'status', paperIds, status }, text).then(refresh);
    },
    setNote: (note) => {
      setAhead((before) => ({ ...before, note }));
      const text = note.trim() === '' ? i18n.t('undo.noteRemoved') : i18n.t('undo.note');
      void changes.make({ kind: 'note', paperId: paper.id, note }, text).then(refresh);
    },
    toggleSlot: (slot) => {
      const coloured = view.tags.find((other) => other.slot === slot);
      if (coloured === undefined) changes.say(i18n.t('popup.noSlotTag', [slot]));
      else if (paper.tags.includes(coloured.id)) void untag(coloured);
      else void tag(coloured.name);
    },
    correct: (correction) => {
      const text =
        correction.kind === 'not-here'
          ? i18n.t('undo.notHere', [correction.site])
          : i18n.t('undo.neverByTitle');
      void changes.make({ kind: 'correct', correction }, text);
    },
  };
}
