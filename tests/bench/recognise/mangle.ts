/** The ways in which pages write a title otherwise than a catalogue: each has to be found all the same. */

const between = (title: string, joint: string) => title.replaceAll(' ', joint);
const inside = (title: string, at: RegExp, by: string) => title.replace(at, by);

/** Name of the form, and how it writes a title; null where the title has nothing that the form changes. */
const FORMS: Readonly<Record<string, (title: string) => string>> = {
  'as it is': (title) => title,
  'upper case': (title) => title.toUpperCase(),
  'lower case': (title) => title.toLowerCase(),
  'line breaks and indentation': (title) => between(title, '\n      '),
  'no-break spaces': (title) => between(title, '\u00a0'),
  'hyphenated at a line end': (title) => inside(title, /(\p{L}{4})(\p{L}{3,})/u, '$1-\n  $2'),
  'soft hyphens': (title) => title.replace(/(\p{L}{3})(?=\p{L}{3})/gu, '$1\u00ad'),
  'zero-width spaces': (title) => title.replace(/(\p{L}{5})(?=\p{L})/gu, '$1\u200b'),
  'full width': (title) =>
    title.replace(/[a-z0-9]/gi, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  'decomposed diacritics': (title) => title.normalize('NFD'),
  ligatures: (title) => title.replaceAll('ffi', 'ﬃ').replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ'),
  'other dashes': (title) => title.replaceAll('-', '–'),
  'curly quotes': (title) => title.replaceAll("'", '’').replaceAll('"', '”'),
  'and for &': (title) => title.replaceAll(' & ', ' and '),
  '& for and': (title) => title.replaceAll(' and ', ' & '),
  'cut by an ellipsis': (title) => {
    const words = title.split(' ');
    const stand = words.slice(0, -1).join(' ');
    return /^(?:\S+ ){5}\S+$|^.{48,}$/u.test(stand) ? `${stand} …` : title;
  },
};

export interface Planted {
  readonly form: string;
  readonly text: string;
}

/** One form of a title after the other: the one whose turn it is, or the next that changes this title. */
export function createMangler(): (title: string) => Planted {
  const names = Object.keys(FORMS);
  let turn = 0;
  return (title) => {
    for (let tries = 0; tries < names.length; tries++) {
      const form = names[turn++ % names.length] ?? '';
      const text = FORMS[form]?.(title) ?? title;
      if (text !== title || form === 'as it is') return { form, text };
    }
    return { form: 'as it is', text: title };
  };
}
