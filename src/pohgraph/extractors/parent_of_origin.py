"""Which parent's copy must carry the variant for the disease to show.

Paternal *imprinting* means the paternal copy is silent: a disease that shows when the paternal copy is mutated goes with
maternal imprinting (HP:0012275). The claim is about the copy that carries the variant; `silent_copy` names the other one where
the same sentence says that it is silent.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pohgraph.extractors.shared.cued import read
from pohgraph.extractors.shared.evidence import claim_of
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.sections import sections_of
from pohgraph.language.patterns import Patterns
from pohgraph.model import Assertion, Detail, Qualifiers, Reference, Remark, Span
from pohgraph.schema.relations import HAS_PARENT_OF_ORIGIN

NAME = "parent_of_origin"
_PATTERNS = Patterns("extractors", "parent_of_origin_patterns.tsv")
_SECTIONS = sections_of(NAME)
_PARENTS = {"paternal": "maternal", "maternal": "paternal"}
_NOUNS = {"father": "paternal", "mother": "maternal"}


def parent_of_origin(page: Page) -> Iterator[Assertion | Remark]:
    """One assertion per clause that says from whom the mutated copy comes."""
    for sentence in page.sentences(*_SECTIONS):
        for match in page.prose.finditer(_PATTERNS, "origin", sentence):
            yield _claim(page, sentence, match)


def _claim(page: Page, sentence: Span, match: re.Match[str]) -> Assertion:
    group = "adjective" if match["adjective"] else "noun"
    parent = _parent(match[group])
    place, cue = Span(*match.span(group)), Span(*match.span())
    subject, qualifiers, evidence = read(page, NAME, sentence, cue, object_=place)
    silent = page.prose.search(_PATTERNS, "silent", sentence)
    details: tuple[Detail, ...] = ()
    if silent and _parent(silent["parent"]) == _PARENTS[parent]:
        details = (Detail("pohgraph:silent_copy", f"pohgraph:{_PARENTS[parent]}", is_reference=True),)
        placed = (*evidence.qualifier_spans, ("detail", Span(*silent.span())))
        evidence = replace(evidence, qualifier_spans=placed)
    return claim_of(
        page,
        HAS_PARENT_OF_ORIGIN,
        evidence,
        object_=Reference("pohgraph", parent),
        object_label=parent,
        subject=subject,
        qualifiers=Qualifiers(negated=qualifiers.negated, hedged=qualifiers.hedged, details=details),
    )


def _parent(word: str) -> str:
    word = word.lower()
    return _NOUNS.get(word, word)
