/**
 * What `npm test` runs: both builds, then every test, one runner after the other, and one line at
 * the end with what passed and failed over all. `node tests/run.ts --no-build` takes the builds as
 * they are.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const results = join(root, '.output', 'tests');

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const timings: string[] = [];

function run(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n— ${title}`);
  const start = performance.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  timings.push(`${title} ${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (error !== undefined) console.error(`${command} could not be run: ${error.message}`);
  return status === 0;
}

/** A command that is one check in itself. */
function check(title: string, command: string, ...args: readonly string[]): boolean {
  const passed = run(title, command, args);
  total[passed ? 'passed' : 'failed']++;
  return passed;
}

/** A vitest run, counted by its own report; one that breaks off before it reports counts as a failure. */
function runTests(title: string, config: string): void {
  const report = join(results, `${title.replaceAll(' ', '-')}.json`);
  rmSync(report, { force: true });
  const passed = run(title, 'vitest', [
    'run',
    `--config=${config}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const count = readReport(report);
  total.passed += count.passed;
  total.skipped += count.skipped;
  total.failed += count.failed === 0 && !passed ? 1 : count.failed;
}

function readReport(path: string): Count {
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`No report of the tests: ${String(error)}`);
    return count;
  }
  const number = (key: string): number => {
    const value = typeof report === 'object' && report !== null && Reflect.get(report, key);
    return typeof value === 'number' ? value : 0;
  };
  count.passed = number('numPassedTests');
  count.failed = number('numFailedTests');
  count.skipped = number('numPendingTests') + number('numTodoTests');
  return count;
}

mkdirSync(results, { recursive: true });
const built =
  process.argv.includes('--no-build') ||
  (check('build for Chromium', 'wxt', 'build') &&
    check('build for Firefox', 'wxt', 'build', '-b', 'firefox', '--mv3'));
if (built) {
  check('bundle sizes', 'node', 'tests/bundle-sizes.ts');
  check('add-on rules of Firefox', 'addons-linter', '.output/firefox-mv3');
}
runTests('unit and browser tests', 'tests/vitest.config.ts');
if (built) runTests('end-to-end tests', 'tests/e2e/vitest.config.ts');

console.log(`\n${timings.join(' · ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
