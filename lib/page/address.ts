/** In-page navigation: the address changed and the document stayed. */

const pageAddress = (): string => location.href.replace(/#.*$/s, '');

/** Calls back after every change of the address but its fragment. The returned check is for browsers that do not tell. */
export function watchAddress(onChange: () => void, signal: AbortSignal): () => void {
  let before = pageAddress();
  const check = () => {
    const now = pageAddress();
    if (now === before || signal.aborted) return;
    before = now;
    onChange();
  };
  addEventListener('popstate', check, { signal });
  if ('navigation' in window) {
    window.navigation.addEventListener('currententrychange', check, { signal });
  }
  return check;
}
