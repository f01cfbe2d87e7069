import { isListPasted } from '../lib/paper/pasted-list.ts';

/** Takes a pasted list of references out of a paste event; null, and the event goes on, where the text is to be searched for. */
export function pastedList(event: ClipboardEvent): string | null {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isListPasted(text)) return null;
  event.preventDefault();
  return text;
}
