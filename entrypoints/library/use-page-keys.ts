import { useEffect } from 'preact/hooks';
import { useLatest } from '../../components/use-latest.ts';
import { TAG_SLOTS, type TagSlot } from '../../lib/paper/paper.ts';

/** What single keys do where nothing is typed. */
export interface PageKeys {
  search(): void;
  list(): void;
  tag(): void;
  note(): void;
  nextStatus(): void;
  toggleSlot(slot: TagSlot): void;
  undo(): void;
  help(): void;
  back(): void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'file'].includes(target.type)))
  );
}

function findAction(event: KeyboardEvent, keys: PageKeys): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey)
    return event.key.toLowerCase() === 'z' && !event.shiftKey ? keys.undo : undefined;
  if (event.altKey) return undefined;
  const slot = TAG_SLOTS.find((candidate) => String(candidate) === event.key);
  if (slot !== undefined) return () => keys.toggleSlot(slot);
  const actions: Readonly<Record<string, () => void>> = {
    '/': keys.search,
    j: keys.list,
    k: keys.list,
    t: keys.tag,
    n: keys.note,
    s: keys.nextStatus,
    u: keys.undo,
    '?': keys.help,
    Escape: keys.back,
  };
  return Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
}

/** Single keys for the whole page; what a field or the list used up does not arrive here. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useLatest(keys);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      const action = findAction(event, latest.current);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [latest]);
}
