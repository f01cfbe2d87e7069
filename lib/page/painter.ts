/** The way of drawing: named layers of ranges. Another way would be another `Painter`. */

/** What is to be seen: ranges by the name of their look. */
type Layers = ReadonlyMap<string, readonly StaticRange[]>;

export interface Painter {
  /** Replaces what was painted before. */
  paint(layers: Layers): void;
}

const isSame = (a: readonly StaticRange[] | undefined, b: readonly StaticRange[]) =>
  a?.length === b.length && b.every((range, index) => range === a[index]);

/**
 * Paints with the CSS Custom Highlight API: no node of the page is touched. `prepare` brings the
 * rules of the highlights; it is called once, before the first one.
 */
export function createHighlightPainter(prepare: () => Promise<void>): Painter {
  let painted: Layers = new Map();
  let wanted: Layers = new Map();
  let isPrepared: boolean | null = null;
  const draw = () => {
    for (const name of painted.keys()) if (!wanted.has(name)) CSS.highlights.delete(name);
    for (const [name, ranges] of wanted) {
      if (isSame(painted.get(name), ranges) && CSS.highlights.has(name)) continue;
      CSS.highlights.set(name, new Highlight(...ranges));
    }
    painted = wanted;
  };
  return {
    paint(layers) {
      wanted = layers;
      if (isPrepared) draw();
      else if (isPrepared === null && layers.size > 0) {
        isPrepared = false;
        void prepare().then(() => {
          isPrepared = true;
          draw();
        });
      }
    },
  };
}
