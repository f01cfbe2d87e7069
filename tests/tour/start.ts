/**
 * What `npm start` runs after the build: a tour of the extension in a browser. With a display it opens
 * Chromium with the extension and a demo page, and stays until the browser is closed. Without one
 * it walks the same way by itself, prints what it saw and leaves pictures in `.output/tour`.
 * `--pictures` writes those of the README too; `--headless` does so despite a display.
 */
import { mkdirSync } from 'node:fs';
import { ChromiumExtension } from '../e2e/extension.ts';
import { serveFixtures } from '../e2e/fixture-server.ts';
import { takeTour } from './take-tour.ts';

const TOUR_FOLDER = new URL('../../.output/tour/', import.meta.url).pathname;
const README_FOLDER = new URL('../../assets/pictures/', import.meta.url).pathname;

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== '';
}

/** Opens the browser and leaves it to the user. */
async function showTour(): Promise<void> {
  const server = await serveFixtures();
  const extension = await ChromiumExtension.launch({ headed: true });
  await extension.ready();
  await extension.openSite(server.fixture('demo.html'));
  console.log(`
Manicule runs in the Chromium that just opened, with 119 sample papers.

  1. On the demo page, known papers are underlined. Rest the pointer on one, and add a tag.
  2. Press Alt+Shift+M (or the little hand in the toolbar's extension menu) and type "decoding".
  3. Alt+Shift+J walks from one known paper to the next.

Close the browser to end.`);
  await new Promise<void>((resolve) => extension.context.once('close', () => resolve()));
  await server.close();
}

async function walkTour(): Promise<void> {
  const pictures = process.argv.includes('--pictures');
  const folder = pictures ? README_FOLDER : TOUR_FOLDER;
  mkdirSync(folder, { recursive: true });
  for (const colourScheme of ['light', 'dark'] as const)
    for (const line of await takeTour({ folder, colourScheme })) console.log(line);
  console.log(`Pictures: ${folder}`);
}

if (hasDisplay() && !process.argv.includes('--headless') && !process.argv.includes('--pictures'))
  await showTour();
else await walkTour();
