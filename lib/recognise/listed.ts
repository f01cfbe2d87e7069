/** Titles that a sentence lists. */
import type { MentionContext } from './types.ts';

/** Two titles that are alike for so many characters are one; the text beside a title has more. */
const TELLING_CHARACTERS = 100;

/**
 * Reads "One Title and Another Title" (or "with", "to", "vs.") as "One Title, Another Title" where the other
 * is one of `titles`: by itself it may as well be one longer title.
 */
export function asListed(context: MentionContext, titles: ReadonlySet<string>): MentionContext {
  const [, next] = /^\s\S{1,5}\s(.*)/su.exec(context.after) ?? [];
  const [, last] = /^(.*)\s\S{1,5}\s$/su.exec(context.before) ?? [];
  let { before, after } = context;
  for (const title of titles) {
    if (next?.startsWith(title.slice(0, TELLING_CHARACTERS))) after = `, ${next}`;
    if (last?.endsWith(title.slice(-TELLING_CHARACTERS))) before = `${last}, `;
  }
  return { ...context, before, after };
}
