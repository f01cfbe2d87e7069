/** A list of references that was pasted into the search field: read, compared, and put away again. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { MAX_PASTED } from '../../lib/paper/pasted-list.ts';
import type { PopupPorts } from './ports.ts';
import type { PastedList } from './use-results.ts';

export interface Pasting {
  readonly pasted: PastedList | null;
  /** The only paper of the last list, not known, whose title was searched for in its place. */
  readonly paper: PaperDraft | null;
  paste(text: string): void;
  clear(): void;
}

/** `recalled`: the list that the popup was left with. `search` puts a title into the field. */
export function usePasted(
  ports: Pick<PopupPorts, 'readList'>,
  recalled: string | null,
  search: (title: string) => void,
): Pasting {
  const [pasted, setPasted] = useState<PastedList | null>(null);
  const [paper, setPaper] = useState<PaperDraft | null>(null);
  const turn = useRef(0);
  const paste = useCallback(
    (text: string) => {
      turn.current++;
      const mine = turn.current;
      const list: PastedList = { key: `pasted ${mine}`, text, compared: null, failed: null };
      setPaper(null);
      const isTooLong = text.length > MAX_PASTED;
      setPasted(isTooLong ? { ...list, failed: 'too-long' } : list);
      if (isTooLong) return;
      ports.readList(text).then(
        (compared) => {
          if (mine !== turn.current) return;
          const [first, ...more] = compared.entries;
          const isOneNew = first?.known === null && more.length === 0;
          setPasted(isOneNew ? null : { ...list, compared });
          if (!isOneNew) return;
          setPaper(first.draft);
          search(first.draft.title);
        },
        (error: unknown) => {
          console.error(error);
          if (mine === turn.current) setPasted({ ...list, failed: 'unread' });
        },
      );
    },
    [ports, search],
  );
  const clear = useCallback(() => {
    turn.current++;
    setPasted(null);
  }, []);
  useEffect(() => {
    if (recalled !== null) paste(recalled);
  }, [recalled, paste]);
  return { pasted, paper, paste, clear };
}
