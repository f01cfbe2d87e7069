/** A record of the index: what it holds behind a mark of its form and a sum over every byte. */
import { BrokenRecordError } from './bytes.ts';

/** Raised when the shape of any record changes; an index of another form is built anew. */
const INDEX_FORM = 1;

const HEADER = 8;

/**
 * A sum of 32 bits. Each step can be undone, so that one word that differs always shows; of other
 * damage one in four thousand million is missed.
 */
function sumOf(bytes: Uint8Array): number {
  let sum = bytes.length ^ 0x9e3779b9;
  const whole = bytes.length & ~3;
  // Four bytes at a time: a fresh record begins where numbers may.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, whole / 4);
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ (words[i] ?? 0), 0x85ebca6b);
    sum = (sum << 13) | (sum >>> 19);
  }
  for (let i = whole; i < bytes.length; i++) {
    sum = Math.imul(sum ^ (bytes[i] ?? 0), 0xc2b2ae35);
    sum = (sum << 15) | (sum >>> 17);
  }
  sum = Math.imul(sum ^ (sum >>> 16), 0x7feb352d);
  return (sum ^ (sum >>> 15)) >>> 0;
}

/** `key` goes into the sum, so that a record in the place of another is noticed too. */
export function sealRecord(key: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(HEADER + payload.length);
  record.set(payload, HEADER);
  const view = new DataView(record.buffer);
  view.setUint32(0, INDEX_FORM, true);
  view.setUint32(4, sumFor(key, payload), true);
  return record;
}

function sumFor(key: number, payload: Uint8Array): number {
  return (sumOf(payload) ^ Math.imul(key % 2 ** 32, 0x27d4eb2f) ^ Math.floor(key / 2 ** 32)) >>> 0;
}

/** The payload, as a view; throws `BrokenRecordError` where form or sum is not right. */
export function openRecord(key: number, record: Uint8Array): Uint8Array {
  if (record.length < HEADER) throw new BrokenRecordError(`Record ${key} is too short`);
  const view = new DataView(record.buffer, record.byteOffset, HEADER);
  const form = view.getUint32(0, true);
  if (form !== INDEX_FORM) throw new BrokenRecordError(`Record ${key} has form ${form}`);
  const payload = record.subarray(HEADER);
  if (view.getUint32(4, true) !== sumFor(key, payload))
    throw new BrokenRecordError(`Record ${key} does not add up`);
  return payload;
}
