"""Other people's statements as associations beside ours: which may count as a claim, and what their ends are called."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.intake.names import Names
from pohgraph.intake.notes import Notes
from pohgraph.intake.own import is_taken
from pohgraph.model import Reference
from pohgraph.schema.branches import FREQUENCY, ONSET, PHENOTYPIC_ABNORMALITY
from pohgraph.schema.prefixes import compress
from pohgraph.schema.relations import HAS_PHENOTYPE
from pohgraph.store.description import describe_term
from pohgraph.store.imported import ImportedClaim, claim_quads, set_aside_quads
from pohgraph.store.rdf import DEFAULT, node, term
from pohgraph.vocab.lexicon import Lexicon

if TYPE_CHECKING:
    from pyoxigraph import Store

_HAS_PHENOTYPE = node(HAS_PHENOTYPE)
_PUBLICATIONS = term("biolink:publications")
LABEL = term("rdfs:label")
_QUALIFYING = frozenset((term("biolink:frequency_qualifier"), term("biolink:onset_qualifier")))
_QUALIFIERS = ((FREQUENCY, term("biolink:frequency_qualifier")), (ONSET, term("biolink:onset_qualifier")))


class ClaimWriter:
    """Turns the claims of one file into quads and remembers what they speak of."""

    def __init__(self, dataset: NamedNode, lexicon: Lexicon, notes: Notes, merged: "Store | None" = None) -> None:
        """`merged` holds what was taken before: a claim of ours that is in it is not taken again."""
        self._merged = merged
        self.dataset = dataset
        self.notes = notes
        self.names = Names(lexicon, notes)
        self.count = 0
        self.taken_before = 0
        self._lexicon = lexicon
        self._ends: set[NamedNode] = set()
        self._works: set[NamedNode] = set()

    def quads(self, claim: ImportedClaim) -> Iterator[Quad]:
        """The claim's quads; one that may not stand is kept in the graph of its file, and noted."""
        if self._merged and is_taken(claim, self._merged):
            self.taken_before += 1
            self.notes.add(
                "taken_before", "claim(s) of pohgraph that the graph has already, not taken again", claim.identifier
            )
            return
        if claim.predicate == _HAS_PHENOTYPE and self._no_phenotype(claim.object):
            example = f"{compress(claim.subject.value)} {compress(claim.object.value)}"
            self.notes.add(
                "not_a_phenotype",
                "has_phenotype statement(s) about an HPO term that is not a phenotype, not taken as claims",
                example,
            )
            yield from set_aside_quads(claim, self.dataset, self.dataset)
            return
        self.count += 1
        self._ends.update(end for end in (claim.subject, claim.object) if isinstance(end, NamedNode))
        self._ends.update(v for slot, v in claim.statements if slot in _QUALIFYING and isinstance(v, NamedNode))
        self._works.update(v for slot, v in claim.statements if slot == _PUBLICATIONS and isinstance(v, NamedNode))
        yield from claim_quads(claim, self.dataset)

    def description(self, store: "Store") -> Iterator[Quad]:
        """Terms with their ancestors, cited works, and labels of what has none in `store`; ask when all else is in it."""
        for end in sorted(self._ends, key=str):
            reference = _reference(end)
            found = self._lexicon.term(reference) if reference and reference.prefix == "HP" else None
            if found:
                for ancestor in sorted(self._lexicon.ancestors(found.reference)):
                    if above := self._lexicon.term(ancestor):
                        yield from unlabelled(store, describe_term(above).quads())
            elif reference and self._lexicon.label(reference) != reference.curie:
                yield from unlabelled(store, [Quad(end, LABEL, Literal(self._lexicon.label(reference)), DEFAULT)])
        for work in sorted(self._works, key=str):
            if next(iter(store.quads_for_pattern(work, term("rdf:type"), None, DefaultGraph())), None):
                continue  # described already: by a page that lists it, or as the page it is
            yield Quad(work, term("rdf:type"), term("biolink:Publication"), DEFAULT)
            yield Quad(work, term("biolink:category"), term("biolink:Publication"), DEFAULT)
            yield from unlabelled(store, [Quad(work, LABEL, Literal(compress(work.value)), DEFAULT)])

    def qualifier_of(self, value: NamedNode) -> NamedNode | None:
        """The slot that a value alone decides: HPO's frequencies and ages of onset qualify a claim, whatever leads to them."""
        reference = _reference(value)
        if reference is None or reference.prefix != "HP" or not self._lexicon.term(reference):
            return None
        return next((slot for branch, slot in _QUALIFIERS if self._lexicon.is_a(reference, branch)), None)

    def _no_phenotype(self, target: NamedNode | Literal) -> bool:
        reference = _reference(target) if isinstance(target, NamedNode) else None
        if reference is None or reference.prefix != "HP" or not self._lexicon.term(reference):
            return False
        return not self._lexicon.is_a(reference, PHENOTYPIC_ABNORMALITY)


def unlabelled(store: "Store", quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads without labels for what the default graph names already: a second name would double every answer."""
    for quad in quads:
        if quad.predicate != LABEL or not _has_label(store, cast("NamedNode", quad.subject)):
            yield quad


def _has_label(store: "Store", subject: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(subject, LABEL, None, DefaultGraph())), None) is not None


def _reference(node: NamedNode) -> Reference | None:
    curie = compress(node.value)
    return None if curie == node.value else Reference(*curie.split(":", 1))
