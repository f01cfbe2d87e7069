/** Records in `storage.session`: they outlive the worker and end with the browser. */
import { browser } from 'wxt/browser';

const queues = new Map<string, Promise<unknown>>();

export async function readRecord<Value>(key: string): Promise<Value | undefined> {
  const found: Record<string, unknown> = await browser.storage.session.get(key);
  return found[key] as Value | undefined;
}

export async function removeRecord(key: string): Promise<void> {
  await browser.storage.session.remove(key);
}

/** Changes a record; changes of one key wait for each other, so that none is lost between reading and writing. */
export async function changeRecord<Value>(
  key: string,
  change: (before: Value | undefined) => Value,
): Promise<Value> {
  const turn = (queues.get(key) ?? Promise.resolve()).then(async () => {
    const after = change(await readRecord<Value>(key));
    await browser.storage.session.set({ [key]: after });
    return after;
  });
  const settled = turn.then(
    () => undefined,
    () => undefined,
  );
  queues.set(key, settled);
  await settled;
  if (queues.get(key) === settled) queues.delete(key);
  return turn;
}
