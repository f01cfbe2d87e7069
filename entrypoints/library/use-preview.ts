import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../components/library/ImportPage.tsx';
import { readPasted } from '../../lib/imports/read-pasted.ts';
import { CHUNK_PAPERS } from '../../lib/imports/run-import.ts';
import type { PreviewEntry } from '../../lib/messages/protocol.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import type { LibraryPorts } from './ports.ts';

async function compare(
  ask: LibraryPorts['ask'],
  drafts: readonly PaperDraft[],
): Promise<readonly PreviewEntry[]> {
  const entries: PreviewEntry[] = [];
  for (let from = 0; from < drafts.length; from += CHUNK_PAPERS)
    entries.push(...(await ask('preview', { drafts: drafts.slice(from, from + CHUNK_PAPERS) })));
  return entries;
}

/** The list that is looked through before it is added: pasted, or left by the popup (`review`). */
export function usePreview(
  ports: LibraryPorts,
  review: boolean,
  onError: (error: unknown) => void,
) {
  const [preview, setPreview] = useState<Preview | 'checking' | 'gone' | null>(null);
  /** Goes up with every list, so that one that is slow to compare does not replace a later one. */
  const generation = useRef(0);

  const show = useCallback(
    async (make: () => Promise<Preview | 'gone'>) => {
      generation.current += 1;
      const mine = generation.current;
      setPreview('checking');
      try {
        const next = await make();
        if (mine === generation.current) setPreview(next);
      } catch (error) {
        if (mine === generation.current) setPreview(null);
        onError(error);
      }
    },
    [onError],
  );

  const showText = useCallback(
    (text: string) =>
      show(async () => {
        const { drafts, problems } = await readPasted(text);
        return { kind: 'paste', entries: await compare(ports.ask, drafts), problems };
      }),
    [ports, show],
  );
  useEffect(() => {
    if (!review) return;
    void show(async () => {
      const drafts = await ports.readReview();
      if (drafts === null) return 'gone';
      return { kind: 'review', entries: await compare(ports.ask, drafts), problems: [] };
    });
  }, [ports, review, show]);

  const discard = useCallback(() => {
    generation.current += 1;
    setPreview(null);
  }, []);
  return { preview, showText, discard };
}
