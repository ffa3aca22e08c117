"""What a page and its claims are about: the page's topic, the subject of one claim, a disease no vocabulary knows."""

import re
import unicodedata
from dataclasses import dataclass, replace

from pohgraph.model import Assertion, Reference, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The disease a page is about: `span` is where the page names it, `score` 0..1, `reasons` why it was chosen.

    `same_named` are the diseases other registries list under the page's names, with the place of the name; `members` are types
    of it that a vocabulary calls by the name of them all; `titles` are the keys of the page's titles, which name it whatever else
    they may mean.
    """

    reference: Reference
    label: str
    span: Span
    score: float
    reasons: tuple[str, ...]
    same_named: tuple[tuple[Reference, Span], ...] = ()
    members: frozenset[Reference] = frozenset()
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who a claim in a sentence is about; `span` is None where only the page's topic says so."""

    reference: Reference
    label: str
    span: Span | None
    borrowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The disease that the user says a page is about: `asked` are the user's words, `same` its entries in other registries.

    `is_known` says whether a vocabulary has it.
    """

    reference: Reference
    label: str
    asked: str
    is_known: bool
    same: frozenset[Reference] = frozenset()


def lent(claim: Assertion, topic: Topic, reference: Reference, label: str) -> Assertion:
    """A claim of the page's disease as one of another disease, of which the page says it."""
    borrowed = replace(claim, qualifiers=replace(claim.qualifiers, borrowed=True))
    if claim.subject == topic.reference:
        return replace(borrowed, subject=reference, subject_label=label)
    if claim.object == topic.reference:
        return replace(borrowed, object=reference, object_label=label)
    return borrowed


def own_disease(name: str) -> Reference:
    """The own reference of a disease no loaded vocabulary knows.

    >>> own_disease("Primary osteoma cutis").curie
    'pohdisease:primary-osteoma-cutis'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return Reference("pohdisease", re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed")
