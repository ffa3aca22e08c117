"""The reader's tables, compiled: headings, cues, standard text, signatures of families.

The patterns are regular expressions over lower and upper case alike; each row of a table gives its reason.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pohgraph.compiled import compiled
from pohgraph.errors import VocabularyError
from pohgraph.model import Element, Span
from pohgraph.resources import data_file
from pohgraph.tables import package_table

_HEAD = 20_000  # code points at either end of a page in which its family shows
_LEAD = 800  # code points at the start of a paragraph in which its subject shows
_TINY = 1e-6  # of a weight: what sums of fractions are wrong by
_LONGEST_HEADING = 120
_LONGEST_STANDARD = 2_000  # a line that opens as standard text and is longer holds the rest of the page as well


def signature(family: str, text: str, *, least: float = 0.0) -> float:
    """How much a text looks like a page of `family`: the weights of what it shows, at most 1.

    What is less than `least` may come out as less than it is.
    """
    shown = _ends(text)
    found: list[float] = []
    for pattern, weight, left in _signature(family):
        if sum(found) + left < least - _TINY:
            break
        if pattern.search(shown):
            found.append(weight)
    return min(1.0, sum(found))


@lru_cache(maxsize=1)  # every family is shown the same page, one after the other
def _ends(text: str) -> str:
    """What a family is told by: a page's beginning and end, with line ends of one kind."""
    shown = text if len(text) <= 2 * _HEAD else f"{text[:_HEAD]}\n{text[-_HEAD:]}"
    return shown.replace("\r\n", "\n").replace("\r", "\n")


def find_section_name(heading: str) -> str | None:
    """The canonical section that a printed heading opens; None for one that no table knows.

    >>> find_section_name("**Other Names for This Condition**"), find_section_name("Anything else")
    ('synonyms', None)
    """
    words = heading.strip("#*_: \t")
    if not 0 < len(words) <= _LONGEST_HEADING or not _any_heading().fullmatch(words):
        return None
    return next((section for pattern, section in _headings() if pattern.fullmatch(words)), None)


def heading_role(heading: str) -> str | None:
    """The section that a line known to be a heading opens: by its whole words, else by a cue among them.

    >>> heading_role("How is it treated?"), heading_role("Symptoms of Hurler syndrome"), heading_role("A letter")
    ('treatment', 'symptoms', None)
    """
    name = find_section_name(heading)
    words = heading.strip("#*_=:' \t")
    if name or not 0 < len(words) <= _LONGEST_HEADING:
        return name
    return next((section for pattern, section in _heading_cues() if pattern.search(words)), None)


def heading_before(heading: str, following: str) -> str | None:
    """The section of a heading that means something else where a certain heading follows it."""
    for own, after, section in _heading_pairs():
        if own.fullmatch(heading.strip(" :")) and after.fullmatch(following.strip(" :")):
            return section
    return None


def cue_scores(table: str, text: str, span: Span, *, opening: int = 0) -> dict[str, float]:
    """Section or block -> the summed weight of its cues in the paragraph at `span`, where it has any.

    A cue that stands within the first `opening` code points counts twice.
    """
    lead = text[span.start : min(span.end, span.start + _LEAD)]
    scores: dict[str, float] = {}
    for pattern, name, weight in _cues(table):
        match = pattern.search(lead)
        if match:
            scores[name] = scores.get(name, 0.0) + (2 * weight if match.start() < opening else weight)
    return scores


def boilerplate(text: str, family: str, *, scope: str, spans: Iterable[Span]) -> tuple[Element, ...]:
    """Those of `spans` that open as the publisher's standard text of this `scope` ("line", "sentence")."""
    return tuple(
        Element(kind="boilerplate", span=span) for span in spans if is_boilerplate(text, family, scope=scope, span=span)
    )


def is_boilerplate(text: str, family: str, *, scope: str, span: Span) -> bool:
    """Whether the words at `span` open as standard text of this `scope`."""
    return span.end - span.start <= _LONGEST_STANDARD and _openings(family, scope).match(text, *span) is not None


def merged(text: str, elements: Iterable[Element]) -> tuple[Element, ...]:
    """Elements of one kind without parts, in order; those with nothing but white space between them are joined."""
    joined: list[Element] = []
    for element in sorted(elements, key=lambda element: element.span):
        last = joined[-1] if joined else None
        if last and not text[last.span.end : element.span.start].strip():
            joined[-1] = Element(kind=last.kind, span=last.span.cover(element.span))
        else:
            joined.append(element)
    return tuple(joined)


@cache
def _signature(family: str) -> tuple[tuple[re.Pattern[str], float, float], ...]:
    """What a page of the family shows, each with its weight and with that of all from it on."""
    rows = [row for row in package_table("read", "signatures.tsv") if row["family"] == family]
    weights = [float(row["weight"]) for row in rows]
    return tuple(
        (_compiled(row["pattern"], "signatures.tsv"), weight, sum(weights[place:]))
        for place, (row, weight) in enumerate(zip(rows, weights, strict=True))
    )


@cache
def _headings() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = package_table("read", "headings.tsv")
    return tuple((_compiled(row["heading"], "headings.tsv"), row["section"]) for row in rows)


@cache
def _heading_cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = package_table("read", "heading_cues.tsv")
    return tuple((_compiled(row["cue"], "heading_cues.tsv"), row["section"]) for row in rows)


@cache
def _heading_pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    table = "heading_pairs.tsv"
    rows = package_table("read", table)
    return tuple((_compiled(row["heading"], table), _compiled(row["following"], table), row["section"]) for row in rows)


@cache
def _any_heading() -> re.Pattern[str]:
    """All headings at once: most lines are none, and that is soon said."""
    return _compiled("|".join(f"(?:{row['heading']})" for row in package_table("read", "headings.tsv")), "headings.tsv")


@cache
def _cues(table: str) -> tuple[tuple[re.Pattern[str], str, float], ...]:
    rows = package_table("read/formats", table)
    return tuple((_compiled(row["pattern"], f"formats/{table}"), row["block"], float(row["weight"])) for row in rows)


@cache
def _openings(family: str, scope: str) -> re.Pattern[str]:
    rows = package_table("read", "boilerplate.tsv")
    found = [row["opening"] for row in rows if row["family"] in {family, "any"} and row["scope"] == scope]
    return _compiled("|".join(f"(?:{opening})" for opening in found) or r"(?!)", "boilerplate.tsv")


def _compiled(pattern: str, table: str) -> re.Pattern[str]:
    try:
        return compiled(pattern, re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        path = str(data_file("read", table))
        raise VocabularyError(path=path, reason=f"{pattern!r} is no pattern: {error}") from None
