/** Puts a state into the page, in its own size, and brings it to where it is to be looked at. */
import { render } from 'preact';
import { expect } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { pasteInto } from './paste-into.ts';
import type { State } from './states.tsx';
import '../../assets/base.css';

export type Theme = 'light' | 'dark';

/** The browser's colour scheme, and whether colours are forced. */
export async function setTheme(theme: Theme, forced = false): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: theme },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
    ],
  });
}

const STAGE_ID = 'stage';

/** Takes the last state away. */
export function clearStage(): void {
  const old = document.getElementById(STAGE_ID);
  if (old === null) return;
  render(null, old);
  old.remove();
}

/** Shows a state; resolves when what it shows has settled. */
export async function show(state: Pick<State, 'width' | 'height' | 'content'> & Partial<State>) {
  clearStage();
  await page.viewport(state.width, state.height);
  const stage = document.createElement('div');
  stage.id = STAGE_ID;
  stage.style.width = `${state.width}px`;
  stage.style.height = `${state.height}px`;
  document.body.style.margin = '0';
  document.body.append(stage);
  render(state.content(), stage);
  await settle();
  if (state.typed !== undefined) {
    await userEvent.fill(page.getByRole('combobox', { name: 'Search papers' }), state.typed);
    await settle();
  }
  if (state.pasted !== undefined) {
    const field = page.getByRole('combobox', { name: 'Search papers' }).element();
    pasteInto(field, state.pasted);
    await settle();
  }
  if (state.keys !== undefined) {
    await userEvent.keyboard(state.keys);
    await settle();
  }
  return stage;
}

/** Gives answers and some frames their time. What may take longer is to be polled for. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(document.getElementById(STAGE_ID)).not.toBeNull();
}
