import { readPapers } from '../formats/read-file.ts';
import type { ImportFile } from './run-import.ts';

/** Read at once; a file's own stream runs megabytes ahead. */
const PIECE_BYTES = 131_072;
/** Handed on at once: also of a gzipped file little enough that the bytes taken say how far the reading is. */
const PORTION_BYTES = 8_192;

/** A file of the user, to be imported; its name, size and date tell it from others. */
export function openFile(file: File): ImportFile {
  let taken = 0;
  return {
    name: file.name,
    fingerprint: `${file.name}|${file.size}|${file.lastModified}`,
    bytes: file.size,
    bytesRead: () => taken,
    read() {
      taken = 0;
      let piece = new Uint8Array(0);
      let from = 0;
      const portions = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          async pull(controller) {
            if (from === piece.length) {
              piece = new Uint8Array(await file.slice(taken, taken + PIECE_BYTES).arrayBuffer());
              from = 0;
            }
            if (piece.length === 0) return controller.close();
            const portion = piece.slice(from, from + PORTION_BYTES);
            from += portion.length;
            taken += portion.length;
            controller.enqueue(portion);
          },
        },
        { highWaterMark: 0 },
      );
      return readPapers(portions);
    },
  };
}
