import type { TagCount } from '../../lib/paper/paper.ts';

/** A tag in its place; `tag` is null where only its children exist. */
export interface TagNode {
  /** The last part of the name. */
  readonly label: string;
  /** The name from the top, as far as this node. */
  readonly path: string;
  readonly tag: TagCount | null;
  readonly children: readonly TagNode[];
}

interface Branch {
  readonly label: string;
  readonly path: string;
  tag: TagCount | null;
  readonly children: Map<string, Branch>;
}

/** Tags nested by the `/` in their names: those with a colour slot first, then by name. */
export function growTagTree(tags: readonly TagCount[]): readonly TagNode[] {
  const root = new Map<string, Branch>();
  for (const tag of tags) {
    const parts = tag.name
      .split('/')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    let level = root;
    let branch: Branch | null = null;
    for (const [depth, label] of parts.entries()) {
      const key = label.toLowerCase();
      branch = level.get(key) ?? {
        label,
        path: parts.slice(0, depth + 1).join('/'),
        tag: null,
        children: new Map(),
      };
      level.set(key, branch);
      level = branch.children;
    }
    if (branch === null || branch.tag !== null)
      root.set(`${root.size}:${tag.name}`, {
        label: tag.name,
        path: tag.name,
        tag,
        children: new Map(),
      });
    else branch.tag = tag;
  }
  return toNodes(root);
}

function toNodes(level: ReadonlyMap<string, Branch>): readonly TagNode[] {
  const nodes = [...level.values()].map((branch) => ({
    label: branch.label,
    path: branch.path,
    tag: branch.tag,
    children: toNodes(branch.children),
  }));
  const slotOf = ({ tag }: TagNode) => tag?.slot ?? Number.POSITIVE_INFINITY;
  return nodes.sort(
    (a, b) =>
      Math.min(slotOf(a), 7) - Math.min(slotOf(b), 7) ||
      a.label.localeCompare(b.label, undefined, { numeric: true }),
  );
}
