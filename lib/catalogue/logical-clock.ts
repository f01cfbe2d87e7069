/**
 * A hybrid logical clock: stamps that order changes as the wall clock would, and go on forward
 * when the wall clock is set back. Its state is kept in the database, so that a new worker goes on
 * from where the last one stopped.
 */

/** Text that sorts as the changes happened, on one device and between devices. */
export type Stamp = string;

export interface ClockState {
  /** The latest time seen, milliseconds since 1970. */
  readonly ms: number;
  /** Counts the stamps within that millisecond. */
  readonly count: number;
}

const RADIX = 36;
/** 36^9 ms reach the year 5188. */
const MS_DIGITS = 9;
const COUNT_DIGITS = 4;
const MAX_COUNT = RADIX ** COUNT_DIGITS - 1;

export const CLOCK_START: ClockState = { ms: 0, count: 0 };

/** The clock after one more change, at wall time `now`. */
export function tick(clock: ClockState, now: number): ClockState {
  if (now > clock.ms) return { ms: now, count: 0 };
  if (clock.count < MAX_COUNT) return { ms: clock.ms, count: clock.count + 1 };
  return { ms: clock.ms + 1, count: 0 };
}

/** The stamp for a state of the clock; the device's name keeps stamps of two devices apart. */
export function stampOf(clock: ClockState, deviceId: string): Stamp {
  const ms = clock.ms.toString(RADIX).padStart(MS_DIGITS, '0');
  const count = clock.count.toString(RADIX).padStart(COUNT_DIGITS, '0');
  return `${ms}.${count}.${deviceId}`;
}
