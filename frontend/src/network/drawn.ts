// A network as sigma draws it: each node and each strand of links with its place, size, shape and colour.

import { MultiDirectedGraph } from "graphology";
import type { Network, NetworkNode } from "../answers";
import { onStage } from "./geometry";
import { crowding, hue, LINES, type Look, QUIET, radius, width } from "./look";
import { type Strand, strands } from "./merging";
import type { Shape } from "./shapes";
import type { Place } from "./start";
import { mix, type Theme } from "./theme";

export interface NodeLook extends NetworkNode {
  x: number;
  y: number;
  size: number;
  type: Shape;
  color: string;
}
export interface LinkLook {
  strand: Strand;
  size: number;
  color: string;
  dash: readonly number[];
  end: string;
  lane: number;
  ending: number;
  type: "link";
}
export type Drawn = MultiDirectedGraph<NodeLook, LinkLook>;

export function graphOf(network: Network, looks: ReadonlyMap<string, Look>, places: ReadonlyMap<string, Place>, stretch: number, theme: Theme): Drawn {
  const graph: Drawn = new MultiDirectedGraph();
  for (const node of network.nodes) {
    const look = looks.get(node.category)!;
    graph.addNode(node.id, {
      ...node, ...onStage(places.get(node.id)!, stretch), size: radius(node.weight, network.nodes.length), type: look.shape, color: hue(look.hue, theme),
    });
  }
  const drawn = strands(network.links);
  for (const strand of drawn) {
    const line = LINES[strand.state];
    const share = strand.state === "stated" ? crowding(drawn.length) : QUIET;
    graph.addEdgeWithKey(strand.key, strand.source, strand.target, {
      strand, size: width(strand.pages) * share.width, color: faded(theme[line.colour], share.ink, theme),
      dash: line.dash, end: line.end, ending: share.end, lane: strand.lane, type: "link",
    });
  }
  return graph;
}

/** A colour of which a share is kept, the rest being the ground. */
export function faded(colour: string, share: number, theme: Theme): string {
  return share === 1 ? colour : mix(theme.ground, colour, share);
}
