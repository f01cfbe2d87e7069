/**
 * What forms of an English word have in common, after M. F. Porter, "An algorithm for suffix
 * stripping", 1980. Words of other scripts and words with digits are left as they are.
 */

const OTHER_LETTERS = /[^a-z]/;

/** Vowels as `v`, others as `c`; a y after a consonant is a vowel. */
function soundsOf(word: string): string {
  let sounds = '';
  for (let i = 0; i < word.length; i++) {
    const letter = word.charAt(i);
    const isVowel = 'aeiou'.includes(letter) || (letter === 'y' && sounds.endsWith('c'));
    sounds += isVowel ? 'v' : 'c';
  }
  return sounds;
}

/** Porter's m: how often consonants follow vowels. */
function measure(word: string): number {
  return soundsOf(word).match(/v+c+/g)?.length ?? 0;
}

function hasVowel(word: string): boolean {
  return soundsOf(word).includes('v');
}

/** "hop", "fil": an e may have stood behind it. */
function endsShort(word: string): boolean {
  return /cvc$/.test(soundsOf(word)) && !/[wxy]$/.test(word);
}

type Endings = readonly (readonly [ending: string, instead: string])[];

function endings(list: string): Endings {
  return list.split(' ').map((pair) => {
    const [ending = '', instead = ''] = pair.split('>');
    return [ending, instead];
  });
}

/** Longer endings stand before those they end with. */
const DOUBLE = endings(
  'ational>ate ization>ize iveness>ive fulness>ful ousness>ous tional>tion biliti>ble entli>ent ousli>ous ation>ate alism>al aliti>al iviti>ive enci>ence anci>ance izer>ize abli>able alli>al ator>ate logi>log eli>e',
);
const TRIPLE = endings('icate>ic ative> alize>al iciti>ic ical>ic ness> ful>');
const SINGLE = endings(
  'ement> ance> ence> able> ible> ment> ant> ent> ion> ism> ate> iti> ous> ive> ize> al> er> ic> ou>',
);

/** Replaces the ending when what stands before it has at least `least` measures. */
function replaceEnding(word: string, list: Endings, least: number): string {
  const found = list.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, instead] = found;
  const before = word.slice(0, -ending.length);
  if (measure(before) < least) return word;
  return ending === 'ion' && !/[st]$/.test(before) ? word : before + instead;
}

function dropPlural(word: string): string {
  if (/(ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function dropPast(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const before = word.replace(/(ed|ing)$/, '');
  if (before === word || !hasVowel(before)) return word;
  if (/(at|bl|iz)$/.test(before)) return `${before}e`;
  if (/([^aeioulsz])\1$/.test(before)) return before.slice(0, -1);
  return measure(before) === 1 && endsShort(before) ? `${before}e` : before;
}

function dropLastLetter(word: string): string {
  let stem = word;
  if (word.endsWith('e')) {
    const before = word.slice(0, -1);
    const times = measure(before);
    if (times > 1 || (times === 1 && !endsShort(before))) stem = before;
  }
  return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

/** The stem of a folded word. Takes some microseconds: keep it where it is asked for again. */
export function stemOf(word: string): string {
  if (word.length < 3 || OTHER_LETTERS.test(word)) return word;
  let stem = dropPast(dropPlural(word));
  if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaceEnding(replaceEnding(stem, DOUBLE, 1), TRIPLE, 1);
  return dropLastLetter(replaceEnding(stem, SINGLE, 2));
}

/** All words with the stem of this one begin so. */
export function stemBeginning(stem: string): string {
  return stem.replace(/[eiy]$|(?<=[ai]b)l$/, '');
}
