import { i18n } from '#i18n';
import { commandKey, type KeyLine } from '../KeySheet.tsx';

/** Keys that work on every page, as we suggest them; the user may have changed them in the browser. */
export const pageKeys = (): readonly KeyLine[] => [
  { keys: ['Alt+Shift+M'], does: i18n.t('library.settings.keyPopup') },
  { keys: ['Alt+Shift+J'], does: i18n.t('library.settings.keyNext') },
  { keys: ['Alt+Shift+K'], does: i18n.t('library.settings.keyPrevious') },
  { keys: ['Alt+Shift+T'], does: i18n.t('library.settings.keyTag') },
];

/** Keys of the library page. */
export const libraryKeys = (): readonly KeyLine[] => [
  { keys: ['↑', '↓', 'j', 'k'], does: i18n.t('library.settings.keyMove') },
  { keys: ['Enter'], does: i18n.t('library.settings.keyOpen') },
  {
    keys: ['x', 'Shift+↑', 'Shift+↓', `${commandKey()}+A`],
    does: i18n.t('library.settings.keyTick'),
  },
  { keys: ['t'], does: i18n.t('library.settings.keyTagHere') },
  { keys: ['F2'], does: i18n.t('keys.rename') },
  { keys: ['1–6'], does: i18n.t('library.settings.keySlots') },
  { keys: ['n'], does: i18n.t('library.settings.keyNote') },
  { keys: ['s'], does: i18n.t('library.settings.keyStatus') },
  { keys: ['/'], does: i18n.t('library.settings.keySearch') },
  { keys: ['u', `${commandKey()}+Z`], does: i18n.t('library.settings.keyUndo') },
  { keys: ['Esc'], does: i18n.t('library.settings.keyBack') },
  { keys: ['?'], does: i18n.t('library.settings.keyHelp') },
];
