import { useEffect, useState } from "preact/hooks";
import type { Labels } from "./labels";

/** A counter that changes when labels become known, so that a part is drawn again with them. */
export function useLabels(labels: Labels, iris: readonly string[]): number {
  const [version, setVersion] = useState(0);
  useEffect(() => labels.listen(() => setVersion((before) => before + 1)), [labels]);
  useEffect(() => void labels.ask(iris), [labels, iris]);
  return version;
}
