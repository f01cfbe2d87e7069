import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../components/library/ImportPage.tsx';
import type { Review } from '../../lib/address/review.ts';
import { comparePasted } from '../../lib/imports/compare-pasted.ts';
import { type Pasted, readPasted } from '../../lib/imports/read-pasted.ts';
import type { LibraryPorts } from './ports.ts';

const readReview = async (review: Review): Promise<Pasted> =>
  review.kind === 'paste'
    ? readPasted(review.text)
    : {
        papers: review.drafts.map((draft, index) => ({ line: index + 1, draft, text: '' })),
        problems: [],
      };

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
  const pasted = await readReview(review);
  const compared = await comparePasted(
    (references) => ask('findReferences', { references }),
    pasted,
  );
  return { kind: review.kind, ...compared };
}
