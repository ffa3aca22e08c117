// ForceAtlas2 until the nodes rest: plain arrays in, plain arrays out, so that a worker and the page itself run the same.

import iterate from "graphology-layout-forceatlas2/iterate.js";

export interface Task {
  /** x, y, radius, and 1 where the node stays: four numbers for each node. */
  nodes: Float32Array;
  /** Two indices for each link. */
  links: Uint32Array;
}

const PER_NODE = 10; // what graphology's iteration keeps of a node: x, y, forces, mass, convergence, size, fixed
const MANY = 800; // nodes from which on the forces are approximated
const RESTING = 0.0015; // of the whole's size: nodes that move less in a round have settled

export function rounds(nodes: number): number {
  return nodes < 200 ? 600 : nodes < 1000 ? 400 : nodes < 3000 ? 260 : 180;
}

/** Milliseconds between two pictures of an unfinished layout: many nodes take long to draw. */
export const pauseFor = (nodes: number): number => (nodes < 500 ? 30 : nodes < 2000 ? 150 : 600);

/** Positions (x, y for each node) after every `stride` rounds; the last ones are final. */
export function* settle(task: Task, stride: number): Generator<Float32Array, Float32Array> {
  const count = task.nodes.length / 4;
  const matrix = new Float32Array(count * PER_NODE);
  for (let i = 0; i < count; i++) {
    const [at, from] = [i * PER_NODE, i * 4];
    matrix.set([task.nodes[from]!, task.nodes[from + 1]!, 0, 0, 0, 0, 1, 1, task.nodes[from + 2]!, task.nodes[from + 3]!], at);
  }
  const links = new Float32Array((task.links.length / 2) * 3);
  for (let i = 0; i < task.links.length / 2; i++) {
    const [source, target] = [task.links[2 * i]! * PER_NODE, task.links[2 * i + 1]! * PER_NODE];
    links.set([source, target, 1], 3 * i);
    matrix[source + 6]! += 1;
    matrix[target + 6]! += 1;
  }
  const settings = {
    linLogMode: true, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1,
    scalingRatio: 12, strongGravityMode: true, gravity: 0.02, slowDown: 1 + Math.log(Math.max(count, 2)) / 2,
    barnesHutOptimize: count > MANY, barnesHutTheta: 0.8,
  };
  const most = rounds(count);
  let before = positions(matrix);
  for (let round = 1; round <= most; round++) {
    iterate(settings, matrix, links);
    if (round % stride && round < most) continue;
    const now = positions(matrix);
    if (round === most || moved(before, now) < RESTING * stride * 0.1) break;
    before = now;
    yield now;
  }
  return apart(positions(matrix), task.nodes);
}

function positions(matrix: Float32Array): Float32Array {
  const found = new Float32Array((matrix.length / PER_NODE) * 2);
  for (let i = 0; i < found.length / 2; i++) {
    found[2 * i] = matrix[i * PER_NODE]!;
    found[2 * i + 1] = matrix[i * PER_NODE + 1]!;
  }
  return found;
}

/** How far nodes moved on average, as a share of how far they lie from the middle. */
function moved(before: Float32Array, now: Float32Array): number {
  let [way, size] = [0, 0];
  for (let i = 0; i < now.length; i += 2) {
    way += Math.hypot(now[i]! - before[i]!, now[i + 1]! - before[i + 1]!);
    size += Math.hypot(now[i]!, now[i + 1]!);
  }
  return way / (size || 1);
}

const PUSHES = 24;
const GAP = 1.35; // room between the middles of two nodes, as a share of their radii together

/** Nodes that lie on one another are pushed apart, as far as their sizes on a screen of about 900 pixels ask for. */
function apart(places: Float32Array, nodes: Float32Array): Float32Array {
  const count = places.length / 2;
  let reach = 1;
  for (let i = 0; i < places.length; i++) reach = Math.max(reach, Math.abs(places[i]!));
  const unit = (2 * reach) / 900;
  const radius = (i: number) => nodes[4 * i + 2]! * unit;
  let cell = unit;
  for (let i = 0; i < count; i++) cell = Math.max(cell, 2 * GAP * radius(i));
  for (let push = 0; push < PUSHES; push++) {
    const cells = new Map<number, number[]>();
    const key = (x: number, y: number) => Math.floor(x / cell) * 100_003 + Math.floor(y / cell);
    for (let i = 0; i < count; i++) {
      const at = key(places[2 * i]!, places[2 * i + 1]!);
      const known = cells.get(at);
      if (known) known.push(i);
      else cells.set(at, [i]);
    }
    let touched = false;
    for (let i = 0; i < count; i++) {
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const j of cells.get(key(places[2 * i]! + dx * cell, places[2 * i + 1]! + dy * cell)) ?? []) {
            if (j <= i) continue;
            const [x, y] = [places[2 * j]! - places[2 * i]!, places[2 * j + 1]! - places[2 * i + 1]!];
            const [way, room] = [Math.hypot(x, y), GAP * (radius(i) + radius(j))];
            if (way >= room) continue;
            touched = true;
            const [ux, uy] = way > 1e-6 ? [x / way, y / way] : [Math.cos(i), Math.sin(i)];
            const [stays, staysToo] = [nodes[4 * i + 3]! > 0, nodes[4 * j + 3]! > 0];
            const step = (room - way) / (stays || staysToo ? 1 : 2);
            if (!stays) {
              places[2 * i]! -= ux * step;
              places[2 * i + 1]! -= uy * step;
            }
            if (!staysToo) {
              places[2 * j]! += ux * step;
              places[2 * j + 1]! += uy * step;
            }
          }
        }
      }
    }
    if (!touched) break;
  }
  return places;
}
