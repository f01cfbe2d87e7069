/** The single keys of the popup and the card: which function a key has. */
import { i18n } from '#i18n';
import { commandKey, type KeyLine } from './KeySheet.tsx';

const SINGLE_KEYS = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  j: 'next',
  k: 'previous',
  Enter: 'open',
  t: 'tag',
  n: 'note',
  s: 'status',
  x: 'tick',
  l: 'copy-link',
  d: 'details',
  ArrowRight: 'details',
  u: 'undo',
  '/': 'search',
  '?': 'keys',
  Escape: 'back',
} as const;
export type KeyFunction = (typeof SINGLE_KEYS)[keyof typeof SINGLE_KEYS];

/** Letters typed here are text, and arrows move in it or in its choices. */
function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio';
}

/** Arrows and Enter have their own meaning on buttons, links and radios. */
function takesArrows(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement;
}

function takesEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
}

const hasOwnKey = (key: string): key is keyof typeof SINGLE_KEYS => Object.hasOwn(SINGLE_KEYS, key);

/** Ctrl or ⌘ with Z, without Shift. */
export const isUndo = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';

/** The function of a key outside text fields, or a slot number, or null where the key is not ours. */
export function keyFunction(event: KeyboardEvent): KeyFunction | number | null {
  const { target, key } = event;
  if (event.isComposing || takesText(target)) return null;
  if (key === 'Enter') return takesEnter(target) ? null : 'open';
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (key.startsWith('Arrow') && takesArrows(target)) return null;
  if (/^[1-6]$/.test(key)) return Number(key);
  return hasOwnKey(key) ? SINGLE_KEYS[key] : null;
}

/** The popup's keys for its sheet. */
export function popupKeyLines(): readonly KeyLine[] {
  return [
    { keys: ['↑', '↓', 'j', 'k'], does: i18n.t('keys.chooseLong') },
    { keys: [i18n.t('keys.tab')], does: i18n.t('keys.actLong') },
    { keys: [i18n.t('keys.enter')], does: i18n.t('keys.openLong') },
    { keys: [`${commandKey()} ${i18n.t('keys.enter')}`], does: i18n.t('keys.openBackground') },
    { keys: [`${i18n.t('keys.shift')} ${i18n.t('keys.enter')}`], does: i18n.t('keys.jumpLong') },
    { keys: ['t'], does: i18n.t('keys.tag') },
    { keys: ['F2'], does: i18n.t('keys.rename') },
    { keys: ['n'], does: i18n.t('keys.note') },
    { keys: ['s'], does: i18n.t('keys.status') },
    { keys: ['1–6'], does: i18n.t('keys.slots') },
    { keys: ['x'], does: i18n.t('keys.tickLong') },
    { keys: ['l'], does: i18n.t('keys.copyLink') },
    { keys: ['d', '→'], does: i18n.t('keys.details') },
    { keys: ['u', `${commandKey()} Z`], does: i18n.t('keys.undo') },
    { keys: ['/'], does: i18n.t('keys.search') },
    { keys: ['Esc'], does: i18n.t('keys.escape') },
  ];
}
