"""A graph that answers are made from, with what is worth keeping between them."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from pyoxigraph import NamedNode

from pohgraph.answers import shapes
from pohgraph.answers.claim import claim_answer
from pohgraph.answers.claim_index import ClaimIndex
from pohgraph.answers.lineage import Lineage
from pohgraph.answers.terms import Terms
from pohgraph.claims.reader import ENDS, read_claims_on
from pohgraph.claims.view import GraphView
from pohgraph.errors import NotInGraphError, UnknownReferenceError
from pohgraph.model import Claim
from pohgraph.query.resolve import canonical_node
from pohgraph.search.identifiers import iri_of, is_iri, references_in
from pohgraph.store.source import OpenGraph
from pohgraph.vocab.known import KnownDiseases
from pohgraph.vocab.lexicon import open_lexicon

_T = TypeVar("_T")
_OF_PAGE = ("prov:hadPrimarySource",)


class Context(Terms):
    """One graph, open for reading. What it learns holds for that graph alone: make another one for another graph.

    `view` narrows what answers tell to a licence; without it they tell everything.
    """

    def __init__(self, store: OpenGraph, view: GraphView | None = None) -> None:
        super().__init__(view or GraphView(store))
        self.store = store
        self._once: dict[str, object] = {}

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """What `make` gives, made when it is first asked for by that name."""
        if name not in self._once:
            self._once[name] = make()
        return cast("_T", self._once[name])

    @cached_property
    def lineage(self) -> Lineage:
        """What stands above the terms of the graph."""
        return Lineage(self.view)

    @cached_property
    def known(self) -> KnownDiseases:
        """What the loaded vocabularies know; they are read when somebody first asks."""
        return KnownDiseases(open_lexicon())

    @cached_property
    def claim_index(self) -> ClaimIndex:
        """The claims of the graph in the order of a table."""
        return ClaimIndex(self.view)

    def node(self, curie: str) -> NamedNode:
        """The node of a CURIE in any spelling, or of an IRI where no prefix of ours fits.

        Raises:
            NotInGraphError: it is neither.
        """
        meant = references_in(curie)
        try:
            iri = iri_of(meant[0].curie if len(meant) == 1 else curie)
        except (UnknownReferenceError, ValueError):
            iri = ""
        if not is_iri(iri):
            raise NotInGraphError(f"{curie!r} is not an identifier", hint="give a CURIE such as MONDO:0008153")
        return NamedNode(iri)

    def canonical(self, node: NamedNode) -> NamedNode:
        """The node the graph makes claims of, where `node` is one of its other identifiers."""
        return canonical_node(self.store, node)

    def claims_on(self, node: NamedNode) -> list[Claim]:
        """The claims that have a node as subject or object, with their passages."""
        return read_claims_on(self.view, [node.value], passages=True)

    def claims_of_page(self, page: NamedNode) -> list[Claim]:
        """The claims of a page, with their passages."""
        return read_claims_on(self.view, [page.value], ends=_OF_PAGE, passages=True)

    def claim(self, claim: Claim) -> shapes.Claim:
        """A claim as answers have it."""
        return claim_answer(self, claim)

    def claims_about(self, node: NamedNode) -> int:
        """How many claims there are about a node."""
        return len({claim for slot in ENDS for claim, _ in self.view.triples(slot, objects=[node])})
