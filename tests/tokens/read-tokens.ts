import { readFileSync } from 'node:fs';

export type Tokens = ReadonlyMap<string, string>;

const SOURCE = readFileSync(new URL('../../assets/tokens.css', import.meta.url), 'utf8');

function declarationsIn(css: string): [string, string][] {
  return [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]);
}

/** The first `:root { … }` after that place in the file. */
function blockAfter(place: number): string {
  const start = SOURCE.indexOf(':root {', place);
  if (place < 0 || start < 0) throw new Error('assets/tokens.css has lost a block');
  return SOURCE.slice(start, SOURCE.indexOf('}', start));
}

const LIGHT: Tokens = new Map(declarationsIn(blockAfter(0)));

/** The tokens of a theme by name, as the file gives them. */
export const TOKENS: Readonly<Record<'light' | 'dark', Tokens>> = {
  light: LIGHT,
  dark: new Map([
    ...LIGHT,
    ...declarationsIn(blockAfter(SOURCE.indexOf('(prefers-color-scheme: dark)'))),
  ]),
};

/** A token's colour, `var()` followed. */
export function colourOf(theme: 'light' | 'dark', name: string): string {
  const value = TOKENS[theme].get(name);
  if (value === undefined) throw new Error(`There is no token ${name}`);
  const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return reference === undefined ? value : colourOf(theme, reference);
}
