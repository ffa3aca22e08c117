// What of a network is shown. A filter that is null lets everything through.

import type { Network, NetworkLink, NetworkNode, State } from "../answers";
import { linkKey, linksOf, otherEnd } from "./merging";

export interface View {
  /** Kinds of nodes, states and relations of links that are shown. */
  kinds: string[] | null;
  states: State[] | null;
  relations: string[] | null;
  /** Only what this page says, or all pages of "publisher:NAME"; "" for all. */
  from: string;
  /** Words to find. They hide nothing: what they fit stands out, and the table lists only that. */
  words: string;
  /** Nodes that were hidden, and nodes whose neighbours without other links are folded away. */
  hidden: string[];
  collapsed: string[];
  /** Only this node and its neighbours; "" for all. */
  around: string;
  /** The node or link (its key) that was chosen; "" for none. */
  chosen: string;
}

export const EVERYTHING: View = {
  kinds: null, states: null, relations: null, from: "", words: "", hidden: [], collapsed: [], around: "", chosen: "",
};

export interface Shown {
  nodes: NetworkNode[];
  links: NetworkLink[];
}

export function shown(network: Network, view: View): Shown {
  const allowed = (list: readonly string[] | null, value: string) => list === null || list.includes(value);
  const pages = pagesOf(network, view.from);
  let links = network.links.filter(
    (link) =>
      allowed(view.states, link.state) && allowed(view.relations, link.relation) && (!pages || link.documents.some((page) => pages.has(page))),
  );
  const hidden = new Set(view.hidden);
  let kept = new Set(network.nodes.filter((node) => allowed(view.kinds, node.category) && !hidden.has(node.id)).map((node) => node.id));
  const within = (link: NetworkLink) => kept.has(link.source) && kept.has(link.target);
  links = links.filter(within);
  if (view.around && kept.has(view.around)) {
    kept = new Set([view.around, ...(linksOf(links).get(view.around) ?? []).map((link) => otherEnd(link, view.around))]);
    links = links.filter(within);
  }
  for (const folded of view.collapsed) {
    const known = linksOf(links);
    for (const link of known.get(folded) ?? []) {
      const other = otherEnd(link, folded);
      if ((known.get(other) ?? []).every((one) => otherEnd(one, other) === folded)) kept.delete(other);
    }
    links = links.filter(within);
  }
  // A filter of links leaves out the nodes that it takes the last link from; a node that never had one stays.
  if (view.states || view.relations || pages) {
    const [before, after] = [linksOf(network.links), linksOf(links)];
    const lost = [...kept].filter((id) => before.has(id) && !after.has(id) && id !== view.around);
    for (const id of lost) kept.delete(id);
  }
  return { nodes: network.nodes.filter((node) => kept.has(node.id)), links };
}

function pagesOf(network: Network, from: string): Set<string> | null {
  if (!from) return null;
  const publisher = from.startsWith("publisher:") ? from.slice("publisher:".length) : null;
  const found = network.sources.filter((source) => (publisher === null ? source.id === from : source.publisher === publisher));
  return new Set(publisher === null ? [from] : found.map((source) => source.id));
}

/** Whether all words stand in the name or the identifier, in any order. */
export function fits(node: NetworkNode, words: string): boolean {
  const text = `${node.label} ${node.id}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** The nodes that the words fit: those called so first, then the ones with most claims. */
export function find(nodes: readonly NetworkNode[], words: string): NetworkNode[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  const rank = (node: NetworkNode) =>
    [node.label, node.id].some((name) => name.toLowerCase() === wanted) ? 0 : node.label.toLowerCase().startsWith(wanted) ? 1 : 2;
  return nodes.filter((node) => fits(node, wanted)).sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

/** One value more or less in a filter; all of them are no filter. */
export function toggled<T extends string>(list: T[] | null, value: T, all: readonly T[]): T[] | null {
  const now = list ?? [...all];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return all.every((one) => next.includes(one)) ? null : next;
}

export function counts(network: Network) {
  const tally = (values: string[]) => {
    const found = new Map<string, number>();
    for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
    return [...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  };
  return {
    kinds: tally(network.nodes.map((node) => node.category)),
    states: new Map(tally(network.links.map((link) => link.state))),
    relations: tally(network.links.map((link) => link.relation)),
    pages: tally(network.links.flatMap((link) => link.documents)),
  };
}

export const isFiltered = (view: View): boolean =>
  Boolean(view.kinds || view.states || view.relations || view.from || view.around || view.hidden.length || view.collapsed.length);

/** The link that a key names. */
export const linkOf = (network: Network, key: string): NetworkLink | undefined =>
  key.includes("|") ? network.links.find((link) => linkKey(link) === key) : undefined;
