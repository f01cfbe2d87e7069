/** Writes the style sheets of the marks at every build, so that the worker does not carry them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResolvedPublicFile, Wxt } from 'wxt';
import { highlightRules } from '../../lib/page/highlight-rules.ts';
import { MARKS_STYLES } from '../../lib/page/marks-styles.ts';

/** The hook `build:publicAssets`: adds the style sheets to what the build copies. */
export async function addMarksStyles(wxt: Wxt, files: ResolvedPublicFile[]): Promise<void> {
  for (const [drawing, dest] of Object.entries(MARKS_STYLES)) {
    const path = join(wxt.config.wxtDir, `marks-${drawing}.css`);
    await writeFile(path, highlightRules({ underlines: drawing === 'underlined' }));
    files.push({ absoluteSrc: path, relativeDest: dest });
  }
}
