import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'wxt';

const root = new URL('..', import.meta.url).pathname;

/** Bytes, before minification, of each source (a folder of ours or a package) in a file of the build. */
export type Sources = ReadonlyMap<string, number>;

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** "lib/text" of "/…/lib/text/fold.ts", "preact" of "/…/node_modules/preact/hooks/…". */
function sourceOf(id: string): string {
  const path = relative(root, id.replace(/^\0/, '').split('?')[0] ?? '').replaceAll('\\', '/');
  const named = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(path)?.[1];
  if (named !== undefined) return named;
  const [top = '', second = ''] = path.split('/');
  return top === 'lib' || top === 'entrypoints' ? `${top}/${second}` : top;
}

/** Builds once more, into a folder of its own, and tells what each script is made of, by file name. */
export async function readSources(): Promise<ReadonlyMap<string, Sources>> {
  const files = new Map<string, Map<string, number>>();
  const recorder = {
    name: 'record-sources',
    generateBundle(_: unknown, bundle: Readonly<Record<string, Chunk>>) {
      for (const { type, fileName, modules = {} } of Object.values(bundle)) {
        if (type !== 'chunk') continue;
        const sources = files.get(fileName) ?? new Map<string, number>();
        for (const [id, { renderedLength }] of Object.entries(modules))
          sources.set(sourceOf(id), (sources.get(sourceOf(id)) ?? 0) + renderedLength);
        files.set(fileName, sources);
      }
    },
  };
  const outDir = join(root, '.output', 'explained');
  await build({ root, outDir, vite: () => ({ plugins: [recorder], logLevel: 'silent' }) });
  await rm(outDir, { recursive: true });
  return files;
}
