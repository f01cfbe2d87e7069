/** A half-open range of UTF-16 units of the text beside it. */
export type Range = readonly [start: number, end: number];

/** The ranges in order, cut to the text and to each other, so that hostile or stale ranges do no harm. */
function tidy(ranges: readonly Range[], length: number): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const tidied: Range[] = [];
  let at = 0;
  for (const [from, to] of sorted) {
    const start = Math.max(at, from);
    const end = Math.min(length, to);
    if (!(start < end)) continue;
    tidied.push([start, end]);
    at = end;
  }
  return tidied;
}

/** A paper's own text, in its own direction, with the found words marked. */
export function HighlightedText(props: {
  readonly text: string;
  readonly ranges: readonly Range[];
}) {
  const { text } = props;
  let at = 0;
  const pieces = tidy(props.ranges, text.length).flatMap(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return [before, <mark key={start}>{text.slice(start, end)}</mark>];
  });
  return (
    // Other marks are other pieces: without the key, words would move from one piece into another.
    <bdi dir="auto" key={props.ranges.join()}>
      {pieces}
      {text.slice(at)}
    </bdi>
  );
}
