import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { CHROMIUM_ARGS } from './browsers/chromium-args.ts';
import { findChromium } from './browsers/find.ts';

const root = new URL('..', import.meta.url).pathname;
const messages = generateChromeMessages(await parseMessagesFile(`${root}assets/locales/en.yml`));

/** `unit`: Node, with fakes. `browser`: a real Chromium, for the DOM and for components. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        plugins: [await WxtVitest()],
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: ['fake-indexeddb/auto'],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
        },
      },
      {
        root,
        plugins: [preact()],
        // Named here, or a dependency met late reloads the page under a running test.
        optimizeDeps: {
          include: [
            '@tanstack/virtual-core',
            'axe-core',
            'fast-check',
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
            'preact/jsx-runtime',
          ],
        },
        define: { MESSAGES_IN_TESTS: JSON.stringify(messages) },
        resolve: { alias: { '#i18n': new URL('./i18n-in-tests.ts', import.meta.url).pathname } },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.ts', 'tests/**/*.browser.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_ARGS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
