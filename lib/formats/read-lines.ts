export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Without its line end; of a line that is too long, the beginning. */
  readonly text: string;
  /** Longer than allowed: the rest was thrown away. */
  readonly cut: boolean;
  /** Held bytes that are not UTF-8 (they became U+FFFD). */
  readonly damaged: boolean;
}

const BEGINNING = 200;

/**
 * The lines of a stream of bytes: gunzipped where it begins like gzip, decoded as UTF-8 without
 * a byte order mark; ends are LF, CRLF or CR, the last line may have none. Holds one line and one
 * chunk of the stream at a time.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxLine: number,
): AsyncIterable<Line> {
  const decoder = new TextDecoder('utf-8');
  const splitter = new Splitter(maxLine);
  for await (const bytes of chunksOf(await unpack(stream))) {
    yield* splitter.add(decoder.decode(bytes, { stream: true }));
  }
  yield* splitter.add(decoder.decode());
  yield* splitter.end();
}

class Splitter {
  readonly #maxLine: number;
  #number = 1;
  #rest = '';
  #cut = false;
  /** The last text ended with CR: an LF that comes next belongs to it. */
  #afterReturn = false;

  constructor(maxLine: number) {
    this.#maxLine = maxLine;
  }

  *add(text: string): Iterable<Line> {
    let from = this.#afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    const ends = /\r\n|[\r\n]/g;
    ends.lastIndex = from;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      this.#keep(text.slice(from, end.index));
      yield this.#take();
      from = ends.lastIndex;
    }
    this.#keep(text.slice(from));
  }

  *end(): Iterable<Line> {
    if (this.#rest !== '') yield this.#take();
  }

  #keep(text: string): void {
    if (this.#cut) return;
    this.#rest += text;
    if (this.#rest.length <= this.#maxLine) return;
    this.#rest = this.#rest.slice(0, BEGINNING);
    this.#cut = true;
  }

  #take(): Line {
    const text = this.#rest;
    const line = { number: this.#number++, text, cut: this.#cut, damaged: text.includes('\ufffd') };
    this.#rest = '';
    this.#cut = false;
    return line;
  }
}

/** The stream, gunzipped where it begins with the two bytes of gzip. */
async function unpack(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const first = await readAtLeast(reader, 2);
  // Nothing is read ahead of need, so that what was read tells how far the lines are.
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        if (first.length > 0) controller.enqueue(first);
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;
  return gzipped ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}

async function readAtLeast(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  count: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(0);
  while (bytes.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(bytes.length + value.length);
    joined.set(bytes);
    joined.set(value, bytes.length);
    bytes = joined;
  }
  return bytes;
}

/** The chunks of a stream, which is cancelled when reading stops early. Not every browser can iterate a stream. */
async function* chunksOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      finished = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!finished) await reader.cancel();
  }
}
