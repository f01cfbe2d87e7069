import { mendText } from './mend.ts';

const LOOK = /\\(?:emph|text[a-z]*|em|it|bf|rm|sc|tt|mbox|url|uppercase)(?![a-zA-Z])\s*/g;
const SIGNS: Readonly<Record<string, string>> = {
  '---': '—',
  '--': '–',
  '``': '“',
  "''": '”',
  '~': ' ',
  '\\&': '&',
  '\\%': '%',
  '\\#': '#',
  '\\_': '_',
  '\\ ': ' ',
  '\\-': '',
  '{': '',
  '}': '',
};
const SIGN = /---?|``|''|~|\\[&%#_ -]|[{}]/g;

/** A text of TeX as it is printed: without braces and commands of look, accents on their letters; formulas stay. */
export function readTex(text: string): string {
  return mendText(text)
    .split(/((?<!\\)\$[^$]*\$)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(LOOK, '').replace(SIGN, (sign) => SIGNS[sign] ?? sign),
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
