import {
  describeForm,
  type LineForm,
  type ListingLine,
  PARAGRAPH_LETTERS,
  readAuthors,
} from './listing-forms.ts';
import { mendText } from './mend.ts';

/** What a line is to the paper it belongs to; "between": chrome between a title and its abstract. */
export type LineRole = 'chrome' | 'title' | 'between' | 'abstract';
const ROLES: readonly LineRole[] = ['chrome', 'title', 'between', 'abstract'];

/** The lines that hold something, mended. */
export function splitLines(text: string): ListingLine[] {
  const lines: ListingLine[] = [];
  let afterBlank = false;
  for (const [index, raw] of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).entries()) {
    const line = raw.replace(/[\u00a0\u2007\u202f]/g, ' ').trim();
    if (line === '') afterBlank = true;
    else {
      lines.push({ number: index + 1, text: mendText(line), afterBlank });
      afterBlank = false;
    }
  }
  return lines;
}

const IMPOSSIBLE = -1e9;
/** A title without an abstract is rarer than a line of chrome. */
const MISSING_ABSTRACT = -2.25;
const ORPHAN_ABSTRACT = -5;

/**
 * Gives every line its role, by the forms of the lines and of their neighbours: the best path
 * through the whole listing, so that one odd line does not shift what follows.
 */
export function assignRoles(lines: readonly ListingLine[]): LineRole[] {
  const forms = lines.map(describeForm);
  const layout = measureLayout(forms);
  const cameFrom: Uint8Array[] = [];
  let scores = [0, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE];
  for (const [index, form] of forms.entries()) {
    const previous = forms[index - 1];
    const from = new Uint8Array(ROLES.length);
    scores = ROLES.map((role, to) => {
      let best = IMPOSSIBLE;
      for (const [state, before] of ROLES.entries()) {
        const score = (scores[state] ?? IMPOSSIBLE) + step(before, role, previous, form, layout);
        if (score > best) {
          best = score;
          from[to] = state;
        }
      }
      return best + emission(role, form, layout);
    });
    cameFrom.push(from);
  }
  return traceBack(scores, cameFrom);
}

function traceBack(scores: readonly number[], cameFrom: readonly Uint8Array[]): LineRole[] {
  const last = scores.map((score, state) => score + ending(ROLES[state] ?? 'chrome'));
  let state = last.indexOf(Math.max(...last));
  const roles: LineRole[] = [];
  for (let index = cameFrom.length - 1; index >= 0; index--) {
    roles.push(ROLES[state] ?? 'chrome');
    state = cameFrom[index]?.[state] ?? 0;
  }
  return roles.reverse();
}

function ending(role: LineRole): number {
  return role === 'title' || role === 'between' ? MISSING_ABSTRACT : 0;
}

function emission(role: LineRole, form: LineForm, layout: Layout): number {
  switch (role) {
    case 'title':
      return form.asTitle;
    case 'abstract':
      return Math.min(6, form.asAbstract) - (sticksOut(form, layout) ? 4 : 0);
    case 'chrome':
      return form.asChrome;
    case 'between':
      return Math.max(form.asChrome, readAuthors(form.line.text).length > 0 ? 2 : IMPOSSIBLE);
  }
}

/** How well `role` follows `before`, which the line before had (chrome, before the first line). */
function step(
  before: LineRole,
  role: LineRole,
  previous: LineForm | undefined,
  form: LineForm,
  layout: Layout,
): number {
  const leavesTitle = before === 'title' || before === 'between';
  switch (role) {
    case 'between':
      return leavesTitle ? 0 : IMPOSSIBLE;
    case 'abstract':
      if (before === 'abstract' && previous !== undefined)
        return continuation(previous, form, layout);
      return (leavesTitle ? 0 : ORPHAN_ABSTRACT) + opening(form, layout);
    case 'chrome':
      // After a title, chrome is "between"; that path pays when the next title comes.
      return before === 'title' || before === 'between'
        ? IMPOSSIBLE
        : boundary(before, previous, form, layout);
    case 'title':
      return leavesTitle ? MISSING_ABSTRACT : boundary(before, previous, form, layout);
  }
}

/** How well an abstract begins with the line. */
function opening(form: LineForm, layout: Layout): number {
  const scrap = !layout.broken && form.open && form.line.text.length < TITLE_LETTERS;
  return (form.startsSmall ? -5 : 0) - (scrap ? 3 : 0);
}

/** How well a paragraph ends between the two lines. */
function boundary(
  before: LineRole,
  previous: LineForm | undefined,
  form: LineForm,
  layout: Layout,
): number {
  if (before !== 'abstract' || previous === undefined) return 0;
  return (
    (previous.open ? (layout.broken ? -2 : 0) : 1) +
    (form.line.afterBlank ? 1 : 0) -
    fullness(previous, form, layout)
  );
}

/** How well the second line carries on the paragraph of the first. */
function continuation(previous: LineForm, form: LineForm, layout: Layout): number {
  const paragraph = previous.line.text.length >= PARAGRAPH_LETTERS;
  let score = -1 + fullness(previous, form, layout);
  if (previous.open) score += layout.broken ? 3.5 : 0;
  else if (paragraph) score -= layout.broken ? 1.5 : 3;
  if (form.startsSmall) score += 3;
  if (form.line.afterBlank) score -= 2.5;
  if (previous.line.text.length < TITLE_LETTERS && form.line.text.length >= PARAGRAPH_LETTERS)
    score -= 1;
  return score;
}

/** Most titles are shorter. */
const TITLE_LETTERS = 160;

/** What the whole listing tells of its layout. */
interface Layout {
  /** Paragraphs are broken over lines more than now and then. */
  readonly broken: boolean;
  /** The width that text is wrapped at; null where it is not wrapped evenly. */
  readonly width: number | null;
}

/** A few lines may all have ended early. */
const WIDTH_LEEWAY = 2;

/** Enough to tell a width from chance. */
const MIN_SURE_BREAKS = 4;

function measureLayout(forms: readonly LineForm[]): Layout {
  const breaks = forms.flatMap((form, index) => {
    const before = forms[index - 1];
    if (before === undefined || !before.open || !form.startsSmall || form.line.afterBlank)
      return [];
    return [{ before: before.line.text.length, form }];
  });
  const broken = breaks.length > forms.length * 0.1;
  if (breaks.length < MIN_SURE_BREAKS) return { broken, width: null };
  const lengths = breaks.map(({ before }) => before).sort((a, b) => a - b);
  // The longest line, or where a long address sticks out of the rest, nearly the longest.
  for (const share of [1, 0.95]) {
    const width = lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
    const full = breaks.filter(({ before, form }) => before + 1 + form.firstWordLength > width);
    if (full.length >= breaks.length * 0.85) return { broken, width };
  }
  return { broken, width: null };
}

/** Evenly wrapped text breaks only where the next word no longer fits; a shorter line ends a paragraph. */
function fullness(previous: LineForm, form: LineForm, layout: Layout): number {
  if (layout.width === null) return 0;
  return previous.line.text.length + 1 + form.firstWordLength > layout.width ? 1.5 : -2.5;
}

/** Clearly longer than the text is wrapped at, and not because of one long word at the end. */
function sticksOut({ line }: LineForm, { width }: Layout): boolean {
  if (width === null) return false;
  return (
    line.text.length > width + WIDTH_LEEWAY && line.text.lastIndexOf(' ') > width - WIDTH_LEEWAY * 4
  );
}
