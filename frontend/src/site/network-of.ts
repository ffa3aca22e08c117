// The network around some entities, made from what is exported of each.

import type { Entity, Network, NetworkLink, NetworkNode, Source } from "../answers";

const LEFT_OUT = new Set(["about", "identifiers", "synonyms", "resources"]);

export function networkOf(entities: Entity[], claimed: (id: string) => number, limit = 60): Network {
  const nodes = new Map<string, NetworkNode>();
  const links = new Map<string, NetworkLink>();
  const sources = new Map<string, Source>();
  const beside = new Map<string, number>();
  for (const entity of entities) {
    const { id, iri, label, category } = entity;
    nodes.set(id, { id, iri, label, category, weight: claimed(id) });
    beside.set(id, Infinity);
    for (const group of entity.groups) {
      if (LEFT_OUT.has(group.name)) continue;
      for (const row of group.sections.flatMap((section) => section.rows)) {
        if (!row.other || row.other.id === id) continue;
        if (!nodes.has(row.other.id)) nodes.set(row.other.id, { ...row.other, weight: claimed(row.other.id) });
        beside.set(row.other.id, (beside.get(row.other.id) ?? 0) + row.claims.length);
        const [source, target] = row.incoming ? [row.other.id, id] : [id, row.other.id];
        const relation = row.claims[0]?.predicate.replace(/^[^:]*:/, "") ?? row.relation;
        links.set([source, target, relation, row.state, row.often, row.qualifier].join("\t"), {
          source, target, relation, state: row.state, often: row.often, qualifier: row.qualifier,
          documents: [...new Set(row.claims.map((claim) => claim.document))],
          quotes: [...new Set(row.claims.flatMap((claim) => claim.quotes))],
        });
      }
    }
    for (const source of entity.sources) sources.set(source.id, source);
  }
  const rank = (id: string) => [-(beside.get(id) ?? 0), -(nodes.get(id)?.weight ?? 0)] as const;
  const ids = [...nodes.keys()].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one[0] - other[0] || one[1] - other[1] || (a < b ? -1 : 1);
  });
  const kept = new Set(ids.slice(0, Math.max(limit, entities.length)));
  return {
    title: entities.map((entity) => entity.label).join(", "),
    nodes: [...kept].sort().map((id) => nodes.get(id)!),
    links: [...links.values()].filter((link) => kept.has(link.source) && kept.has(link.target)),
    omitted: nodes.size - kept.size,
    sources: [...sources.values()],
  };
}

const PER_HUB = 6; // nodes of a network of the whole graph for each disease it shows, as on a server

/** The most described part of a network: diseases with the most claims, and what most is said of beside them. */
export function within(network: Network, limit = 60): Network {
  if (network.nodes.length <= limit) return network;
  const order = (a: NetworkNode, b: NetworkNode) => b.weight - a.weight || (a.id < b.id ? -1 : 1);
  const diseases = network.nodes.filter((node) => node.category === "Disease").sort(order);
  const hubs = new Set(diseases.slice(0, Math.max(1, Math.floor(limit / PER_HUB))).map(({ id }) => id));
  const beside = new Map<string, number>();
  for (const { source, target, quotes } of network.links) {
    if (!hubs.has(source) && !hubs.has(target)) continue;
    for (const end of [source, target]) beside.set(end, (beside.get(end) ?? 0) + Math.max(quotes.length, 1));
  }
  const rank = (node: NetworkNode) => (hubs.has(node.id) ? Infinity : beside.get(node.id) ?? 0);
  const ranked = [...network.nodes].sort((a, b) => (rank(a) === rank(b) ? order(a, b) : rank(b) - rank(a)));
  const kept = new Set(ranked.slice(0, limit).map(({ id }) => id));
  const links = network.links.filter(({ source, target }) => kept.has(source) && kept.has(target));
  const documents = new Set(links.flatMap((link) => link.documents));
  return {
    ...network,
    nodes: network.nodes.filter(({ id }) => kept.has(id)),
    links,
    omitted: network.omitted + network.nodes.length - kept.size,
    sources: network.sources.filter(({ id }) => documents.has(id)),
  };
}
