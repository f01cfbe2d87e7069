import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What was asked for last, kept while it is asked for again. */
export interface Fresh<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly refresh: () => void;
}

/** Asks once, and again at every `refresh`; late answers to earlier questions are dropped. */
export function useFresh<T>(ask: () => Promise<T>, question: unknown): Fresh<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({
    value: undefined,
    error: null,
  });
  const generation = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;
  const refresh = useCallback(() => {
    generation.current += 1;
    const mine = generation.current;
    latest.current().then(
      (value) => mine === generation.current && setState({ value, error: null }),
      (error: unknown) =>
        mine === generation.current && setState((before) => ({ value: before.value, error })),
    );
  }, []);
  // Asked anew when the question is another one
  useEffect(() => {
    refresh();
    return () => {
      generation.current += 1;
    };
  }, [refresh, question]);
  return { ...state, refresh };
}
