"""What speaks for a disease as the one a page is about, and how much each kind of it weighs."""

from typing import NamedTuple

from pohgraph.model import Reference, Span

# Set on pages whose disease is known, with and without Mondo; moving one by a quarter changes little.
_WEIGHTS = {
    "title": 0.8,
    "title_synonym": 0.8,
    "title_reworded": 0.8,
    "identifier": 0.45,
    "identifier_in_text": 0.3,
    "identifier_wider": 0.2,
    "opening": 0.3,
    "most_named": 0.3,
    "synonym": 0.3,
    "synonym_wider": 0.2,
    "series": 0.5,
    "table": 0.6,
    "table_in_part": 0.3,
    "only_gene": 0.35,
    "gene": 0.25,
    "findings": 0.1,
    "name": 0.25,
    "name_in_part": 0.15,
    "other_number": -0.2,
    "unasked_number": -0.2,
    "unasked_kind": -0.2,
    "unasked_cause": -2.0,
    "other_kind": -3.0,  # outweighs a table of findings, too: a page on all kinds prints that of one
    "opposite": -2.0,  # outweighs all else: "non-classic X" is never "classic X"
}
# A page is grounded by one of these; the others only add to them.
NAMING = frozenset(
    {
        "title",
        "title_synonym",
        "title_reworded",
        "identifier",
        "synonym",
        "series",
        "table",
        "table_in_part",
        "only_gene",
        "gene",
    }
)
BY_GENE = frozenset({"gene"})  # such a reason grounds a page only together with another
PROSE = frozenset({"opening", "most_named"})
_EACH = "synonym"  # every listed name counts; of other kinds one reason


class Reason(NamedTuple):
    """One thing that speaks for a disease, or against it: its kind, the words that say it, and where it stands."""

    kind: str
    text: str
    span: Span


Reasons = dict[Reference, list[Reason]]


def weight(reasons: list[Reason]) -> float:
    """What the reasons weigh together: each kind once, but every listed name.

    Two registries that list one gene's disease are no two reasons: the gene is named once.
    """
    kinds = {reason.kind for reason in reasons} - {_EACH}
    kinds -= BY_GENE if "only_gene" in kinds else frozenset()
    names = sum(reason.kind == _EACH for reason in reasons)
    return round(sum(_WEIGHTS[kind] for kind in sorted(kinds)) + names * _WEIGHTS[_EACH], 2)


def rank(reasons: list[Reason]) -> tuple[bool, float]:
    """What diseases of one registry are compared by: a title that is just the name comes before all else."""
    return any(reason.kind == "title" for reason in reasons), weight(reasons)


def score(reasons: list[Reason]) -> float:
    """The weight as a number between 0 and 1."""
    return max(0.0, min(1.0, weight(reasons)))
