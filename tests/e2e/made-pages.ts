/** Pages that tests write themselves, out of titles of the starter listing and of other real papers. */

/** Long titles, which stand for themselves anywhere. */
export const SUPERPOSED =
  'Superposed Decoding: Multiple Generations from a Single Autoregressive Inference Pass';
export const LOOKAHEAD =
  'Break the Sequential Dependency of LLM Inference Using Lookahead Decoding';
export const BLOCKWISE = 'Blockwise Parallel Decoding for Deep Autoregressive Models';
export const WAIT_K = 'Efficient Wait-k Models for Simultaneous Machine Translation';
/** A short one, which needs evidence. */
export const PATCH = 'Adversarial Patch';
/** Of the catalogue's field, and not in it. */
export const UNKNOWN = 'Fast Inference from Transformers via Speculative Decoding';

export function madePage(body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A page of a test</title>${head}</head>
<body>${body}</body>
</html>`;
}

export function list(...titles: readonly string[]): string {
  return `<ul>${titles.map((title) => `<li>${title}</li>`).join('')}</ul>`;
}
