/** Light or dark: what really lies behind a text, whatever theme the system has. */

import type { Backdrop } from './backdrop-names.ts';
import { lightOf } from './color.ts';
import { parentOf, rootElement } from './dom.ts';

/** From here up, the colours for light pages contrast better. */
const LIGHT_LUMINANCE = 0.18;
/** A veil thinner than this shows what is behind it. */
const MIN_ALPHA = 0.5;

export function declaredScheme(element: Element): Backdrop {
  const scheme = getComputedStyle(element).colorScheme;
  if (!scheme.includes('dark')) return 'light';
  const takesBoth = scheme.includes('light');
  return !takesBoth || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Answers for elements, and remembers until `forget`: a page may change its theme. */
export function createBackdrops(): { of(element: Element): Backdrop; forget(): void } {
  let known = new WeakMap<Element, Backdrop>();
  const look = (element: Element): Backdrop => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const { luminance, alpha } = lightOf(backgroundColor);
    if (backgroundImage !== 'none' && element !== rootElement()) return declaredScheme(element);
    if (alpha >= MIN_ALPHA) return luminance >= LIGHT_LUMINANCE ? 'light' : 'dark';
    const parent = parentOf(element);
    return parent === null ? declaredScheme(rootElement()) : of(parent);
  };
  const of = (element: Element): Backdrop => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const found = look(element);
    known.set(element, found);
    return found;
  };
  return {
    of,
    forget: () => {
      known = new WeakMap();
    },
  };
}
