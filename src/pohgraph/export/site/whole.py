"""A graph of which everything is asked: each claim is read once and put into its answer once."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.answers.claim_index import ClaimFilter
from pohgraph.answers.context import Context
from pohgraph.claims.nodes import read_nodes
from pohgraph.claims.reader import read_claims
from pohgraph.claims.records import NodeRecord
from pohgraph.claims.slots import SOURCE_KINDS
from pohgraph.model import Claim, Named
from pohgraph.schema.relations import EXACT_MATCH, HAS_DB_XREF

_Claims = Mapping[str, list[Claim]]


class Whole(Context):
    """Answers as any context does, from claims that are all in memory: for graphs that a browser can hold as well."""

    def canonical(self, node: NamedNode) -> NamedNode:
        """The node the graph makes claims of, where `node` is one of its other identifiers."""
        if node.value in self._subjects:
            return node
        for mapped in self._mapped:
            if len(found := mapped.get(node.value, ())) == 1:
                return NamedNode(next(iter(found)))
        return node

    def claims_on(self, node: NamedNode) -> list[Claim]:
        """The claims that have a node as subject or object, with their passages."""
        return self._by_end.get(node.value, [])

    def claims_of_page(self, page: NamedNode) -> list[Claim]:
        """The claims of a page, with their passages."""
        return self._by_page.get(page.value, [])

    def claim(self, claim: Claim) -> shapes.Claim:
        """A claim in the shape of the answers. They share it: copy it before you change it."""
        return self.once(f"answer {claim.id}", lambda: super(Whole, self).claim(claim))

    @cached_property
    def nodes(self) -> list[NodeRecord]:
        """Everything that has a page of its own: what claims are about, without the pages they are from."""
        return [node for node in read_nodes(self.view) if node.category not in SOURCE_KINDS]

    @property
    def ids(self) -> list[str]:
        """The CURIEs of these."""
        return [node.id for node in self.nodes]

    @property
    def claims_in_order(self) -> list[Claim]:
        """Every claim, in the order of a table."""
        by_iri = {claim.id.iri: claim for claim in self._claims}
        return [by_iri[iri] for iri in self.claim_index.chosen(ClaimFilter(), {}).iris if iri in by_iri]

    @cached_property
    def _claims(self) -> list[Claim]:
        claims = list(read_claims(self.view, passages=True))
        self.learn_of(claims)
        return claims

    @cached_property
    def _by_end(self) -> _Claims:
        return _grouped(
            self._claims, lambda claim: {end.iri for end in (claim.subject, claim.object) if isinstance(end, Named)}
        )

    @cached_property
    def _by_page(self) -> _Claims:
        return _grouped(self._claims, lambda claim: {claim.source.iri})

    @cached_property
    def _subjects(self) -> set[str]:
        """What the whole graph makes claims of, whatever the view shows of it."""
        return {subject.value for _, subject in self.store.triples("rdf:subject")}

    @cached_property
    def _mapped(self) -> list[dict[str, set[str]]]:
        """For each kind of mapping: identifier -> the things with claims that are mapped to it."""
        found: list[dict[str, set[str]]] = []
        for mapping in (EXACT_MATCH.curie, HAS_DB_XREF.curie):
            nodes: defaultdict[str, set[str]] = defaultdict(set)
            for node, other in self.store.triples(mapping):
                if node.value in self._subjects:
                    nodes[other.value].add(node.value)
            found.append(nodes)
        return found


def _grouped(claims: list[Claim], keys: Callable[[Claim], set[str]]) -> _Claims:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys(claim):
            found[key].append(claim)
    return found
