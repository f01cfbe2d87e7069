import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../components/library/ImportPage.tsx';
import type { Review } from '../../lib/address/review.ts';
import { comparePasted, type FindReferences } from '../../lib/imports/compare-pasted.ts';
import { readList } from '../../lib/imports/read-list.ts';
import type { LibraryPorts } from './ports.ts';

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
    async (find: () => Promise<Review | null>) => {
      generation.current += 1;
      const mine = generation.current;
      setPreview('checking');
      try {
        const found = await find();
        const next = found === null ? 'gone' : await compare(ports, found);
        if (mine === generation.current) setPreview(next);
      } catch (error) {
        if (mine === generation.current) setPreview(null);
        onError(error);
      }
    },
    [ports, onError],
  );

  const showText = useCallback(
    (text: string) => show(() => Promise.resolve({ kind: 'paste', text })),
    [show],
  );
  useEffect(() => {
    if (review) void show(ports.readReview);
  }, [ports, review, show]);

  const discard = useCallback(() => {
    generation.current += 1;
    setPreview(null);
  }, []);
  return { preview, showText, discard };
}

async function compare({ ask }: LibraryPorts, review: Review): Promise<Preview> {
  const find: FindReferences = (references) => ask('findReferences', { references });
  const compared =
    review.kind === 'paste'
      ? await readList(find, review.text)
      : await comparePasted(find, {
          papers: review.drafts.map((draft, index) => ({ line: index + 1, draft, text: '' })),
          problems: [],
        });
  return { kind: review.kind, ...compared };
}
