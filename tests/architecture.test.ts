/** The map of the house (README, "How to develop"), held against the imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

interface Rule {
  /** Folders and packages whose values may be imported, besides the folder itself. */
  readonly values: readonly string[];
  /** Folders whose types alone may be imported; "*" is every folder of lib. */
  readonly types: readonly string[];
}

/** One line a folder. A new folder needs a line here, and a sentence in the map. */
const RULES: Readonly<Record<string, Rule>> = {
  'lib/text': { values: [], types: [] },
  'lib/paper': { values: ['lib/text'], types: [] },
  'lib/formats': { values: ['lib/text', 'lib/paper'], types: [] },
  'lib/search': { values: ['lib/text', 'lib/paper'], types: ['lib/catalogue', 'lib/messages'] },
  'lib/recognise': { values: ['lib/text', 'lib/paper'], types: [] },
  'lib/catalogue': {
    values: [
      'lib/text',
      'lib/paper',
      'lib/formats',
      'lib/search',
      'lib/recognise',
      'dexie',
      'wxt/browser',
    ],
    types: [],
  },
  'lib/page': { values: ['lib/text', 'lib/recognise', 'lib/paper'], types: ['*'] },
  'lib/settings': { values: ['wxt/browser'], types: ['lib/paper'] },
  'lib/messages': {
    values: [
      // Lists of names that a schema checks against, and no behaviour.
      'lib/paper',
      'lib/recognise',
      'lib/settings',
      'wxt/browser',
    ],
    types: ['*'],
  },
  'lib/address': {
    values: ['lib/paper', 'lib/messages', 'wxt/utils/storage'],
    types: ['*'],
  },
  'lib/paging': { values: [], types: ['*'] },
  'lib/imports': { values: ['lib/formats', 'lib/paper', 'lib/text'], types: ['*'] },
  'lib/search-here': { values: ['lib/catalogue', 'lib/paper', 'lib/search'], types: ['*'] },
  'lib/page-reading': { values: ['lib/paper', 'wxt/browser'], types: ['*'] },
  'lib/worker': {
    values: [
      'lib/catalogue',
      'lib/formats',
      'lib/messages',
      'lib/page',
      'lib/paper',
      'lib/recognise',
      'lib/search',
      'lib/settings',
      'lib/text',
      '#i18n',
      'wxt/browser',
    ],
    types: ['*'],
  },
  components: {
    // Of lib/paper and lib/settings: lists of names, such as the statuses.
    values: [
      'lib/text',
      'lib/paper',
      'lib/settings',
      '#i18n',
      'preact',
      'preact/hooks',
      '@tanstack/virtual-core',
    ],
    types: ['*'],
  },
};

const NO_CONCEPT = ['utils', 'helpers', 'common', 'misc'];
const DOM_FREE = ['lib/text', 'lib/paper', 'lib/recognise', 'lib/formats', 'lib/search'];
const DOM_NAMES = /\b(?:document|window|DOMParser|HTMLElement|MutationObserver|TreeWalker)\b/;

