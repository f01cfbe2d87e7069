/** What the keys of the list can do. */
export interface ListActions {
  /** Rows in a screenful. */
  readonly page: number;
  readonly total: number;
  move(step: number): void;
  /** Moves and ticks everything on the way. */
  extend(step: number): void;
  goTo(place: number): void;
  open(background: boolean): void;
  tick(): void;
  tickAll(): void;
  details(): void;
  back(): void;
}

function findAction(event: KeyboardEvent, act: ListActions): (() => void) | undefined {
  const command = event.ctrlKey || event.metaKey;
  const go = (step: number) => () => (event.shiftKey ? act.extend(step) : act.move(step));
  if (event.altKey) return undefined;
  if (command) {
    if (event.key === 'a') return act.tickAll;
    return event.key === 'Enter' ? () => act.open(true) : undefined;
  }
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return go(1);
    case 'ArrowUp':
    case 'k':
      return go(-1);
    case 'PageDown':
      return go(act.page);
    case 'PageUp':
      return go(-act.page);
    case 'Home':
      return () => act.goTo(0);
    case 'End':
      return () => act.goTo(act.total - 1);
    case 'Enter':
      return () => act.open(false);
    case 'x':
      return act.tick;
    case 'd':
      return act.details;
    case 'Escape':
      return act.back;
    default:
      return undefined;
  }
}

/** Does what a key means in the list; other keys are left alone. */
export function actOnListKey(event: KeyboardEvent, act: ListActions): void {
  const action = event.isComposing ? undefined : findAction(event, act);
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
