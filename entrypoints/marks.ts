/** The second half of the known-papers script: the worker puts it into a frame at its first full hit. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { StartMarking } from '../lib/page/marking.ts';
import { startMarks } from '../lib/page/marks.ts';

export default defineUnlistedScript(() => {
  (globalThis as { maniculeMarks?: StartMarking }).maniculeMarks = startMarks;
});
