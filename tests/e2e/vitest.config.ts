import { defineConfig } from 'vitest/config';

const root = new URL('../..', import.meta.url).pathname;

/** The built extension in real browsers: one file after the other, since each has a browser of its own. */
export default defineConfig({
  root,
  test: {
    name: 'e2e',
    environment: 'node',
    include: ['tests/e2e/**/*.test.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 5_000, interval: 40 } },
  },
});
