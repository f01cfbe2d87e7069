/** Changes and the way back from them: one line that tells of the last, and a stack for Ctrl+Z. */
import { useCallback, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Change, OperationId, Outcome } from '../lib/catalogue/catalogue.ts';
import { useLatest } from './use-latest.ts';

interface Notice {
  /** New for every notice. */
  readonly key: number;
  readonly text: string;
  /** What its Undo takes back; null: it only tells. */
  readonly operation: OperationId | null;
}

export interface ChangePorts {
  change(change: Change): Promise<Outcome>;
  undo(operation: OperationId): Promise<boolean>;
}

export interface Changes {
  readonly notice: Notice | null;
  /** Makes a change and tells of it in `text`, or in what `text` makes of the outcome; null when it failed, which is told too. */
  make(change: Change, text: string | ((outcome: Outcome) => string)): Promise<Outcome | null>;
  /** Takes back one change, by default the last. */
  undo(operation?: OperationId): Promise<void>;
  say(text: string): void;
  clear(): void;
}

export function useChanges(ports: ChangePorts, onChanged: () => void): Changes {
  const [notice, setNotice] = useState<Notice | null>(null);
  const done = useRef<OperationId[]>([]);
  const count = useRef(0);
  const latest = useLatest({ ports, onChanged });
  const tell = useCallback((text: string, operation: OperationId | null) => {
    count.current++;
    setNotice({ key: count.current, text, operation });
  }, []);

  const make = useCallback(
    async (change: Change, text: string | ((outcome: Outcome) => string)) => {
      try {
        const outcome = await latest.current.ports.change(change);
        if (outcome.changed) {
          done.current.push(outcome.operation);
          tell(typeof text === 'string' ? text : text(outcome), outcome.operation);
        }
        latest.current.onChanged();
        return outcome;
      } catch (error) {
        console.error(error);
        tell(i18n.t('errors.change'), null);
        latest.current.onChanged();
        return null;
      }
    },
    [latest, tell],
  );

  const undo = useCallback(
    async (which?: OperationId) => {
      const operation = which ?? done.current.at(-1);
      if (operation === undefined) return;
      done.current = done.current.filter((other) => other !== operation);
      try {
        const undone = await latest.current.ports.undo(operation);
        tell(undone ? i18n.t('undo.undone') : i18n.t('undo.cannot'), null);
      } catch (error) {
        console.error(error);
        tell(i18n.t('errors.change'), null);
      }
      latest.current.onChanged();
    },
    [latest, tell],
  );
  const say = useCallback((text: string) => tell(text, null), [tell]);
  const clear = useCallback(() => setNotice(null), []);
  return { notice, make, undo, say, clear };
}
