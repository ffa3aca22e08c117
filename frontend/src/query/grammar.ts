// Where the grammar's parser stumbled.

import type { Tree } from "@lezer/common";

export function broken(tree: Tree): { from: number; to: number } | null {
  let found: { from: number; to: number } | null = null;
  tree.iterate({
    enter(node) {
      if (!found && node.type.isError) found = { from: node.from, to: node.to };
      return !found;
    },
  });
  return found;
}
