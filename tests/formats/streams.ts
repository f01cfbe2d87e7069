/** A stream that gives the bytes in pieces of `size`. */
export function streamOf(
  bytes: Uint8Array,
  size = bytes.length,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(Uint8Array.from(bytes.subarray(from, from + size)));
      from += size;
    },
  });
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const zipped = streamOf(bytes).pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
