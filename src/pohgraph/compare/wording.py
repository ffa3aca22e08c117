"""What comparisons say, in words: the rows of the tables of conflicts and comparisons, and the sentences that other tables share with them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from pohgraph.compare.annotations import Comparison
from pohgraph.compare.independence import NOT_INDEPENDENT, dependence, repeats
from pohgraph.compare.rules import Conflict
from pohgraph.compare.standing import AT_ODDS, Standing
from pohgraph.model import Annotation, Claim

Label = Callable[[str], str]  # what a term is called, by its CURIE
SAME_SOURCE = "same source"
CONFLICT_COLUMNS = (
    "rule",
    "severity",
    "kind",
    "about",
    "label",
    "first",
    "first_source",
    "first_quote",
    "second",
    "second_source",
    "second_quote",
    "note",
)
COMPARISON_COLUMNS = (
    "status",
    "disease",
    "relation",
    "term",
    "label",
    "page_says",
    "reference_says",
    "reference",
    "source",
    "quote",
    "note",
)
SUMMARY_COLUMNS = (
    "disease",
    "label",
    "entries",
    "agree",
    "both_deny",
    "at_odds",
    "not_in_reference",
    "more_specific",
    "more_general",
    "open",
    "denied",
    "borrowed",
    "only_in_reference",
    "not_independent",
)
_COUNTED = (
    (Standing.AGREES,),
    (Standing.BOTH_DENY,),
    AT_ODDS,
    (Standing.ABSENT,),
    (Standing.NARROWER,),
    (Standing.WIDER,),
    (Standing.OPEN,),
    (Standing.DENIED,),
    (Standing.BORROWED,),
    (Standing.ALONE,),
)


def conflict_row(conflict: Conflict) -> tuple[str, ...]:
    """A row of `CONFLICT_COLUMNS`; the second side of some is a vocabulary with its release, and has no quote."""
    first, second = conflict.first, conflict.second
    if isinstance(second, Claim):
        other = (_said_of(conflict.about, second), second.source.name, _quote(second))
    else:
        other = (second.says, second.name, "")
    return (
        conflict.rule,
        conflict.severity,
        conflict.kind,
        conflict.about,
        conflict.about_label,
        *(_said_of(conflict.about, first), first.source.name, _quote(first)),
        *other,
        conflict_note(conflict),
    )


def conflict_note(conflict: Conflict) -> str:
    """Says so where its two claims are of one source or come from the same data; "" where a vocabulary is the other side."""
    first, second = conflict.first, conflict.second
    if not isinstance(second, Claim):
        return ""
    return SAME_SOURCE if first.source.key == second.source.key else dependence(first, second)


def comparison_row(comparison: Comparison, label: Label) -> tuple[str, ...]:
    """A row of `COMPARISON_COLUMNS`; frequencies stay the identifiers and figures that HPO's file has."""
    claim = comparison.claim
    return (
        comparison.status,
        comparison.disease,
        comparison.relation,
        comparison.term,
        label(comparison.term),
        page_says(claim, str) if claim else "",
        reference_says(comparison, lambda term: f"{label(term)} {term}", str),
        " ".join(
            dict.fromkeys((*_cited(comparison.annotations), *(m.source or m.mapping_set for m in comparison.matches)))
        ),
        claim.source.name if claim else "",
        _quote(claim) if claim else "",
        comparison_note(comparison),
    )


def counts(comparisons: Collection[Comparison]) -> list[int]:
    """How many comparisons there are of each kind in `SUMMARY_COLUMNS`, from "agree" on; the last are not independent."""
    found = Counter(c.standing for c in comparisons)
    repeated = sum(bool(comparison_note(c)) for c in comparisons)
    return [*(sum(found[standing] for standing in standings) for standings in _COUNTED), repeated]


def comparison_note(comparison: Comparison) -> str:
    """Says so where a page that a reference confirms has the claim from its data, or is what the reference has it from."""
    claim = comparison.claim
    if claim is None or not comparison.annotations:
        return ""
    return NOT_INDEPENDENT if all(repeats(claim, annotation) for annotation in comparison.annotations) else ""


def page_says(claim: Claim, often: Label) -> str:
    """The state of a claim and how often it says the phenotype occurs; `often` words a frequency that is no figure."""
    age = often(claim.onset) if claim.onset and not claim.negated else ""
    return _joined(claim.standing, _share(claim) or often(claim.frequency), age)


def reference_says(comparison: Comparison, label: Label, often: Label) -> str:
    """What the reference says that a claim is held against, each once; terms are named where they are not the claim's."""
    said = [_annotation_says(found, comparison.term, label, often) for found in comparison.annotations]
    said += [_joined(match.predicate.curie, match.object_label) for match in comparison.matches]
    return "; ".join(dict.fromkeys(said))


def _cited(annotations: Iterable[Annotation]) -> Iterator[str]:
    return (f"{annotation.disease}<{annotation.reference}>" for annotation in annotations)


def _said_of(about: str, claim: Claim) -> str:
    """What a claim says of the thing a conflict is about."""
    ends = ((claim.subject, claim.subject.label), (claim.object, claim.object_label))
    other, label = ends[1] if about == claim.subject else ends[0]
    return _joined(_unless_stated(claim), claim.predicate, label, other, _share(claim) or claim.frequency)


def _annotation_says(annotation: Annotation, own: str, label: Label, often: Label) -> str:
    other = label(annotation.term) if annotation.term != own else ""
    age = often(annotation.onset) if annotation.onset else ""
    return _joined("denied" if annotation.negated else "stated", other, often(annotation.frequency), age)


def _unless_stated(claim: Claim) -> str:
    return "" if claim.state == "stated" else claim.standing


def _share(claim: Claim) -> str:
    return "" if claim.quotient is None else f"{100 * claim.quotient:g}%"


def _quote(claim: Claim) -> str:
    return " | ".join(" ".join(quote.split()) for quote in claim.quotes)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
