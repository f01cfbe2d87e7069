/** Keys pressed before the card is drawn: a command moves the focus into the frame at once. */

export interface EarlyKeys {
  /** Keeps what is typed from here on. */
  begin(): void;
  /** Ends that, and gives what was typed. */
  take(): string;
}

/** Keeps from the start, before anything is drawn. `onEscape`: the reader does not want the card. */
export function keepEarlyKeys(onEscape: () => void): EarlyKeys {
  let typed = '';
  let isKeeping = true;
  addEventListener(
    'keydown',
    (event) => {
      if (!isKeeping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') onEscape();
      else if (event.key === 'Backspace') typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
    },
    { capture: true },
  );
  return {
    begin() {
      typed = '';
      isKeeping = true;
    },
    take() {
      isKeeping = false;
      return typed;
    },
  };
}
