// The names on a network: which nodes have theirs, in what order they get their place, and how they are written.

import type { NetworkNode } from "../answers";
import { type Label, LABEL_SIZE, type Named, placeLabels } from "./labels";
import { FONT, type Often, write } from "./overlay";
import type { Spot } from "./scene";
import type { Theme } from "./theme";

const FEW = 400; // nodes up to which what is meant is named in any case
const LEADING = 24; // diseases that are always named

/** What the reader looks at. */
export interface Meant {
  chosen: string;
  found: ReadonlySet<string>;
  /** Null where nothing is chosen or found: all are lit. */
  lit: ReadonlySet<string> | null;
}

export class Naming {
  private widths = new Map<string, number>();
  private nodes: readonly NetworkNode[] = [];
  private heavy = 0; // claims from which on a name may lie on other nodes

  setNodes(nodes: readonly NetworkNode[]): void {
    const weights = nodes.filter((node) => node.category === "Disease").map((node) => node.weight).sort((a, b) => b - a);
    this.nodes = nodes;
    this.heavy = nodes.length < FEW ? 0 : weights[LEADING] ?? 0;
  }

  /** The chosen one first, then what was found, what is lit, diseases, and what is described most. */
  place(brush: CanvasRenderingContext2D, spots: ReadonlyMap<string, Spot>, meant: Meant, size: { width: number; height: number }): Label[] {
    const { chosen, found, lit } = meant;
    const named: Named[] = [];
    for (const node of this.nodes) {
      const spot = spots.get(node.id);
      if (!spot || (lit && !lit.has(node.id))) continue;
      const first = node.id === chosen ? 4e9 : found.has(node.id) ? 3e9 : lit ? 2e9 : node.category === "Disease" ? 1e9 : 0;
      const bold = node.id === chosen || node.category === "Disease";
      named.push({ id: node.id, ...spot, text: node.label, rank: first + node.weight, bold, urgent: first > 0 && node.weight >= this.heavy });
    }
    return placeLabels(named, size.width, size.height, (text, bold) => this.measure(brush, text, bold));
  }

  private measure(brush: CanvasRenderingContext2D, text: string, bold: boolean): number {
    const key = `${bold ? "b" : ""}${text}`;
    let known = this.widths.get(key);
    if (known === undefined) {
      brush.font = fontOf(bold);
      known = brush.measureText(text).width;
      this.widths.set(key, known);
    }
    return known;
  }
}

/** Names and how often, over the nodes and links. */
export function writeNames(brush: CanvasRenderingContext2D, labels: readonly Label[], often: readonly Often[], theme: Theme): void {
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.textAlign = "center";
  brush.font = `11px ${FONT}`;
  for (const { text, x, y } of often) write(brush, text, x, y, theme.quiet, theme.ground);
  brush.textAlign = "left";
  for (const label of labels) {
    brush.font = fontOf(label.bold);
    write(brush, label.text, label.x, label.y, theme.text, theme.ground);
  }
}

const fontOf = (bold: boolean): string => `${bold ? "700 " : ""}${LABEL_SIZE}px ${FONT}`;
