/** Pace is measured over this long, so that a pause or a slow start is soon forgotten. */
const PACE_WINDOW_MS = 10_000;

/** How fast something advances, and how long the rest will take. */
export interface Pace {
  /** Notes how far it has come. */
  reach(count: number): void;
  /** Forgets what was measured, after a pause. */
  restart(): void;
  /** Whole items a second; null before there is anything to measure. */
  perSecond(): number | null;
  /** Whole seconds for `remaining` more; null before there is anything to measure. */
  secondsFor(remaining: number): number | null;
}

/** A pace over the last ten seconds. `now` gives milliseconds. */
export function createPace(now: () => number): Pace {
  let marks: { readonly at: number; readonly count: number }[] = [];

  const rate = (): number | null => {
    const first = marks[0];
    const last = marks.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) return null;
    const perMs = (last.count - first.count) / (last.at - first.at);
    return perMs > 0 ? perMs * 1000 : null;
  };

  return {
    reach(count) {
      const at = now();
      marks = [...marks.filter((mark) => at - mark.at <= PACE_WINDOW_MS), { at, count }];
    },
    restart() {
      marks = [];
    },
    perSecond() {
      const perSecond = rate();
      return perSecond === null ? null : Math.max(1, Math.round(perSecond));
    },
    secondsFor(remaining) {
      const perSecond = rate();
      return perSecond === null ? null : Math.ceil(remaining / perSecond);
    },
  };
}
