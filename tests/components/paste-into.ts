/** Pastes a text as a browser would; true where the page took it for itself. */
export function pasteInto(element: Element, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true });
  return !element.dispatchEvent(event);
}
