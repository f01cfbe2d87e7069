import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of real data that is not part of the repository, or null where it is absent. */
export function findData(): string | null {
  const folder = process.env.MANICULE_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
  return existsSync(folder) ? folder : null;
}
