import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Instance, takeOver } from '../../entrypoints/known-papers/instance.ts';

function instance(orphaned: boolean) {
  return {
    isOrphaned: () => orphaned,
    wake: vi.fn<Instance['wake']>(),
    undo: vi.fn<Instance['undo']>(),
  };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'manicule');
  Reflect.deleteProperty(globalThis, 'maniculeAsked');
});

describe('a script that comes into a frame', () => {
  it('wakes the living one and makes no second', () => {
    const first = instance(false);
    const makeSecond = vi.fn(() => instance(false));
    takeOver(() => first);
    takeOver(makeSecond);
    expect(makeSecond).not.toHaveBeenCalled();
    expect(first.wake).toHaveBeenCalledExactlyOnceWith(false);
    expect(first.undo).not.toHaveBeenCalled();
  });

  it('takes the place of one that the extension left behind', () => {
    const first = instance(true);
    const second = instance(false);
    takeOver(() => first);
    takeOver(() => second);
    expect(first.undo).toHaveBeenCalledTimes(1);
    takeOver(() => first);
    expect(second.wake).toHaveBeenCalledTimes(1);
  });

  it('knows that the user asked for this page', () => {
    const make = vi.fn(() => instance(false));
    Reflect.set(globalThis, 'maniculeAsked', true);
    takeOver(make);
    expect(make).toHaveBeenCalledExactlyOnceWith(true);
  });
});
