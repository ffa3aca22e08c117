"""Other people's statements as associations beside ours: which may count as a claim, and what their ends are called."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pohgraph.intake.names import Names
from pohgraph.intake.notes import Notes
from pohgraph.intake.own import is_taken
from pohgraph.model import Reference
from pohgraph.schema.branches import FREQUENCY, ONSET, PHENOTYPIC_ABNORMALITY
from pohgraph.schema.prefixes import compress, iri_root
from pohgraph.schema.relations import HAS_PHENOTYPE
from pohgraph.store.description import describe_term
from pohgraph.store.imported import ImportedClaim, claim_lines, set_aside_lines
from pohgraph.store.rdf import Node, node, term
from pohgraph.vocab.lexicon import Lexicon

if TYPE_CHECKING:
    from pyoxigraph import Store

_HAS_PHENOTYPE = node(HAS_PHENOTYPE)
_PUBLICATIONS = term("biolink:publications")
_TYPE, _CATEGORY, _PUBLICATION = map(term, ("rdf:type", "biolink:category", "biolink:Publication"))
LABEL = term("rdfs:label")
_QUALIFYING = frozenset((term("biolink:frequency_qualifier"), term("biolink:onset_qualifier")))
_QUALIFIERS = ((FREQUENCY, term("biolink:frequency_qualifier")), (ONSET, term("biolink:onset_qualifier")))


class NodeDescription(NamedTuple):
    """What a file says of a node: its name, if it gives one, and other facts."""

    subject: NamedNode
    label: Node | None
    facts: tuple[tuple[NamedNode, Node], ...]

    def lines(self, *, is_named: bool) -> str:
        """As N-Quads, with the name or without."""
        facts = [f"{self.subject} {slot} {value} .\n" for slot, value in self.facts]
        if is_named:
            facts.append(f"{self.subject} {LABEL} {self.label} .\n")
        return "".join(facts)


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
        self._no_phenotypes: dict[NamedNode, bool] = {}
        self._ends: set[NamedNode] = set()
        self._works: set[NamedNode] = set()

    def lines(self, claim: ImportedClaim) -> str:
        """The claim as N-Quads; one that may not stand is kept in the graph of its file, and noted. "" for none."""
        if self._merged and is_taken(claim, self._merged):
            self.taken_before += 1
            self.notes.add(
                "taken_before", "claim(s) of pohgraph that the graph has already, not taken again", claim.identifier
            )
            return ""
        if claim.predicate == _HAS_PHENOTYPE and self._no_phenotype(claim.object):
            example = f"{compress(claim.subject.value)} {compress(claim.object.value)}"
            self.notes.add(
                "not_a_phenotype",
                "has_phenotype statement(s) about an HPO term that is not a phenotype, not taken as claims",
                example,
            )
            return set_aside_lines(claim, self.dataset)
        self.count += 1
        self._ends.update(end for end in (claim.subject, claim.object) if isinstance(end, NamedNode))
        for slot, value in claim.statements:
            if slot == _PUBLICATIONS and isinstance(value, NamedNode):
                self._works.add(value)
            elif slot in _QUALIFYING and isinstance(value, NamedNode):
                self._ends.add(value)
        return claim_lines(claim, self.dataset)

    def description(self, store: "Store") -> Iterator[str]:
        """Terms with their ancestors, cited works, and labels of what has none in `store`, in N-Quads; ask when all else is in it."""
        above: set[Reference] = set()
        for end in sorted(self._ends, key=str):
            reference = _reference(end)
            found = self._lexicon.term(reference) if reference and reference.prefix == "HP" else None
            if found:
                above |= self._lexicon.ancestors(found.reference)
            elif reference and self._lexicon.label(reference) != reference.curie:
                yield _named(store, end, self._lexicon.label(reference))
        for ancestor in sorted(above):
            if ontology_term := self._lexicon.term(ancestor):
                for quad in unlabelled(store, describe_term(ontology_term).quads()):
                    yield f"{quad.subject} {quad.predicate} {quad.object} .\n"
        for work in sorted(self._works, key=str):
            if next(iter(store.quads_for_pattern(work, _TYPE, None, DefaultGraph())), None):
                continue  # described already: by a page that lists it, or as the page it is
            for slot in (_TYPE, _CATEGORY):
                yield f"{work} {slot} {_PUBLICATION} .\n"
            yield _named(store, work, compress(work.value))

    def qualifier_of(self, value: NamedNode) -> NamedNode | None:
        """The slot that a value alone decides: HPO's frequencies and ages of onset qualify a claim, whatever leads to them."""
        reference = _reference(value)
        if reference is None or reference.prefix != "HP" or not self._lexicon.term(reference):
            return None
        return next((slot for branch, slot in _QUALIFIERS if self._lexicon.is_a(reference, branch)), None)

    def _no_phenotype(self, target: NamedNode | Literal) -> bool:
        if not (isinstance(target, NamedNode) and target.value.startswith(iri_root("HP"))):
            return False
        if target not in self._no_phenotypes:  # no more than HPO has terms, or a file mistakes for them
            reference = _reference(target)
            self._no_phenotypes[target] = bool(
                reference
                and self._lexicon.term(reference)
                and not self._lexicon.is_a(reference, PHENOTYPIC_ABNORMALITY)
            )
        return self._no_phenotypes[target]


def unlabelled(store: "Store", quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads without labels for what the default graph names already: a second name would double every answer."""
    for quad in quads:
        if quad.predicate != LABEL or not has_label(store, cast("NamedNode", quad.subject)):
            yield quad


def _named(store: "Store", this: NamedNode, name: str) -> str:
    """The label of a node, where the default graph has none."""
    return "" if has_label(store, this) else f"{this} {LABEL} {Literal(name)} .\n"


def has_label(store: "Store", subject: NamedNode) -> bool:
    """Whether the default graph says what it is called."""
    return next(iter(store.quads_for_pattern(subject, LABEL, None, DefaultGraph())), None) is not None


def _reference(node: NamedNode) -> Reference | None:
    curie = compress(node.value)
    return None if curie == node.value else Reference(*curie.split(":", 1))
