// Networks put together: what an expansion adds to what is shown.

import type { Network, NetworkLink, State } from "../answers";

/** Links that say the same in the same way are one. */
export function linkKey(link: NetworkLink): string {
  return [link.source, link.relation, link.target, link.state, link.often, link.qualifier].join("|");
}

/** Both networks as one, in the order of the first; `omitted` is the first's. */
export function merge(first: Network, second: Network): Network {
  const nodes = new Map(first.nodes.map((node) => [node.id, node]));
  for (const node of second.nodes) {
    const known = nodes.get(node.id);
    if (!known || known.weight < node.weight) nodes.set(node.id, node);
  }
  const links = new Map(first.links.map((link) => [linkKey(link), link]));
  for (const link of second.links) {
    const known = links.get(linkKey(link));
    links.set(linkKey(link), known ? { ...known, documents: union(known.documents, link.documents), quotes: union(known.quotes, link.quotes) } : link);
  }
  const sources = new Map([...second.sources, ...first.sources].map((source) => [source.id, source]));
  return {
    title: first.title,
    nodes: [...nodes.values()],
    links: [...links.values()].filter((link) => nodes.has(link.source) && nodes.has(link.target)),
    omitted: first.omitted,
    sources: [...sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const union = (first: string[], second: string[]): string[] => [...new Set([...first, ...second])];

/** The links of each node. */
export function linksOf(links: readonly NetworkLink[]): Map<string, NetworkLink[]> {
  const found = new Map<string, NetworkLink[]>();
  for (const link of links) {
    for (const end of link.source === link.target ? [link.source] : [link.source, link.target]) {
      const known = found.get(end);
      if (known) known.push(link);
      else found.set(end, [link]);
    }
  }
  return found;
}

export const otherEnd = (link: NetworkLink, node: string): string => (link.source === node ? link.target : link.source);

/** What is drawn as one line: everything of one state between two nodes, however it is worded. */
export interface Strand {
  key: string;
  source: string;
  target: string;
  state: State;
  links: NetworkLink[];
  /** How many pages say so. */
  pages: number;
  often: string;
  /** Strands between the same two nodes lie side by side: the place beside the middle, in steps, seen from the source. */
  lane: number;
}

export const strandKey = (link: NetworkLink): string => [link.source, link.target, link.state].join("|");

export function strands(links: readonly NetworkLink[]): Strand[] {
  const found = new Map<string, NetworkLink[]>();
  for (const link of links) {
    const known = found.get(strandKey(link));
    if (known) known.push(link);
    else found.set(strandKey(link), [link]);
  }
  const pairs = new Map<string, Strand[]>();
  const all = [...found].map(([key, alike]): Strand => {
    const { source, target, state } = alike[0]!;
    const often = [...new Set(alike.map((link) => link.often).filter(Boolean))];
    const strand = { key, source, target, state, links: alike, pages: new Set(alike.flatMap((link) => link.documents)).size, often: often.join("; "), lane: 0 };
    const pair = source < target ? `${source}|${target}` : `${target}|${source}`;
    const beside = pairs.get(pair);
    if (beside) beside.push(strand);
    else pairs.set(pair, [strand]);
    return strand;
  });
  for (const beside of pairs.values()) {
    beside.forEach((strand, i) => {
      const step = i - (beside.length - 1) / 2;
      strand.lane = (strand.source < strand.target ? step : -step) || 0;
    });
  }
  return all;
}

/** The nodes that stand out: what is chosen with what it leads to, or else what was found; null where all are alike. */
export function litBy(chosen: string, found: Set<string>, { nodes, links }: Pick<Network, "nodes" | "links">, drawn: readonly Strand[]): Set<string> | null {
  if (nodes.some((node) => node.id === chosen)) {
    return new Set([chosen, ...(linksOf(links).get(chosen) ?? []).map((link) => otherEnd(link, chosen))]);
  }
  const strand = drawn.find((one) => one.key === chosen);
  if (strand) return new Set([strand.source, strand.target]);
  return found.size ? found : null;
}
