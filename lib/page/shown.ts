/** Whether the tab is the one that the reader looks at: a hidden one costs nothing. */

export const isAway = (): boolean => document.visibilityState === 'hidden';

/** Resolves when the tab is shown; at once where it is. */
export async function whenShown(signal: AbortSignal): Promise<void> {
  while (isAway()) {
    await new Promise<void>((resolve) => {
      addEventListener('visibilitychange', () => resolve(), { once: true, capture: true, signal });
    });
  }
}
