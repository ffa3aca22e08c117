// What lies over the network on the screen: the ring around what is chosen, the name of what is pointed at, how often a link holds;
// and which link lies under a finger.

import type { NodeDisplayData } from "sigma/types";
import { type Label, LABEL_SIZE, short } from "./labels";
import { linkKey, type Strand } from "./merging";
import type { Spot } from "./scene";
import { outline, type Shape } from "./shapes";
import type { Theme } from "./theme";

export const FONT = "system-ui, sans-serif";
const LANE = 6; // pixels between links side by side, as in programs.ts
const NEAR = 7; // pixels from a link that still count as on it

export interface Often {
  text: string;
  x: number;
  y: number;
}

/** Nearer to the end, where lines from one node have parted; none on another or on a name. The words in brackets stand in the tables. */
export function placeOften(strands: readonly Strand[], spots: ReadonlyMap<string, Spot>, names: readonly Label[]): Often[] {
  const found: Often[] = [];
  for (const strand of strands) {
    const [a, b] = [spots.get(strand.source), spots.get(strand.target)];
    if (!strand.often || !a || !b || Math.hypot(a.x - b.x, a.y - b.y) < 60) continue;
    const text = short(strand.often.replace(/ \([^)]*\)/g, ""));
    const [x, y, wide] = [a.x + (b.x - a.x) * 0.62, a.y + (b.y - a.y) * 0.62, 6 * text.length];
    const onAnother = found.some((one) => Math.abs(one.x - x) < wide / 2 + 3 * one.text.length && Math.abs(one.y - y) < 14);
    const onName = names.some((name) => x + wide / 2 > name.x && x - wide / 2 < name.x + name.wide && Math.abs(name.y - y) < 14);
    if (!onAnother && !onName) found.push({ text, x, y });
  }
  return found;
}

/** The key of the link that lies at a place, or "". */
export function linkNear(strands: readonly Strand[], spots: ReadonlyMap<string, Spot>, x: number, y: number): string {
  let [best, least] = ["", NEAR];
  for (const strand of strands) {
    const [a, b] = [spots.get(strand.source), spots.get(strand.target)];
    if (!a || !b) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const shift = (strand.lane * LANE) / (Math.hypot(dx, dy) || 1);
    const away = Math.hypot(x - a.x - along * dx - dy * shift, y - a.y - along * dy + dx * shift);
    if (away < least) [best, least] = [linkKey(strand.links[0]!), away];
  }
  return best;
}

export function drawRing(brush: CanvasRenderingContext2D, spot: Spot, theme: Theme): void {
  brush.beginPath();
  brush.arc(spot.x, spot.y, spot.radius * 1.3 + 4, 0, 2 * Math.PI);
  brush.lineWidth = 3;
  brush.strokeStyle = theme.focus;
  brush.stroke();
}

export function write(brush: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string, halo: string): void {
  brush.lineWidth = 3;
  brush.strokeStyle = halo;
  brush.strokeText(text, x, y);
  brush.fillStyle = colour;
  brush.fillText(text, x, y);
}

/** The node pointed at, with its whole name on a ground of its own. */
export function drawPointed(brush: CanvasRenderingContext2D, data: NodeDisplayData, theme: Theme, room: number): void {
  if (!data.label) return;
  brush.font = `700 ${LABEL_SIZE}px ${FONT}`;
  const wide = brush.measureText(data.label).width + 12;
  const gap = data.size * 1.2 + 5;
  const left = data.x + gap + wide > room ? Math.max(2, data.x - gap - wide) : data.x + gap;
  brush.fillStyle = theme.ground;
  brush.strokeStyle = theme.focus;
  brush.lineWidth = 1.5;
  brush.beginPath();
  brush.roundRect(left, data.y - 11, wide, 22, 4);
  brush.fill();
  brush.stroke();
  brush.lineWidth = 4;
  brush.stroke(new Path2D(outline(data.type as Shape, data.x, data.y, data.size)));
  brush.textBaseline = "middle";
  brush.textAlign = "left";
  brush.fillStyle = theme.text;
  brush.fillText(data.label, left + 6, data.y);
}
