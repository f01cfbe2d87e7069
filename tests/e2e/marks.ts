/** What is painted on a page. */

export interface Mark {
  /** Names the place: the text node, numbered as it is first seen, and the offset in it. */
  readonly place: string;
  /** Name of the highlight, which tells its looks. */
  readonly highlight: string;
  readonly text: string;
  /** `data-expect`, `data-trap` of the nearest element that has one. */
  readonly expect: string | null;
  readonly trap: string | null;
  /** First line of the mark in page coordinates, CSS px. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Evaluates a function of no argument in the page's own world. */
export type Evaluate = <T>(inPage: () => T) => Promise<T>;

const SETTLE_MS = 150;
const MOST_SCREENS = 200;

/** The marks painted now, in page order. Runs inside the page, so it refers to nothing outside itself. */
function readMarks(): Mark[] {
  const numbers: WeakMap<Node, number> = Reflect.get(window, 'numbersOfNodes') ?? new WeakMap();
  Reflect.set(window, 'numbersOfNodes', numbers);
  const numberOf = (node: Node): number => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    const next = Number(Reflect.get(window, 'countOfNodes') ?? 0) + 1;
    Reflect.set(window, 'countOfNodes', next);
    numbers.set(node, next);
    return next;
  };
  const found = [...CSS.highlights]
    .filter(([name]) => name.startsWith('manicule-'))
    .flatMap(([name, highlight]) =>
      [...highlight].map((painted) => {
        const range = document.createRange();
        range.setStart(painted.startContainer, painted.startOffset);
        range.setEnd(painted.endContainer, painted.endOffset);
        return { name, range };
      }),
    );
  found.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
  return found.map(({ name, range }) => {
    const element = range.startContainer.parentElement;
    const { left, top, width, height } = range.getClientRects()[0] ?? range.getBoundingClientRect();
    return {
      place: `${numberOf(range.startContainer)}:${range.startOffset}`,
      highlight: name,
      text: range.toString().replace(/\s+/g, ' ').trim(),
      expect: element?.closest('[data-expect]')?.getAttribute('data-expect') ?? null,
      trap: element?.closest('[data-trap]')?.getAttribute('data-trap') ?? null,
      box: { left: left + scrollX, top: top + scrollY, width, height },
    };
  });
}

/** Marks once they have not changed for a while. */
export async function settledMarks(evaluate: Evaluate): Promise<Mark[]> {
  let marks = await evaluate(readMarks);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const again = await evaluate(readMarks);
    if (JSON.stringify(again) === JSON.stringify(marks)) return again;
    marks = again;
  }
}

/** The marks of a whole page, which paints only near the viewport: scrolls through it and collects. */
export async function collectMarks(evaluate: Evaluate): Promise<Mark[]> {
  const collected = new Map<string, Mark>();
  await evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    for (const mark of await settledMarks(evaluate)) collected.set(mark.place, mark);
    const moved = await evaluate(() => {
      const before = scrollY;
      scrollBy({ top: innerHeight, behavior: 'instant' });
      return scrollY > before;
    });
    if (!moved) break;
  }
  await evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  return [...collected.values()].sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}
