"""What a claim becomes when a curator edits it, and whether it may: values must be ones that pages could have given. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from pohgraph.assemble import category_of
from pohgraph.errors import UnknownReferenceError
from pohgraph.model import Claim, Named, Reference
from pohgraph.schema.branches import ONSET
from pohgraph.schema.categories import GENE_PREFIXES, Category
from pohgraph.schema.frequencies import EXCLUDED, bands
from pohgraph.schema.prefixes import expand, standardise
from pohgraph.schema.relation import Relation
from pohgraph.schema.relations import PREDICATES, RELATIONS
from pohgraph.vocab.lexicon import Lexicon

# What tells how often in figures or words: a frequency that a curator gives replaces all of it.
FIGURES = ("biolink:has_count", "biolink:has_total", "biolink:has_quotient", "biolink:has_percentage")
_OWN = "pohgraph:"


class IncompleteError(ValueError):
    """A value of an edit needs another one with it; `field` is the one that cannot stand alone."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


class Known(Protocol):
    """What a graph has that no vocabulary names: values of our own, such as `pohgraph:surgery`, and diseases of our own."""

    def has_value(self, predicate: str, value: str) -> bool:
        """Whether a claim with this predicate has this object; both are CURIEs."""

    def disease(self, curie: str) -> Named | None:
        """A disease of the graph."""


def edited(claim: Claim, changes: Mapping[str, str], lexicon: Lexicon, known: Known) -> Claim:
    """The claim with its new values; identity, quotes and page stay.

    Raises:
        IncompleteError: a value is possible only if another field changes, too.
        ValueError: a value is unknown, or the relation does not take it; the message says which and why.
    """
    relation = _relation(claim, changes.get("predicate", str(claim.predicate)))
    new = replace(claim, predicate=_named(relation.predicate, lexicon), category=relation.association.curie)
    if "subject" in changes:
        new = replace(new, subject=_subject(changes["subject"].strip(), relation, lexicon, known))
    if "object" in changes:
        new = replace(new, object=_object(changes["object"].strip(), relation, lexicon, known))
    elif "predicate" in changes:
        _check_object(claim, relation, lexicon, known)
    if "state" in changes:
        state = changes["state"]
        new = replace(new, negated=state == "denied", hedged=state == "open", borrowed=state == "borrowed")
    if "frequency" in changes:
        kept = tuple(detail for detail in new.details if detail.slot not in FIGURES)
        new = replace(new, frequency=_frequency(changes["frequency"], lexicon), frequency_texts=(), details=kept)
    if "onset" in changes:
        new = replace(new, onset=_onset(changes["onset"], lexicon))
    _check_needs(claim, new, changes)
    if fault := _fault(claim, new):
        raise ValueError(fault)
    return new


def _check_object(claim: Claim, relation: Relation, lexicon: Lexicon, known: Known) -> None:
    """Raise IncompleteError where the relation does not take the object that the claim has."""
    current = str(claim.object)
    message = f"{relation.predicate.curie} does not take {current!r}"
    try:
        checked = _object(current, relation, lexicon, known)
    except ValueError as error:
        raise IncompleteError("predicate", str(error)) from None
    if isinstance(checked, Named) != isinstance(claim.object, Named):
        raise IncompleteError("predicate", message)


def _check_needs(old: Claim, new: Claim, changes: Mapping[str, str]) -> None:
    """Raise IncompleteError where the state has to change with another value."""
    if new.subject != old.subject and new.borrowed and "state" not in changes:
        why = "a borrowed claim is one of another than its subject: with the subject, change the state"
        raise IncompleteError("subject", why)
    if new.frequency == EXCLUDED and not new.negated:
        raise IncompleteError("frequency", f"{EXCLUDED} says that nobody has it: change the state to denied")


def _fault(old: Claim, new: Claim) -> str:
    """Why the values do not go together, or are the old ones; "" where nothing is wrong."""
    if new.subject == new.object:
        return f"{new.subject} cannot be both the subject and the object"
    return "it changes nothing" if new == old else ""


