import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLatest } from '../../components/use-latest.ts';

/** What was asked for last, kept while it is asked for again. */
export interface Fresh<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly refresh: () => void;
}

/**
 * Asks once, anew when the question is another one, and again at every `refresh`. While an answer
 * is awaited a refresh waits for it, so that slow answers still come through; late answers to an
 * earlier question are dropped.
 */
export function useFresh<T>(ask: () => Promise<T>, question: unknown): Fresh<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({
    value: undefined,
    error: null,
  });
  const generation = useRef(0);
  const asking = useRef(false);
  const askAgain = useRef(false);
  const latest = useLatest(ask);

  const run = useCallback(async () => {
    const mine = generation.current;
    asking.current = true;
    askAgain.current = false;
    let next: (before: { value: T | undefined }) => { value: T | undefined; error: unknown };
    try {
      const value = await latest.current();
      next = () => ({ value, error: null });
    } catch (error) {
      next = (before) => ({ value: before.value, error });
    }
    if (mine !== generation.current) return;
    setState(next);
    asking.current = false;
    if (askAgain.current) void run();
  }, [latest]);

  const refresh = useCallback(() => {
    if (asking.current) askAgain.current = true;
    else void run();
  }, [run]);
  useEffect(() => {
    generation.current += 1;
    void run();
    return () => {
      generation.current += 1;
    };
  }, [run, question]);
  return { ...state, refresh };
}
