"""A claim as a stored graph has it, read back: what comparisons of graphs work on."""

from dataclasses import dataclass

from pohgraph.model.state import State, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One association. Identifiers are CURIEs, "" where there is none; `object` is text where the claim's object is.

    `source` names the page or file in the way that lasts: a page by its CURIE, a file that was read back by its name.
    `quotient` is the share of patients a page prints, 0 to 1.
    """

    subject: str
    predicate: str
    object: str
    subject_label: str = ""
    object_label: str = ""
    negated: bool = False
    hedged: bool = False
    borrowed: bool = False
    frequency: str = ""
    quotient: float | None = None
    onset: str = ""
    details: tuple[str, ...] = ()
    source: str
    source_label: str = ""
    quotes: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """What the claim comes to, in one word."""
        return state_of(negated=self.negated, hedged=self.hedged, borrowed=self.borrowed)

    @property
    def stands(self) -> bool:
        """Whether the source says it of this disease and without reserve; it may still deny it."""
        return not (self.hedged or self.borrowed)

    @property
    def flags(self) -> str:
        """The words that take the claim back, such as "negated hedged"."""
        return " ".join(name for name in ("negated", "hedged", "borrowed") if getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One row of HPO's annotations of diseases. `frequency` is as the file has it: a term, n/m, a percentage, or ""."""

    disease: str
    term: str
    aspect: str
    negated: bool = False
    frequency: str = ""
    reference: str = ""
