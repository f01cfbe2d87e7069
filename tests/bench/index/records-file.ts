/** The records of an index in a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { MemoryStore } from '../../search/index/memory-store.ts';

export function writeRecords(file: string, { records }: MemoryStore): void {
  const head = JSON.stringify([...records].map(([key, bytes]) => [key, bytes.length]));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setFloat64(0, Buffer.byteLength(head));
  writeFileSync(file, Buffer.concat([length, Buffer.from(head), ...records.values()]));
}

export function readRecords(file: string, store: MemoryStore): void {
  const content = readFileSync(file);
  let at = 8 + content.readDoubleBE(0);
  const head: [number, number][] = JSON.parse(content.subarray(8, at).toString());
  for (const [key, length] of head) {
    store.records.set(key, new Uint8Array(content.subarray(at, at + length)));
    at += length;
  }
}
