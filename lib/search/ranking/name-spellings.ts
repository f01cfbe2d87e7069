/** The ways to write the name of a paper, as terms of the field `name`. */
import { titleKey } from '../../text/fold.ts';
import { placeWords } from '../fold-words.ts';
import { MAX_WORD_LETTERS } from '../index/bytes.ts';

/** A title of so few words is a name itself. */
const MAX_NAME_WORDS = 5;
/** Fewer initials are hardly a name, more hardly an abbreviation. */
const MIN_INITIALS = 3;
const MAX_INITIALS = 8;

/** "CodeT5+" of "CodeT5+: Open Code …": what stands before a colon, if it is short enough for a name. */
function nameOf(title: string): string {
  const colon = title.search(/:(\s|$)/);
  return colon > 0 && colon <= 60 ? title.slice(0, colon) : '';
}

/** Signs that folding drops and that tell one name from another, as they are spoken. */
export function speakSigns(name: string): string {
  return name.replace(/(?<=[\p{L}\p{N}])\++/gu, (signs) => ' plus'.repeat(signs.length));
}

/** All letters of a name in one word: "VALL-E 2" is "valle2", "CodeT5+" is "codet5plus". */
export function joinName(name: string): string {
  return titleKey(speakSigns(name)).slice(0, MAX_WORD_LETTERS);
}

/**
 * The spellings of a title's name, each once: joined, joined without the v of a version
 * ("RetroMAE v2" is also "retromae2"), and its initials ("yoco"). The name is what stands before the
 * colon, else the whole of a short title.
 */
export function spellName(title: string): string[] {
  const name = nameOf(title);
  const whole = name === '' ? title : name;
  const words = placeWords(whole);
  const spellings = new Set<string>();
  if (name !== '' || words.length <= MAX_NAME_WORDS) {
    spellings.add(joinName(whole));
    spellings.add(joinName(whole.replace(/(?<=[\s-])v(?=\d)/giu, '')));
  }
  if (words.length >= MIN_INITIALS && words.length <= MAX_INITIALS) {
    spellings.add(words.map(({ text }) => text.charAt(0)).join(''));
  }
  spellings.delete('');
  return [...spellings];
}
