"""The claim that an edit makes, in RDF: what the old one says, with the new values, on the same page and with the same words."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from pohgraph.model import Claim, Named
from pohgraph.schema.prefixes import iri_root
from pohgraph.schema.relation import Group
from pohgraph.schema.relations import FLAGS, REJECTED, RELATIONS
from pohgraph.store.decided import ACCEPTED
from pohgraph.store.rdf import DEFAULT, Node, digest, term

_TRIPLE = ("rdf:subject", "rdf:predicate", "rdf:object")
_AXIOM = ("owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget")
_MAPPING = ("sssom:subject_id", "sssom:predicate_id", "sssom:object_id")
_FREQUENCY, _ONSET, _TEXT = "biolink:frequency_qualifier", "biolink:onset_qualifier", "pohgraph:frequency_text"
# What the edit says anew, or what was said of the old association alone.
_REPLACED = frozenset(
    map(
        term,
        (
            *_TRIPLE,
            *_AXIOM,
            *_MAPPING,
            *FLAGS.values(),
            _FREQUENCY,
            _ONSET,
            _TEXT,
            "rdf:type",
            "biolink:agent_type",
            REJECTED,
            "prov:wasInvalidatedBy",
            "prov:wasAttributedTo",
            "prov:wasRevisionOf",
            "dcterms:dateAccepted",
            "dcterms:identifier",
        ),
    )
)


def revised_iri(new: Claim) -> NamedNode:
    """The claim's own hash, as `association_iri` makes it of the same claim on the same page."""
    is_node = isinstance(new.object, Named)
    key = (
        str(new.subject),
        str(new.predicate),
        str(new.object) if is_node else "",
        "" if is_node else str(new.object),
        *(name if getattr(new, name) else "" for name in FLAGS),
        str(new.frequency),
        str(new.onset),
        *new.narrowed,
    )
    return NamedNode(f"{iri_root('pohassoc')}{digest(*key, new.source.id)}")


def edge(claim: Claim) -> Quad:
    """The plain edge of a claim, whether the graph has it or not."""
    return Quad(NamedNode(claim.subject.iri), NamedNode(claim.predicate.iri), _target(claim), DEFAULT)


def revised_quads(old: NamedNode, statements: Iterable[Quad], new: Claim, dropped: Iterable[str]) -> Iterator[Quad]:
    """The association of the new claim, made of the old one's quads; slots in `dropped`, given as CURIEs, go."""
    this = revised_iri(new)
    gone = _REPLACED.union(map(term, dropped))
    for quad in statements:
        if quad.predicate not in gone:
            yield Quad(this, quad.predicate, quad.object, DEFAULT)
    triple = edge(new)
    ends = (triple.subject, triple.predicate, triple.object)
    said: list[tuple[str, Node]] = [
        ("rdf:type", term("biolink:Association")),
        ("rdf:type", term(new.category)),
        ("biolink:agent_type", Literal(ACCEPTED)),
        ("prov:wasRevisionOf", old),
        *((slot, Literal(value=True)) for flag, slot in FLAGS.items() if getattr(new, flag)),
        *((_TEXT, Literal(text)) for text in new.frequency_texts),
        *((slot, NamedNode(value.iri)) for slot, value in ((_FREQUENCY, new.frequency), (_ONSET, new.onset)) if value),
    ]
    for slot, value in said:
        yield Quad(this, term(slot), value, DEFAULT)
    for slots in (_TRIPLE, _standard(new)):
        for slot, end in zip(slots, ends, strict=False):
            yield Quad(this, term(slot), end, DEFAULT)


def _standard(new: Claim) -> tuple[str, ...]:
    """The slots by which a claim's own standard names its ends."""
    group = next(row.group for row in RELATIONS if row.predicate.curie == new.predicate)
    is_node = isinstance(new.object, Named)
    if group is Group.SYNONYMS and not is_node:
        return _AXIOM
    return _MAPPING if group is Group.IDENTIFIERS and is_node else ()


def _target(claim: Claim) -> Node:
    return NamedNode(claim.object.iri) if isinstance(claim.object, Named) else Literal(claim.object)
