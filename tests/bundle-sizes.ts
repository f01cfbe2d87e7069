/**
 * Prints what each context loads, gzipped, against its limit; ends with 1 where one is over.
 * `--explain` adds what takes the room: a file's share by folder and package, estimated from the
 * sizes before minification.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const build = new URL('../.output/chrome-mv3', import.meta.url).pathname;
const KIB = 1024;

/**
 * Limits in KiB gzip: what a page, a popup, a cold worker may cost to load. The second script of the
 * worker is read before the first answer of a search, from a cold start too, when the worker has read the first.
 */
const CONTEXTS = [
  { name: 'content script', entry: 'known-papers.js', limit: 12 },
  { name: 'its second half', entry: 'marks.js', limit: 12 },
  { name: 'popup', entry: 'popup.html', limit: 60 },
  { name: 'card', entry: 'card.html', limit: 40 },
  { name: 'background', entry: 'background.js', limit: 70 },
  { name: 'its search', entry: 'search.js', limit: 40 },
  { name: 'library', entry: 'library.html', limit: Number.POSITIVE_INFINITY },
] as const;

/** Scripts and style sheets that a file of the build names; lazy ones (`import()`) are left out. */
function namedIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const patterns = file.endsWith('.html')
    ? [
        /<script[^>]*\ssrc="([^"]+)"/g,
        /<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*href="([^"]+)"/g,
      ]
    : [/(?:^|[;\s}])(?:import|export)\s*(?:[\w*{}\s,$]+?from)?\s*["']([^"']+\.js)["']/g];
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap(([, name]) => (name === undefined ? [] : [name]))
    .map((name) => (name.startsWith('/') ? join(build, name) : resolve(dirname(file), name)));
}

/** The entry and all that it loads at once, each once. */
function loadedBy(entry: string): string[] {
  const loaded = new Set<string>();
  const queue = [join(build, entry)];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (loaded.has(file) || !existsSync(file)) continue;
    loaded.add(file);
    if (/\.(?:html|js)$/.test(file)) queue.push(...namedIn(file));
  }
  return [...loaded];
}

function gzipKib(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length / KIB;
}

const explained = process.argv.includes('--explain')
  ? await (await import('./bundle-modules.ts')).readSources()
  : undefined;

/** The gzipped size of each folder and package in the files, largest first. */
function shares(files: readonly { readonly file: string; readonly kib: number }[]): string[] {
  const sums = new Map<string, number>();
  for (const { file, kib } of files) {
    const sources = explained?.get(file) ?? new Map([[file, 1]]);
    const bytes = [...sources.values()].reduce((sum, each) => sum + each, 0);
    for (const [source, part] of sources)
      sums.set(source, (sums.get(source) ?? 0) + (kib * part) / bytes);
  }
  return [...sums]
    .filter(([, kib]) => kib >= 0.1)
    .sort(([, a], [, b]) => b - a)
    .map(([source, kib]) => `  ${kib.toFixed(1).padStart(6)}  ${source}`);
}

let over = false;
for (const { name, entry, limit } of CONTEXTS) {
  if (!existsSync(join(build, entry))) throw new Error(`the build has no ${entry}`);
  const files = loadedBy(entry).map((file) => ({
    file: relative(build, file),
    kib: gzipKib(file),
  }));
  const sum = files.reduce((kib, file) => kib + file.kib, 0);
  const tooLarge = sum > limit;
  over ||= tooLarge;
  const allowed = Number.isFinite(limit) ? `of ${limit}` : '(no limit)';
  console.log(
    `${name.padEnd(15)} ${sum.toFixed(1).padStart(6)} KiB gzip ${allowed}${tooLarge ? '  TOO LARGE' : ''}`,
  );
  if (explained !== undefined) console.log(shares(files).join('\n'));
}
process.exitCode = over ? 1 : 0;
