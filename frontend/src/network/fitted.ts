// A network as a still picture, without a screen: its layout run to the end, fitted into a frame.

import type { Network } from "../answers";
import type { Shown } from "./filters";
import { placeLabels } from "./labels";
import { type Look, radius } from "./look";
import { draw, type Scene, type Spot } from "./scene";
import { settle } from "./settling";
import { begin, type Place } from "./start";
import type { Theme } from "./theme";

const [WIDE, HIGH, MARGIN] = [1000, 680, 40];
const LETTER = 6.8; // pixels of a letter, about

export function fitted(network: Network, shown: Shown, looks: ReadonlyMap<string, Look>, theme: Theme, given?: ReadonlyMap<string, Place>): Scene {
  const ids = network.nodes.map((node) => node.id);
  const index = new Map(ids.map((id, i) => [id, i]));
  const starts = begin(ids, network.links.map((link) => [link.source, link.target]), given ?? new Map());
  const nodes = Float32Array.from(network.nodes.flatMap((node) => [...starts.get(node.id)!, radius(node.weight, ids.length), given?.has(node.id) ? 1 : 0]));
  const steps = settle({ nodes, links: Uint32Array.from(network.links.flatMap((link) => [index.get(link.source)!, index.get(link.target)!])) }, 50);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const places = step.value;
  const at = shown.nodes.map((node) => index.get(node.id)!);
  const span = (offset: number) => {
    const values = at.map((i) => places[2 * i + offset]!);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [top, bottom]] = [span(0), span(1)];
  const spots = new Map<string, Spot>(shown.nodes.map((node, k) => [node.id, {
    x: MARGIN + ((places[2 * at[k]!]! - left) / (right - left || 1)) * (WIDE - 2 * MARGIN),
    y: MARGIN + ((places[2 * at[k]! + 1]! - top) / (bottom - top || 1)) * (HIGH - 2 * MARGIN),
    radius: radius(node.weight, ids.length),
  }]));
  const labels = placeLabels(
    shown.nodes.map((node) => ({ id: node.id, ...spots.get(node.id)!, text: node.label, rank: node.weight + (node.category === "Disease" ? 1e9 : 0), bold: node.category === "Disease", urgent: false })),
    WIDE, HIGH, (text) => text.length * LETTER,
  );
  return draw({ title: network.title, width: WIDE, height: HIGH, theme, looks, nodes: shown.nodes, links: shown.links, spots, labels, often: [] });
}
