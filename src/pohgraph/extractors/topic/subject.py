"""What a page and its claims are about: the page's topic, the subject of one claim, a disease no vocabulary knows."""

import re
import unicodedata
from dataclasses import dataclass

from pohgraph.model import Reference, Span

# A verb, or what stands for one, that says something of the disease named before it.
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|might|can|could|causes?|includ\w+|characteri[sz]ed|involv\w+|affects?|presents?|"
    r"results?|leads?|occurs?|develops?|experiences?|features?|shows?|associated|such as)\b",
    re.IGNORECASE,
)
_NEXT_ITEM = re.compile(r"\s*(?:[,;/()]|(?:and|or)\b|[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The disease a page is about: `span` is where the page names it, `score` 0..1, `reasons` why it was chosen.

    `same_named` are the diseases other registries list under the page's names, with the place of the name; `members` are types
    of it that a vocabulary calls by the name of them all.
    """

    reference: Reference
    label: str
    span: Span
    score: float
    reasons: tuple[str, ...]
    same_named: tuple[tuple[Reference, Span], ...] = ()
    members: frozenset[Reference] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who a claim in a sentence is about; `span` is None where only the page's topic says so."""

    reference: Reference
    label: str
    span: Span | None
    borrowed: bool


def own_disease(name: str) -> Reference:
    """The own reference of a disease no loaded vocabulary knows.

    >>> own_disease("Primary osteoma cutis").curie
    'pohdisease:primary-osteoma-cutis'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return Reference("pohdisease", re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed")


def is_item(text: str, name: Span, sentence: Span, before: int) -> bool:
    """Whether a name is one of several that a verb lists, and what stands at `before` another one.

    "The features may include reflux disease, ataxia": not so "reflux disease causes ataxia".
    """
    if not _NEXT_ITEM.match(text, name.end) or _PREDICATE.search(text, name.end, before):
        return False
    return _PREDICATE.search(text, sentence.start, name.start) is not None
