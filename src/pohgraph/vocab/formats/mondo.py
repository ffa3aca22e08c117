"""Mondo as an ontology, in OBO or OBO Graphs JSON: names of diseases with their scope, and mappings with their strength."""

from collections.abc import Iterator
from pathlib import Path

from pohgraph.model import Mapping, Reference, Term
from pohgraph.schema.relations import synonym_predicate
from pohgraph.vocab.formats.foreign import ForeignIdentifiers
from pohgraph.vocab.formats.obo import Ontology, read_obo
from pohgraph.vocab.formats.obographs import is_json, read_obographs
from pohgraph.vocab.mappings import MONDO, LiteralMapping, MappingSet

_TITLE = "Mondo Disease Ontology"
_UNSPECIFIED = Reference("semapv", "UnspecifiedMatching")


def read_mondo(path: Path) -> MappingSet:
    """Read mondo.obo or mondo.json.

    Raises:
        VocabularyError: the file is missing or malformed, or holds no MONDO term.
    """
    ontology = read_obographs(path, "MONDO") if is_json(path) else read_obo(path, "MONDO")
    identifiers = ForeignIdentifiers()
    return MappingSet(
        id=MONDO,
        title=_TITLE,
        version=ontology.version,
        license=ontology.license,
        mappings=tuple(_mappings(ontology, identifiers)),
        names=tuple(name for term in ontology.terms.values() for name in _names(term)),
        unknown=dict(identifiers.unknown),
        replaced=ontology.replaced,
    )


def _mappings(ontology: Ontology, identifiers: ForeignIdentifiers) -> Iterator[Mapping]:
    for reference, mapped in ontology.mapped.items():
        for predicate, target in mapped:
            found = identifiers.find(target)
            if found:
                yield Mapping(
                    subject=reference,
                    predicate=Reference.parse(predicate),
                    object=found,
                    subject_label=ontology.terms[reference].label,
                    justification=_UNSPECIFIED,
                    mapping_set=MONDO,
                )


def _names(term: Term) -> Iterator[LiteralMapping]:
    for text, scope in ((term.label, "EXACT"), *term.synonyms):
        yield LiteralMapping(
            subject=term.reference, subject_label=term.label, predicate=synonym_predicate(scope), text=text
        )
