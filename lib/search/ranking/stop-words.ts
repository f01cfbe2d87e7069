/**
 * Words that say nothing about what a paper is about. A query leaves them out, except where it has no
 * other words; in the order of a title they count like all others.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being between
  both but by can could did do does doing during each few for from further had has have having he her
  here his how i if in into is it its itself just let may me might more most must my no nor not of off
  on once only or other our out over own same she should so some such than that the their them then
  there these they this those through to too under until up very was we were what when where which
  while who whom why will with would you your`.split(/\s+/),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
