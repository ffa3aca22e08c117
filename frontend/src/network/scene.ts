// The network as shapes and words, from which the SVG and the PNG are made: what the screen shows, with the legend beneath.

import type { NetworkLink, NetworkNode } from "../answers";
import { LABEL_SIZE, type Label } from "./labels";
import { crowding, type End, hue, kindName, type Line, LINES, type Look, QUIET, relationName, width } from "./look";
import { STATES } from "../parts/words";
import { strands } from "./merging";
import { outline, polygon } from "./shapes";
import { mix, type Theme } from "./theme";

export interface PathShape {
  path: string;
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: readonly number[];
  /** What it is, for who points at it. */
  title?: string;
}
export interface TextShape {
  text: string;
  x: number;
  y: number;
  size: number;
  bold: boolean;
  fill: string;
  halo: string;
  anchor: "start" | "middle";
}
export type Shape = PathShape | TextShape;
export interface Scene {
  title: string;
  width: number;
  height: number;
  ground: string;
  shapes: Shape[];
}

/** Where a node is on the picture, and how big. */
export interface Spot {
  x: number;
  y: number;
  radius: number;
}

const END = 5; // as in programs.ts
const LANE = 6;

export interface Drawing {
  title: string;
  width: number;
  height: number;
  theme: Theme;
  looks: ReadonlyMap<string, Look>;
  nodes: readonly NetworkNode[];
  links: readonly NetworkLink[];
  spots: ReadonlyMap<string, Spot>;
  labels: readonly Label[];
  often: readonly { text: string; x: number; y: number }[];
}

export function draw(drawing: Drawing): Scene {
  const { theme, nodes, links, spots } = drawing;
  const names = new Map(nodes.map((node) => [node.id, node.label]));
  const shapes: Shape[] = [];
  const drawn = strands(links);
  const much = crowding(drawn.length);
  for (const strand of drawn) {
    const [from, to] = [spots.get(strand.source), spots.get(strand.target)];
    if (!from || !to) continue;
    const said = [...new Set(strand.links.map((link) => relationName(link.relation)))].join(", ");
    const title = `${names.get(strand.source)} – ${said} – ${names.get(strand.target)}: ${strand.state}${strand.often && `, ${strand.often}`}`;
    const faint = strand.state === "stated" ? much : QUIET;
    const colour = mix(theme.ground, theme[LINES[strand.state].colour], faint.ink);
    shapes.push(...linkShapes(from, to, LINES[strand.state], colour, width(strand.pages) * faint.width, strand.lane, faint.end, title));
  }
  for (const node of nodes) {
    const [spot, look] = [spots.get(node.id), drawing.looks.get(node.category)];
    if (!spot || !look) continue;
    const path = outline(look.shape, spot.x, spot.y, spot.radius);
    shapes.push({ path, stroke: theme.ground, width: 2.4 }, { path, fill: hue(look.hue, theme), title: `${node.label} (${node.id}), ${kindName(node.category).toLowerCase()}` });
  }
  for (const { text, x, y } of drawing.often) shapes.push({ text, x, y, size: 11, bold: false, fill: theme.quiet, halo: theme.ground, anchor: "middle" });
  for (const { text, x, y, bold } of drawing.labels) shapes.push({ text, x, y, size: LABEL_SIZE, bold, fill: theme.text, halo: theme.ground, anchor: "start" });
  const legend = legendShapes(drawing, drawing.height);
  const floor = polygon([[0, drawing.height], [drawing.width, drawing.height], [drawing.width, drawing.height + legend.height], [0, drawing.height + legend.height]]);
  shapes.push({ path: floor, fill: theme.ground }, ...legend.shapes);
  return { title: drawing.title, width: drawing.width, height: drawing.height + legend.height, ground: theme.ground, shapes };
}

function linkShapes(from: Spot, to: Spot, line: Line, stroke: string, thick: number, lane: number, ending = 1, title?: string): PathShape[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const size = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / size, dy / size];
  // The screen's y grows downward, the graphics card's upward: the lanes lie on the same side in both.
  const [ox, oy] = [uy * lane * LANE, -ux * lane * LANE];
  const half = (END + thick / 2) * ending;
  const at = size - to.radius - half - 1;
  const point = (along: number, across: number) => [from.x + ox + ux * along + uy * across, from.y + oy + uy * along - ux * across] as const;
  return [
    { path: polygon([point(0, 0), point(size, 0)], false), stroke, width: thick, dash: line.dash, ...(title ? { title } : {}) },
    end(line.end, point, at, half, stroke),
  ];
}

function end(kind: End, point: (along: number, across: number) => readonly [number, number], at: number, half: number, colour: string): PathShape {
  const [x, y] = point(at, 0);
  if (kind === "bar") return { path: polygon([point(at + half - 1.3, -half), point(at + half - 1.3, half)], false), stroke: colour, width: 2.6 };
  if (kind === "ring") return { path: outline("circle", x, y, half * 0.75 - 0.5), stroke: colour, width: 1.6 };
  const head = polygon([point(at + half, 0), point(at - half, half), point(at - half, -half)]);
  return kind === "arrow" ? { path: head, fill: colour } : { path: head, stroke: colour, width: 1.6 };
}

/** One line of a state, from left to right. */
export function lineSample(state: keyof typeof LINES, theme: Theme, wide: number, y: number, x = 0): PathShape[] {
  return linkShapes({ x, y, radius: 0 }, { x: x + wide, y, radius: 0 }, LINES[state], theme[LINES[state].colour], 1.6, 0);
}

function legendShapes({ theme, looks, nodes, links, width: wide }: Drawing, top: number): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  let [x, y] = [16, top + 22];
  const entry = (mark: (x: number, y: number) => PathShape[], room: number, text: string) => {
    const whole = room + 8 + text.length * 6.6 + 22;
    if (x + whole > wide && x > 16) [x, y] = [16, y + 22];
    shapes.push(...mark(x, y), { text, x: x + room + 8, y, size: LABEL_SIZE, bold: false, fill: theme.text, halo: theme.ground, anchor: "start" });
    x += whole;
  };
  for (const category of [...new Set(nodes.map((node) => node.category))].sort()) {
    const look = looks.get(category)!;
    entry((left, middle) => [{ path: outline(look.shape, left + 7, middle, 6), fill: hue(look.hue, theme) }], 14, kindName(category));
  }
  const present = new Set(links.map((link) => link.state));
  for (const state of STATES.filter((one) => present.has(one))) entry((left, middle) => lineSample(state, theme, 40, middle, left), 40, state);
  entry(() => [], 0, "bigger: more claims; wider: more pages say so");
  return { shapes, height: y - top + 18 };
}

