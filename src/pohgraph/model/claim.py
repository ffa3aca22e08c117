"""A claim as a stored graph has it, read back: what comparisons of graphs work on."""

from dataclasses import dataclass

_NOBODY = frozenset({"0%", "HP:0040285"})  # the share 0 and the term "excluded"


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
    def stands(self) -> bool:
        """Whether the source says it of this disease and without reserve; it may still deny it."""
        return not (self.hedged or self.borrowed)

    @property
    def flags(self) -> str:
        """The words that take the claim back, such as "negated hedged"."""
        return " ".join(name for name in ("negated", "hedged", "borrowed") if getattr(self, name))

    @property
    def said(self) -> str:
        """The claim's object with its flags, for people."""
        return " ".join(filter(None, (self.flags, self.object_label or self.object)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One row of HPO's annotations of diseases. `frequency` is as the file has it: a term, n/m, a percentage, or ""."""

    disease: str
    term: str
    aspect: str
    negated: bool = False
    frequency: str = ""
    reference: str = ""

    @property
    def denies(self) -> bool:
        """Whether it says that the disease lacks the term, be it by a share of none.

        >>> [Annotation(disease="OMIM:1", term="HP:1", aspect="P", frequency=f).denies for f in ("0/13", "0%", "1/13")]
        [True, True, False]
        """
        return self.negated or self.frequency.startswith("0/") or self.frequency in _NOBODY
