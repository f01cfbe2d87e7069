/**
 * Makes the toolbar and store icons from the SVG sources beside this file, at every build:
 * `/icons/<state>-16.png` and `-32.png` for each state of the toolbar, and `/icons/icon-<size>.png`.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { ResolvedPublicFile, Wxt } from 'wxt';

/** outline: nothing; filled: this page is a paper you have; plus: a paper you could add; grey: off or not allowed; dot: pinned tag. */
const STATES = ['outline', 'filled', 'plus', 'grey', 'dot'];
const TOOLBAR_SIZES = [16, 32];
const STORE_SIZES = [16, 32, 48, 128];

interface IconFile {
  readonly name: string;
  readonly source: string;
  readonly size: number;
}

const ICON_FILES: readonly IconFile[] = [
  ...STATES.flatMap((state) =>
    TOOLBAR_SIZES.map((size) => ({ name: `${state}-${size}.png`, source: `${state}.svg`, size })),
  ),
  ...STORE_SIZES.map((size) => ({ name: `icon-${size}.png`, source: 'filled.svg', size })),
];

const iconPaths = (stem: string, sizes: readonly number[]): Record<number, string> =>
  Object.fromEntries(sizes.map((size) => [size, `icons/${stem}-${size}.png`]));

/** The manifest's icons. */
export const MANIFEST_ICONS = iconPaths('icon', STORE_SIZES);
/** The toolbar icon of a tab of which nothing is known yet. */
export const TOOLBAR_ICONS = iconPaths('outline', TOOLBAR_SIZES);

let rasteriser: Promise<void> | undefined;

async function loadRasteriser(): Promise<void> {
  const binary = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(await readFile(binary));
}

/** Writes every icon into a folder, which is made; the answer is the files' paths. */
async function buildIcons(sources: string, folder: string): Promise<string[]> {
  rasteriser ??= loadRasteriser();
  await rasteriser;
  await mkdir(folder, { recursive: true });
  return Promise.all(
    ICON_FILES.map(async ({ name, source, size }) => {
      const svg = await readFile(join(sources, source), 'utf8');
      const path = join(folder, name);
      const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
      await writeFile(path, picture.asPng());
      return path;
    }),
  );
}

/** The hook `build:publicAssets`: adds the icons to what the build copies. */
export async function addIcons(wxt: Wxt, files: ResolvedPublicFile[]): Promise<void> {
  const paths = await buildIcons(
    join(wxt.config.root, 'assets/icons'),
    join(wxt.config.wxtDir, 'icons'),
  );
  for (const path of paths)
    files.push({ absoluteSrc: path, relativeDest: join('icons', basename(path)) });
}
