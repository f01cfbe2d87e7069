import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * `npm install` leaves out of the lockfile what a registry does not serve, such as binaries for other
 * platforms, and `npm ci` then refuses the lockfile. An entry without a checksum is enough.
 */
it('the lockfile has every optional package, also those of other platforms', () => {
  const lockfile = new URL('../package-lock.json', import.meta.url);
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(
    readFileSync(lockfile, 'utf8'),
  );
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        packages[`node_modules/${name}`] === undefined &&
        packages[`${path}/node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});
