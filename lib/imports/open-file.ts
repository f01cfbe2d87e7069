import { readPapers } from '../formats/read-file.ts';
import type { ImportFile } from './run-import.ts';

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
      const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(bytes, controller) {
          taken += bytes.length;
          controller.enqueue(bytes);
        },
      });
      return readPapers(file.stream().pipeThrough(counting));
    },
  };
}
