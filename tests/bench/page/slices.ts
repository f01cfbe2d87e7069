/** Reads a trace of the browser: how long the page's thread worked for our code at a stretch. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time that the thread really ran, in µs. */
  readonly tdur?: number;
}

/** Ways in which the browser runs a script. */
const RUNS = [
  'FireIdleCallback',
  'RunPostTaskCallback',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'FunctionCall',
  'EventDispatch',
  'IntersectionObserverController::computeIntersections',
];
/** What the browser does to draw the page again. */
const DRAWING = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit'];

/** Thread times in ms of all events of these names that lie in no other of them. */
function timesOf(trace: string, names: readonly string[]): number[] {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(trace);
  const runs = traceEvents
    .filter(({ name, ph, tdur }) => ph === 'X' && names.includes(name) && tdur !== undefined)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const times: number[] = [];
  const ends = new Map<string, number>();
  for (const { pid, tid, ts, dur = 0, tdur = 0 } of runs) {
    const thread = `${pid}:${tid}`;
    if (ts < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, ts + dur);
    times.push(tdur / 1000);
  }
  return times;
}

/** How long each run of the script took; in the page nothing but the script under test runs. */
export const slicesOf = (trace: string): number[] => timesOf(trace, RUNS);

/** How long the script ran and the page was drawn, in all. */
export function spentIn(trace: string): number {
  return timesOf(trace, [...RUNS, ...DRAWING]).reduce((sum, ms) => sum + ms, 0);
}
