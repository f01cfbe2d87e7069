/** The library in the page, at an address. */
import { page } from 'vitest/browser';
import { LibraryApp } from '../../../entrypoints/library/LibraryApp.tsx';
import { clearStage, settle, show } from '../stage.tsx';
import { type FakeLibrary, type FakeLibraryOptions, fakeLibrary } from './fake-library.ts';

const outside = location.href;

export async function openLibrary(
  address = '?',
  options: FakeLibraryOptions = {},
  size = { width: 1440, height: 900 },
): Promise<FakeLibrary> {
  const ports = fakeLibrary(options);
  history.replaceState(null, '', address);
  await show({ ...size, content: () => <LibraryApp ports={ports} /> });
  await settle();
  return ports;
}

export function closeLibrary(): void {
  clearStage();
  history.replaceState(null, '', outside);
}

export const searchField = () => page.getByRole('combobox', { name: 'Search papers' });
export const paperList = () => page.getByRole('listbox', { name: 'Papers', exact: true });
export const detailTitle = () => document.querySelector('.detail-title')?.textContent;
export const shownTitles = () =>
  [...document.querySelectorAll('[role=option] .row-title')].map((title) => title.textContent);
