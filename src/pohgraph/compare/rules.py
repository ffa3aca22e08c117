"""What a conflict is: its rule and severity, its two sides, and what the vocabularies must answer. Plain values only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pohgraph.model import Claim
from pohgraph.tables import package_table

SEVERITIES = ("contradiction", "tension", "note")  # the gravest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of `conflict_rules.tsv`. `sentence` says what the two sides do, `reason` why the severity is not another."""

    name: str
    kind: str
    severity: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a vocabulary or a publisher says, where the other side of a conflict is no claim of the graph.

    `release` is that of the vocabulary, "" where it has none; `about` are the CURIEs it speaks of.
    """

    source: str
    release: str = ""
    says: str
    about: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The source with its release."""
        return " ".join(filter(None, (self.source, self.release)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sides that cannot both be the whole truth; `about` is the CURIE of what both speak of.

    Where both are claims that are not independent, one miscopied the other's data, or the data has changed since.
    """

    rule: str
    about: str
    about_label: str = ""
    first: Claim
    second: Claim | Statement

    @property
    def kind(self) -> str:
        """What it is about: one of `KINDS`."""
        return rules()[self.rule].kind

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`."""
        return rules()[self.rule].severity

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its sides that are claims, one or two."""
        return (self.first, self.second) if isinstance(self.second, Claim) else (self.first,)

    def other_than(self, claim: Claim) -> "Claim | Statement":
        """The side that a claim, one of the two, is held against."""
        return self.second if self.first.id == claim.id else self.first


class Known(Protocol):
    """What the loaded vocabularies answer. Everything is given and returned as CURIE; what is unknown gives nothing."""

    def ancestors(self, term: str) -> frozenset[str]:
        """A term of HPO and all above it."""

    def label(self, curie: str) -> str:
        """What a thing is called, or its CURIE."""

    def genes(self, disease: str) -> frozenset[str]:
        """The genes that HPO's annotations give for a disease."""

    def entries(self, disease: str) -> frozenset[str]:
        """The numbers under which OMIM lists just that disease."""

    def owner(self, identifier: str) -> str:
        """The disease whose exact match an identifier is; "" where there is none or more than one."""

    def release_of_genes(self) -> tuple[str, str]:
        """The title and the release of the vocabulary behind `genes`."""

    def release_of_mappings(self) -> tuple[str, str]:
        """The title and the release of the vocabulary behind `entries` and `owner`."""


@cache
def rules() -> dict[str, Rule]:
    """The rules by name, in the order of the table.

    >>> rules()["stated-and-denied"].severity
    'contradiction'
    """
    return {row["name"]: Rule(**row) for row in package_table("compare", "conflict_rules.tsv")}


@cache
def kinds() -> tuple[str, ...]:
    """What conflicts are about, in the order of the table."""
    return tuple(dict.fromkeys(rule.kind for rule in rules().values()))


def chosen(
    conflicts: Iterable[Conflict], *, severity: str = "note", names: Collection[str] = (), kinds: Collection[str] = ()
) -> list[Conflict]:
    """Those of this severity or a graver one, found by these rules and of these kinds; () for all."""
    severities = at_least(severity)
    return [
        one
        for one in conflicts
        if one.severity in severities and (not names or one.rule in names) and (not kinds or one.kind in kinds)
    ]


def at_least(severity: str) -> Collection[str]:
    """A severity and all that are graver.

    >>> at_least("tension")
    ('contradiction', 'tension')
    """
    return SEVERITIES[: SEVERITIES.index(severity) + 1]
