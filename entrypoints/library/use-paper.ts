import type { PaperView } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import type { LibraryPorts } from './ports.ts';
import { type Fresh, useFresh } from './use-fresh.ts';

/** The chosen paper; the one before it stays until this one is there. Null: it does not exist, or none is chosen. */
export function usePaper(ports: LibraryPorts, id: PaperId | null): Fresh<PaperView | null> {
  return useFresh<PaperView | null>(
    () => (id === null ? Promise.resolve(null) : ports.ask('paper', { id })),
    id,
  );
}
