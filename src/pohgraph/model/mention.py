"""A stretch of text that names something, with what it may name and how it is meant."""

from dataclasses import dataclass, field

from pohgraph.model.document import Span
from pohgraph.model.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing a mention may name: `synonym` is the name that matched, `steps` the normalisations it took."""

    reference: Reference
    label: str
    synonym: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How a mention is meant, each by the words that say so: negated, hedged, of some patients, of a relative, and so on."""

    negation: Span | None = None
    hedge: Span | None = None
    frequency: Span | None = None
    condition: Span | None = None
    relative: Span | None = None

    @property
    def negated(self) -> bool:
        """Whether the text denies it."""
        return self.negation is not None

    @property
    def hedged(self) -> bool:
        """Whether the text leaves open if it is so."""
        return self.hedge is not None or self.condition is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`text` is the document's own, between `span`'s offsets. `candidates` are in order, the preferred one first.

    `entity` is where the thing stands that a quality named by `span` is said of, when the two are apart.
    `category` is one of "phenotype", "disease", "gene", "identifier", "inheritance", "onset", "course".
    """

    span: Span
    text: str
    category: str
    entity: Span | None = None
    candidates: tuple[Candidate, ...]
    context: Context = field(default_factory=Context)

    @property
    def reference(self) -> Reference:
        """What the preferred candidate names."""
        return self.candidates[0].reference

    @property
    def label(self) -> str:
        """The preferred candidate's label."""
        return self.candidates[0].label
