// Where things of a network lie: places of the layout on the stage, the box around them, and the neighbour in a direction. Pure.

import type { NetworkLink } from "../answers";
import { otherEnd } from "./merging";
import type { Spot } from "./scene";
import type { Place } from "./start";

const WIDEST = 60; // degrees that a neighbour may lie beside the direction

/** The layout counts downwards and is about as wide as high; the stage counts upwards and may be wider. */
export function onStage([x, y]: Place, stretch: number): { x: number; y: number } {
  return { x: x * stretch, y: -y };
}

/** The smallest box around the points; around a single one, a box that has a size. */
export function boxAround(points: readonly { x: number; y: number }[]): { x: [number, number]; y: [number, number] } {
  const around = (values: number[]): [number, number] => {
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return high - low < 1e-6 ? [low - 1, high + 1] : [low, high];
  };
  return { x: around(points.map((point) => point.x)), y: around(points.map((point) => point.y)) };
}

/** The neighbour of a node that lies best in a direction (0 right, 90 down): near, and not far beside it. "" where none does. */
export function neighbourIn(direction: number, from: string, links: readonly NetworkLink[], spots: ReadonlyMap<string, Spot>): string {
  const here = spots.get(from);
  if (!here) return "";
  let [best, cost] = ["", Infinity];
  for (const link of links) {
    if (link.source !== from && link.target !== from) continue;
    const id = otherEnd(link, from);
    const spot = spots.get(id);
    if (!spot || id === from) continue;
    const [dx, dy] = [spot.x - here.x, spot.y - here.y];
    const turn = Math.abs(((Math.atan2(dy, dx) * 180) / Math.PI - direction + 540) % 360 - 180);
    const price = Math.hypot(dx, dy) * (1 + turn / 30);
    if (turn <= WIDEST && price < cost) [best, cost] = [id, price];
  }
  return best;
}