interface Import {
  readonly file: string;
  /** A path from the root ("lib/text/fold.ts"), or a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** True where every name in the braces is a type, and nothing stands outside them. */
function onlyTypes(clause: string): boolean {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  const parts = names.split(',').map((name) => name.trim());
  return parts.every((name) => name === '' || name.startsWith('type '));
}

function importsOf(file: string): Import[] {
  const code = withoutComments(codeOf(file));
  const found: { clause: string; typeOnly: boolean; target: string }[] = [];
  for (const [, keyword, clause = '', target = ''] of code.matchAll(
    /^(?:import|export)(\s+type)?\s+([^'";]*?)\s*from\s*['"]([^'"]+)['"]/gm,
  ))
    found.push({ clause, target, typeOnly: keyword !== undefined || onlyTypes(clause) });
  for (const [, target = ''] of code.matchAll(/(?:^import\s*|\bimport\(\s*)['"]([^'"]+)['"]/gm))
    found.push({ clause: '', target, typeOnly: false });
  return found.map(({ target, typeOnly }) => ({
    file,
    typeOnly,
    target: target.startsWith('.') ? posix.join(dirname(file), target) : target,
  }));
}

/** "lib/text" of "lib/text/fold.ts", "components" of "components/chip/Chip.tsx"; a package is itself. */
function folderOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'lib') return `lib/${second}`;
  return ['components', 'entrypoints', 'assets', 'tests'].includes(top) ? top : path;
}

function offence({ file, target, typeOnly }: Import): string | undefined {
  const from = folderOf(file);
  const to = folderOf(target);
  if (from === to || target.endsWith('.css')) return undefined;
  const rule = RULES[from];
  if (rule === undefined) return `${from} has no rule in tests/architecture.test.ts`;
  if (rule.values.includes(to)) return undefined;
  const anyType = rule.types.includes('*') && to.startsWith('lib/');
  if (typeOnly && (anyType || rule.types.includes(to))) return undefined;
  if (typeOnly && !to.startsWith('lib/') && to !== 'components') return undefined;
  const may = [...rule.values, ...rule.types.map((folder) => `types of ${folder}`)];
  return `${file} imports ${typeOnly ? 'a type of ' : ''}${target}, but ${from} may import only ${may.join(', ') || 'nothing'}`;
}

const product = ['lib', 'components', 'entrypoints'].flatMap(filesUnder);

describe('architecture', () => {
  it('imports follow the arrows of the map', () => {
    const offences = product
      .filter((file) => !file.startsWith('entrypoints/'))
      .flatMap(importsOf)
      .map(offence)
      .filter((sentence) => sentence !== undefined);
    expect([...new Set(offences)]).toEqual([]);
  });

  it('nothing in lib or components knows an entrypoint, and nothing shipped knows a test', () => {
    const offences = product
      .flatMap(importsOf)
      .filter(
        ({ file, target }) =>
          folderOf(target) === 'tests' ||
          (folderOf(target) === 'entrypoints' && folderOf(file) !== 'entrypoints'),
      )
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(offences).toEqual([]);
  });

  it('only lib/catalogue touches the database', () => {
    const offences = product
      .filter((file) => folderOf(file) !== 'lib/catalogue')
      .filter(
        (file) =>
          importsOf(file).some(({ target }) => target.startsWith('dexie')) ||
          /\bindexedDB\b/.test(withoutComments(codeOf(file))),
      )
      .map((file) => `${file} uses the database, which only lib/catalogue may`);
    expect(offences).toEqual([]);
  });

  it('components know neither the browser nor storage', () => {
    const offences = product
      .filter((file) => folderOf(file) === 'components')
      .flatMap(importsOf)
      .filter(({ target }) => /^wxt\/|stored-|^dexie|^@webext/.test(target))
      .map(
        ({ file, target }) =>
          `${file} imports ${target}: a component gets props and gives callbacks`,
      );
    expect(offences).toEqual([]);
  });

  it('the text core knows strings, not the DOM', () => {
    const offences = product
      .filter((file) => DOM_FREE.includes(folderOf(file)))
      .flatMap((file) => {
        const name = DOM_NAMES.exec(
          withoutComments(codeOf(file)).replace(/'[^'\n]*'|`[^`]*`/g, "''"),
        )?.[0];
        return name === undefined ? [] : [`${file} names ${name}, which only lib/page may know`];
      });
    expect(offences).toEqual([]);
  });

  it('no text becomes markup, no text becomes code', () => {
    const offences = product.flatMap((file) => {
      const sink =
        /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|eval\(|new Function)\b/.exec(
          withoutComments(codeOf(file)),
        )?.[0];
      return sink === undefined ? [] : [`${file} uses ${sink}`];
    });
    expect(offences).toEqual([]);
  });

  it('every folder is named after a concept', () => {
    const offences = product.filter((file) =>
      file.split('/').some((part) => NO_CONCEPT.includes(part.replace(/\.tsx?$/, ''))),
    );
    expect(offences).toEqual([]);
  });
});

describe('messages shown', async () => {
  const parsed = await parseMessagesFile(join(root, 'assets/locales/en.yml'));
  // The browser's own messages ("@@ui_locale") come with the file.
  const keys = new Set(
    parsed.map(({ key }) => key.join('.')).filter((key) => !key.startsWith('@@')),
  );
  const code = product.map((file) => ({ file, text: withoutComments(codeOf(file)) }));
  const config = codeOf('wxt.config.ts');

  it('every key that the code asks for exists', () => {
    const offences = code.flatMap(({ file, text }) =>
      [...text.matchAll(/\bi18n\.t\(\s*(['"])([^'"]+)\1/g)]
        .map(([, , key = '']) => key)
        .filter((key) => !keys.has(key))
        .map((key) => `${file} asks for "${key}", which assets/locales/en.yml does not have`),
    );
    expect(offences).toEqual([]);
  });

  it('every key that exists is asked for', () => {
    const literals = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { text } of code) {
      for (const [, , literal = ''] of text.matchAll(/(['"])([\w.-]+)\1/g)) literals.add(literal);
      for (const [, template = ''] of text.matchAll(/`([\w.-]+\.[\w.-]*\$\{[^`]*)`/g))
        patterns.push(
          new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
        );
    }
    for (const [, name = ''] of config.matchAll(/__MSG_(\w+)__/g))
      literals.add(name.replaceAll('_', '.'));
    const unused = [...keys].filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});
