import { useCallback, useMemo, useState } from 'preact/hooks';
import type { ImportActions } from '../../components/library/ImportStatus.tsx';
import type { ImportJob } from '../../lib/catalogue/catalogue.ts';
import { createImportSession, type ImportState } from '../../lib/imports/import-session.ts';
import { openFile } from '../../lib/imports/open-file.ts';
import type { ImportAsker } from '../../lib/imports/run-import.ts';
import type { TakeBackAsker } from '../../lib/imports/take-back.ts';
import type { LibraryPorts } from './ports.ts';
import { useFresh } from './use-fresh.ts';

export interface Imports extends ImportActions {
  readonly state: ImportState;
  /** Broken off, and not running here now. */
  readonly unfinished: readonly ImportJob[];
  readonly start: (files: readonly File[]) => void;
  readonly forget: (job: ImportJob) => void;
}

function askerOf({ ask }: LibraryPorts): ImportAsker & TakeBackAsker {
  return {
    beginImport: (request) => ask('beginImport', request),
    importChunk: (request) => ask('importChunk', request),
    endImport: (request) => ask('endImport', request),
    undo: (request) => ask('undo', request),
    async countPapers() {
      const state = await ask('catalogueState');
      return 'papers' in state ? state.papers : 0;
    },
  };
}

/** The imports of this page. They go on while other parts of the library are looked at. */
export function useImports(ports: LibraryPorts): Imports {
  const [state, setState] = useState<ImportState>({ kind: 'idle' });
  const jobs = useFresh(() => ports.ask('imports'), state.kind);
  const session = useMemo(() => createImportSession(askerOf(ports), setState), [ports]);
  const start = useCallback(
    (files: readonly File[]) => session.start(files.map(openFile)),
    [session],
  );
  return {
    state,
    unfinished: (jobs.value ?? []).filter((job) => job.state === 'running'),
    start,
    forget: (job) => {
      ports
        .ask('endImport', { jobId: job.id, state: 'cancelled' })
        .then(jobs.refresh, jobs.refresh);
    },
    onPause: session.pause,
    onResume: session.resume,
    onCancel: session.cancel,
    onRetry: session.retry,
    onTakeBack: session.takeBack,
    onDismiss: session.dismiss,
  };
}
