import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { addIcons, MANIFEST_ICONS, TOOLBAR_ICONS } from './assets/icons/build-icons.ts';
import { addMarksStyles } from './assets/marks/build-marks-styles.ts';
import { addStarter, STARTER_PATH } from './assets/starter/build-starter.ts';
import { MARKS_STYLES } from './lib/page/marks-styles.ts';

/** What extension pages may load: their own scripts, styles and pictures, and nothing from elsewhere. */
const EXTENSION_PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  publicDir: 'assets/public',
  modules: ['@wxt-dev/i18n/module'],
  hooks: {
    'build:publicAssets': async (wxt, files) => {
      await addIcons(wxt, files);
      await addStarter(wxt, files);
      await addMarksStyles(wxt, files);
    },
    'prepare:publicPaths': (_, paths) => {
      paths.push(STARTER_PATH, ...Object.values(MARKS_STYLES));
    },
  },
  i18n: { localesDir: 'assets/locales' },
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false, reactAliasesEnabled: false })],
    // Dexie's build for browsers with classes and async functions: 8 KB less than its default one.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
    // Terser takes a second longer than the default and leaves 1 KB less to load in the worker. What is said
    // beside `passes` is smaller once gzipped, quotation marks and dashes as escapes, too; arrows are unsafe
    // only for `new` on a function without `this`, and what is left out of the console are hints of Dexie.
    build: {
      target: 'es2022',
      minify: 'terser',
      terserOptions: {
        ecma: 2020,
        compress: {
          passes: 5,
          unsafe_arrows: true,
          inline: 1,
          lhs_constants: false,
          pure_funcs: ['console.debug', 'console.trace', 'console.warn'],
        },
        format: { ascii_only: true },
      },
    },
  }),
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    icons: MANIFEST_ICONS,
    action: { default_icon: TOOLBAR_ICONS },
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'contextMenus'],
    host_permissions: ['http://*/*', 'https://*/*'],
    omnibox: { keyword: 'm' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+M' },
      },
      'next-mark': {
        suggested_key: { default: 'Alt+Shift+J' },
        description: '__MSG_commands_nextMark__',
      },
      'previous-mark': {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commands_previousMark__',
      },
      'tag-mark': {
        suggested_key: { default: 'Alt+Shift+T' },
        description: '__MSG_commands_tagMark__',
      },
    },
    web_accessible_resources: [
      {
        resources: ['card.html'],
        matches: ['http://*/*', 'https://*/*'],
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    ...(mode === 'development'
      ? {}
      : { content_security_policy: { extension_pages: EXTENSION_PAGES_CSP } }),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'manicule@manicule.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
