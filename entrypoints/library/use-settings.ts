import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings.ts';
import type { LibraryPorts } from './ports.ts';

/** The settings, changed at once here and then in the worker; read again where that fails. */
export function useSettings(ports: LibraryPorts, onError: (error: unknown) => void) {
  const [settings, setSettings] = useState<Settings>();
  const refresh = useCallback(() => {
    ports.readSettings().then(setSettings, onError);
  }, [ports, onError]);
  useEffect(refresh, [refresh]);
  const change = useCallback(
    (next: Settings) => {
      setSettings(next);
      ports.ask('changeSettings', next).catch((error: unknown) => {
        onError(error);
        refresh();
      });
    },
    [ports, onError, refresh],
  );
  return { settings, change, refresh };
}
