/** The style sheet of our highlights, written at build; the worker puts it into a frame before its first mark. */
import { BACKDROPS, type Backdrop } from './backdrop-names.ts';
import { highlightName, MARK_STATES, type MarkState, TINTS, type Tint } from './highlight-names.ts';

/** Within one line style the colours stay apart for every kind of sight; the dash is not decoration. */
export const MARK_COLORS: Readonly<Record<Backdrop, Readonly<Record<Tint, string>>>> = {
  light: {
    1: '#b15e4c',
    2: '#4b58ed',
    3: '#87007c',
    4: '#b48502',
    5: '#195100',
    6: '#0d97ba',
    neutral: '#6e7480',
    aside: '#6e7480',
  },
  dark: {
    1: '#ee857c',
    2: '#86a4fe',
    3: '#a45b92',
    4: '#f5d149',
    5: '#328908',
    6: '#73eeee',
    neutral: '#9aa3b0',
    aside: '#9aa3b0',
  },
};

const LINES: Readonly<Record<Tint, readonly [width: string, style: string]>> = {
  1: ['2px', 'solid'],
  2: ['2px', 'solid'],
  3: ['2px', 'solid'],
  4: ['2px', 'dashed'],
  5: ['2px', 'dashed'],
  6: ['2px', 'dashed'],
  neutral: ['1.5px', 'solid'],
  aside: ['1.5px', 'dotted'],
};
const WALKED_WIDTH = '3px';

/** Opacity of the background, in percent. Without underlines the background alone has to show the mark. */
const FILLS: Readonly<Record<'underlined' | 'filled', Readonly<Record<MarkState, number>>>> = {
  underlined: { rest: 0, over: 12, walked: 18 },
  filled: { rest: 20, over: 32, walked: 42 },
};

function ruleOf(backdrop: Backdrop, tint: Tint, state: MarkState, underlines: boolean): string {
  const color = MARK_COLORS[backdrop][tint];
  const [width, style] = LINES[tint];
  const fill = FILLS[underlines ? 'underlined' : 'filled'][state];
  const alpha = Math.round(fill * 2.55)
    .toString(16)
    .padStart(2, '0');
  const line = `${state === 'walked' ? WALKED_WIDTH : width} ${style} ${color}`;
  const underline = `text-decoration:underline ${line};text-underline-offset:.28em`;
  const parts = [
    ...(underlines ? [underline] : []),
    ...(fill > 0 ? [`background-color:${color}${alpha}`] : []),
  ];
  return `::highlight(${highlightName(backdrop, tint, state)}){${parts.join(';')}}`;
}

interface HighlightAbility {
  /** Firefox before 146 paints no `text-decoration` in a highlight: there the marks are faint backgrounds. */
  readonly underlines: boolean;
}

/**
 * The rules as CSS. They have to be inserted with origin AUTHOR: Chromium paints no background of a
 * highlight that the user's or its own sheet gives (CSS Pseudo 4, paired defaults), and a page that
 * replaces its own sheets keeps an inserted one either way.
 */
export function highlightRules({ underlines }: HighlightAbility = { underlines: true }): string {
  return BACKDROPS.flatMap((backdrop) =>
    TINTS.flatMap((tint) => MARK_STATES.map((state) => ruleOf(backdrop, tint, state, underlines))),
  ).join('\n');
}
