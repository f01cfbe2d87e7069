/**
 * The script on every page: marks known papers. What it may cost and do is in `lib/page/README.md`.
 * Built as an unlisted script, which the worker registers: WXT's frame for content scripts announces
 * itself by an event that the page can hear.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { takeOver } from './instance.ts';
import { reportPdf } from './pdf.ts';
import { createScript } from './script.ts';
import { isReadableDocument } from './site.ts';

export default defineUnlistedScript(() => {
  if (isReadableDocument()) takeOver(createScript);
  else void reportPdf();
});
