/** The names of tags: what is one, and when two are the same. */

/** A name that fits a chip; longer ones are sentences. */
export const MAX_TAG_LETTERS = 60;

type TagNameProblem = 'empty' | 'too-long' | 'control-character' | 'empty-part';

export type TagNameResult =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: TagNameProblem };

/** Control characters, and those that turn the direction of the text around them. */
const CONTROL = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** A typed tag name as it will be kept: trimmed, spaces single, none around the `/` that nests. */
export function parseTagName(typed: string): TagNameResult {
  const name = typed
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/ ?\/ ?/g, '/');
  if (name === '') return { ok: false, problem: 'empty' };
  if (CONTROL.test(name)) return { ok: false, problem: 'control-character' };
  if ([...name].length > MAX_TAG_LETTERS) return { ok: false, problem: 'too-long' };
  // A part of spaces and invisible characters is empty to the eye.
  const parts = name.split('/').map((part) => part.replace(/[\p{Cf}\s]/gu, ''));
  if (parts.some((part) => part === '')) return { ok: false, problem: 'empty-part' };
  return { ok: true, name };
}

/**
 * Two tag names with the same key are one tag: case, accents, width and spacing do not count.
 * Signs do ("C" and "C++"), and so does a hyphen against a space.
 */
export function tagNameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/(?![\u3099\u309a])[\p{Script=Inherited}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/ ?\/ ?/g, '/');
}
