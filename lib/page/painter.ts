/** The way of drawing: named layers of ranges. Another way would be another `Painter`. */

/** What is to be seen: ranges by the name of their look. */
type Layers = ReadonlyMap<string, readonly StaticRange[]>;

export interface Painter {
  /** Replaces what was painted before. */
  paint(layers: Layers): void;
}

const isSame = (a: readonly StaticRange[] | undefined, b: readonly StaticRange[]) =>
  a?.length === b.length && b.every((range, index) => range === a[index]);

/** Paints with the CSS Custom Highlight API: no node of the page is touched. */
export function createHighlightPainter(): Painter {
  let painted: Layers = new Map();
  return {
    paint(layers) {
      for (const name of painted.keys()) if (!layers.has(name)) CSS.highlights.delete(name);
      for (const [name, ranges] of layers) {
        if (isSame(painted.get(name), ranges) && CSS.highlights.has(name)) continue;
        CSS.highlights.set(name, new Highlight(...ranges));
      }
      painted = layers;
    },
  };
}