def _relation(claim: Claim, curie: str) -> Relation:
    kind = Category.GENE.curie if claim.subject.partition(":")[0] in GENE_PREFIXES else None
    rows = [row for row in RELATIONS if row.predicate.curie == curie]
    if not rows:
        message = f"no relation {curie!r}: one of {', '.join(PREDICATES)}"
        raise ValueError(message)
    is_gene = kind is not None
    fitting = [row for row in rows if (Category.GENE.curie in row.subjects) == is_gene]
    about_page = claim.category.startswith(f"{_OWN}About")
    if not fitting or about_page != ("pohgraph:Document" in fitting[0].subjects):
        message = f"{claim.subject.label or claim.subject} cannot be the subject of {curie}"
        raise ValueError(message)
    return fitting[0]


def _subject(text: str, relation: Relation, lexicon: Lexicon, known: Known) -> Named:
    """A disease or gene that the vocabularies name, by the identifier that graphs give it; or a disease of the graph."""
    curie = relation.predicate.curie
    found = _reference(text, lexicon)
    reference = lexicon.canonical(found) if found else None
    category = category_of(reference, lexicon) if reference else None
    if reference is None or category is None or category.curie not in relation.subjects:
        what = f", which is a {category}" if category else ""
        message = f"{text!r}{what} cannot be the subject of {curie}"
        raise ValueError(message)
    named = _named(reference, lexicon)
    if named.label:
        return named
    if (disease := known.disease(reference.curie)) is not None:
        return disease
    message = f"no vocabulary knows {reference.curie}, and the graph has no such disease"
    raise ValueError(message)


def _object(text: str, relation: Relation, lexicon: Lexicon, known: Known) -> Named | str:
    curie = relation.predicate.curie
    if text.startswith(_OWN) and known.has_value(curie, text):
        return _named(Reference.parse(text), lexicon)
    reference = _reference(text, lexicon)
    if reference is None or text.startswith(_OWN):
        if text and relation.takes_text and not text.startswith(_OWN):
            return text
        message = f"{curie} does not take {text!r}"
        raise ValueError(message)
    category = category_of(reference, lexicon)
    is_any = Category.NAMED_THING.curie in relation.objects
    if not is_any:
        reference = lexicon.canonical(reference)
    if not is_any and (category is None or category.curie not in relation.objects):
        what = f"a {category}" if category else "no node of the graph"
        message = f"{curie} does not take {reference.curie}, which is {what}"
        raise ValueError(message)
    named = _named(reference, lexicon)
    if not is_any and not named.label:
        if (disease := known.disease(reference.curie)) is not None:
            return disease
        message = f"no vocabulary knows {reference.curie}"
        raise ValueError(message)
    return named


def _frequency(text: str, lexicon: Lexicon) -> Named:
    if not text:
        return Named("")
    reference = _reference(text, lexicon)
    if reference is None or reference.curie not in bands():
        message = f"{text!r} is no frequency of HPO: one of {', '.join(bands())}"
        raise ValueError(message)
    return _named(reference, lexicon)


def _onset(text: str, lexicon: Lexicon) -> Named:
    if not text:
        return Named("")
    reference = _reference(text, lexicon)
    if reference in {None, ONSET} or not lexicon.is_a(reference, ONSET):
        message = f"{text!r} is no onset of HPO: a term below {ONSET.curie}"
        raise ValueError(message)
    return _named(reference, lexicon)


def _reference(text: str, lexicon: Lexicon) -> Reference | None:
    """The reference that a text is; of a term that another has replaced, that one."""
    try:
        reference = standardise(text)
    except (UnknownReferenceError, ValueError):
        return None
    term = lexicon.term(reference)
    return term.reference if term else reference


def _named(reference: Reference, lexicon: Lexicon) -> Named:
    label = lexicon.label(reference)
    if reference.prefix == "pohgraph":
        label = reference.identifier.replace("_", " ")
    return Named(reference.curie, label="" if label == reference.curie else label, iri=expand(reference))
