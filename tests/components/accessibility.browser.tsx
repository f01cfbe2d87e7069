import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { clearStage, setTheme, show } from './stage.tsx';
import { STATES } from './states.tsx';

afterEach(clearStage);

/** What axe finds wrong in a state, in words. */
async function faultsIn(stage: Element): Promise<string[]> {
  const { violations } = await axe.run(stage, {
    // A component is no page: it has no landmarks and no language of its own.
    rules: { region: { enabled: false }, 'target-size': { enabled: true } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary ?? ''}`),
  );
}

describe.each(['light', 'dark'] as const)('every state is accessible, %s', (theme) => {
  it.each(STATES)('$name', async (state) => {
    await setTheme(theme);
    const stage = await show(state);
    expect(await faultsIn(stage)).toEqual([]);
  });
});
