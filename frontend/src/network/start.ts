// Where nodes begin: the same node begins at the same place every time, whatever else is shown and in whatever order.

export type Place = readonly [number, number];

/** A place on the disc of radius 1 that only the id decides. */
export function seeded(id: string): Place {
  const [turn, far] = [fraction(id, 0x811c9dc5), fraction(id, 0x9747b28c)];
  const radius = Math.sqrt(far);
  return [radius * Math.cos(2 * Math.PI * turn), radius * Math.sin(2 * Math.PI * turn)];
}

/** New nodes begin just beside the first neighbour that has a place, the others on the disc of `size` around the middle. */
export function begin(ids: readonly string[], links: readonly (readonly [string, string])[], known: ReadonlyMap<string, Place>): Map<string, Place> {
  const size = known.size ? Math.max(...[...known.values()].map(([x, y]) => Math.hypot(x, y)), 1) : 100 * Math.sqrt(ids.length);
  const beside = new Map<string, Place>();
  for (const [source, target] of links) {
    for (const [one, other] of [[source, target], [target, source]] as const) {
      const place = known.get(other);
      if (place && !known.has(one) && !beside.has(one)) beside.set(one, place);
    }
  }
  return new Map(
    ids.map((id) => {
      const place = known.get(id);
      if (place) return [id, place];
      const [[x, y], near] = [seeded(id), beside.get(id)];
      return [id, near ? [near[0] + x * size * 0.12, near[1] + y * size * 0.12] : [x * size, y * size]];
    }),
  );
}

/** FNV-1a over the code units, stirred, as a number from 0 to 1. */
function fraction(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
