/** Permanent ids of papers and tags. */
import { titleKey } from '../text/fold.ts';
import type { PaperId, TagId } from './paper.ts';

/** Crockford's base 32: no I, L, O, U, so that an id can be read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LETTERS = 16;

/** The form of every `PaperId` and `TagId`. */
export const ID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** 80 bits as 16 letters; five bits of each byte would do for random ones, but a digest is used up in order. */
function spell(bytes: Uint8Array): string {
  let id = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && id.length < ID_LETTERS) {
      bits -= 5;
      id += LETTERS.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return id;
}

function newId(): string {
  return spell(crypto.getRandomValues(new Uint8Array(10)));
}

/** A new random id for a paper. */
export function newPaperId(): PaperId {
  return newId() as PaperId;
}

/** A new random id for a tag. */
export function newTagId(): TagId {
  return newId() as TagId;
}

/** The id of a starter paper: made from its folded title, so that two devices agree on it. */
export async function starterPaperId(title: string): Promise<PaperId> {
  const bytes = new TextEncoder().encode(`manicule starter paper ${titleKey(title)}`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return spell(new Uint8Array(digest, 0, 10)) as PaperId;
}

/** True for a text of the form of an id; does not say that the paper exists. */
export function isPaperId(text: string): text is PaperId {
  return ID_PATTERN.test(text);
}

/** True for a text of the form of an id; does not say that the tag exists. */
export function isTagId(text: string): text is TagId {
  return ID_PATTERN.test(text);
}
