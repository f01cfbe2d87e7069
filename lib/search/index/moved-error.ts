/** The index was changed since it was opened, and what was asked for is gone. */
export class IndexMovedError extends Error {
  override readonly name = 'IndexMovedError';
}
