/** Makes the starter papers from the listing beside this file, at every build: `/starter/papers.json`. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResolvedPublicFile, Wxt } from 'wxt';
import { parseListing } from '../../lib/formats/listing.ts';

/** Where the build puts the starter papers. */
export const STARTER_PATH = 'starter/papers.json';

/** What the worker reads at its first start: the listing's papers as JSON, so that it carries no parser. */
export const starterJson = (listing: string): string =>
  JSON.stringify(parseListing(listing).papers);

/** The hook `build:publicAssets`: adds the starter papers to what the build copies. */
export async function addStarter(wxt: Wxt, files: ResolvedPublicFile[]): Promise<void> {
  const listing = join(wxt.config.root, 'assets/starter/hf-papers-listing.txt');
  const path = join(wxt.config.wxtDir, 'starter-papers.json');
  await writeFile(path, starterJson(await readFile(listing, 'utf8')));
  files.push({ absoluteSrc: path, relativeDest: STARTER_PATH });
}
