"""A typed claim, and where it was read. A claim's identity leaves its evidence out, as in INDRA's statements."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pohgraph.model.document import Span
from pohgraph.model.reference import Reference
from pohgraph.model.state import State, state_of


class Detail(NamedTuple):
    """A relation's own qualifier: `slot` is a CURIE of Biolink, SSSOM or our vocabulary.

    `value` is text, or a CURIE where `is_reference`.
    """

    slot: str
    value: str
    is_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """What narrows a claim, and whether the page states it.

    `negated`: the page denies it. `hedged`: the page leaves it open. `borrowed`: the page says it of another disease
    than the one it is about, or of a relative. `frequency` and `onset` are HPO terms.
    """

    negated: bool = False
    hedged: bool = False
    borrowed: bool = False
    frequency: Reference | None = None
    onset: Reference | None = None
    details: tuple[Detail, ...] = ()

    @property
    def state(self) -> State:
        """What the claim comes to; only what is stated becomes a plain edge."""
        return state_of(negated=self.negated, hedged=self.hedged, borrowed=self.borrowed)

    def detail(self, slot: str) -> str | None:
        """The value of one detail, or None."""
        return next((d.value for d in self.details if d.slot == slot), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim was read: `quote` holds subject, object, cue and qualifiers wherever these stand in the text.

    `subject_span` is None where the page's title or context names the subject outside the quote.
    `publications` are the works the page cites for it. `inferred_by` is the vocabulary a claim was inferred by from these words;
    None where the words themselves say it.
    """

    document: str
    quote: Span
    section: str
    extractor: str
    subject_span: Span | None = None
    object_span: Span | None = None
    cue: Span | None = None
    qualifier_spans: tuple[tuple[str, Span], ...] = ()
    publications: tuple[Reference, ...] = ()
    inferred_by: Reference | None = None

    def qualifier_span(self, name: str) -> Span | None:
        """The words of one qualifier ("negation", "hedge", "frequency", …), or None."""
        for key, span in self.qualifier_spans:
            if key == name:
                return span
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """`subject` `predicate` `object`, or `value` where the object is text. Evidence is never empty.

    Raises:
        ValueError: there is no evidence, or not exactly one of object and value.
    """

    subject: Reference
    predicate: Reference
    object: Reference | None = None
    value: str | None = None
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence: tuple[Evidence, ...]
    subject_label: str = ""
    object_label: str = ""
    about: bool = False

    def __post_init__(self) -> None:
        if not self.evidence:
            message = f"{self.subject.curie} {self.predicate.curie}: an assertion needs evidence"
            raise ValueError(message)
        if (self.object is None) == (self.value is None):
            message = f"{self.subject.curie} {self.predicate.curie}: exactly one of object and value"
            raise ValueError(message)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two assertions the same claim; labels and evidence are left out."""
        q = self.qualifiers
        return (
            self.subject.curie,
            self.predicate.curie,
            self.object.curie if self.object else "",
            self.value or "",
            "negated" if q.negated else "",
            "hedged" if q.hedged else "",
            "borrowed" if q.borrowed else "",
            q.frequency.curie if q.frequency else "",
            q.onset.curie if q.onset else "",
            *(f"{slot}={value}" for slot, value, _ in q.details),
        )
