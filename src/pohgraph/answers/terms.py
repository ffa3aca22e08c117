"""Identifiers and pages as answers have them, with their labels and categories."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.claims.view import GraphView
from pohgraph.model import Claim, Named, SourceRecord


class Terms:
    """The entities of one graph. What is read stays in memory."""

    def __init__(self, view: GraphView) -> None:
        self.view = view
        self._categories: dict[str, str] = {}

    def term(self, named: Named) -> shapes.Term:
        """An identifier as answers have it."""
        self.learn([named])
        return {
            "id": str(named),
            "iri": named.iri,
            "label": named.label or str(named),
            "category": self._categories.get(named.iri, ""),
        }

    def term_at(self, iri: str) -> shapes.Term:
        """The same, of an IRI."""
        return self.term(self.view.named(NamedNode(iri)))

    def learn(self, ends: Iterable[Named]) -> None:
        """Read the categories of these together, so that `term` need not ask for each."""
        unknown = {end.iri for end in ends if end.iri not in self._categories}
        if not unknown:
            return
        nodes = [NamedNode(iri) for iri in sorted(unknown) if iri]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for node, category in self.view.triples("biolink:category", subjects=nodes):
            found[node.value].add(self.view.text(category))
        bare = [node for node in nodes if node.value not in found]
        for node, category in self.view.triples("rdf:type", subjects=bare):
            found[node.value].add(self.view.text(category))
        for iri in unknown:
            self._categories[iri] = min(found.get(iri, ("",))).rpartition(":")[2]

    def learn_of(self, claims: Iterable[Claim]) -> None:
        """The same, of everything that claims name."""
        self.learn(
            end
            for claim in claims
            for end in (claim.subject, claim.object, claim.frequency, claim.onset)
            if isinstance(end, Named)
        )

    def source(self, record: SourceRecord) -> shapes.Source:
        """A page as answers have it."""
        return {
            "id": record.id,
            "title": record.title or record.label or record.id,
            "label": record.label or record.title or record.id,
            "publisher": record.publisher_label,
            "license": record.license or record.rights,
            "address": record.web_page,
            "modified": record.modified,
            "sha256": record.sha256,
        }

    def sources_of(self, claims: Iterable[Claim]) -> list[shapes.Source]:
        """The pages of claims, each once."""
        records = {claim.source.id: claim.source.iri for claim in claims}
        return [self.source(self.view.source(NamedNode(iri))) for _, iri in sorted(records.items())]
