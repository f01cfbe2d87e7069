import { readPapers } from '../formats/read-file.ts';
import type { ImportFile } from './run-import.ts';

/** Little enough that the bytes taken in say how far the reading is; a file's own stream runs megabytes ahead. */
const PIECE_BYTES = 131_072;

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
      const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          async pull(controller) {
            const piece = await file.slice(taken, taken + PIECE_BYTES).arrayBuffer();
            taken += piece.byteLength;
            if (piece.byteLength === 0) controller.close();
            else controller.enqueue(new Uint8Array(piece));
          },
        },
        { highWaterMark: 0 },
      );
      return readPapers(pieces);
    },
  };
}
