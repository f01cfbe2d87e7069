import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

/** A value as the last rendering had it, for callbacks that outlive a rendering. */
export function useLatest<T>(value: T): RefObject<T> & { current: T } {
  const ref = useRef(value);
  ref.current = value;
  return ref;
}
