"""Names of phenotypes and diseases in a document: what is matched and what it means, and abbreviations the text defines."""

import re
from collections.abc import Iterator
from functools import cached_property

from pohgraph.model import Candidate, Document, Reference, Span
from pohgraph.recognise.match import COMPOSED, COORDINATED, DERIVED, EVERYDAY, FRAMED, HEADING, Match, Matcher
from pohgraph.recognise.meanings import Meaning, Meanings
from pohgraph.recognise.overlap import Found
from pohgraph.recognise.senses import has_another_sense
from pohgraph.vocab.lexicon import Lexicon

_LISTED = re.compile(r"\b(?:and|or)\b|/")
_ROW = "phenotype_row"
_GIVES_WAY = frozenset((COORDINATED, DERIVED))  # steps whose names count only where no exact one stands
_DEFINED = re.compile(r"\s*\(([A-Z][A-Za-z0-9-]{1,7})\)")


class NameFinder:
    """Finds names of one lexicon; one serves all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._meanings = Meanings(lexicon)

    def find(self, doc: Document, *, tables: bool = True) -> list[Found]:
        """Names of HPO terms and diseases, overlapping ones too; without `tables`, those in rows of tables are not sought."""
        rows = [row.span for row in doc.elements_of(_ROW)]
        found: list[Found] = []
        exact: set[Span] = set()  # where findings stand by their own names, which the matcher gives first
        framed: set[tuple[Span, Span | None]] = set()  # where a clause in plain words has found its name
        for match in self._matcher.match(doc.text, doc.sentences, rows=rows, in_rows=tables):
            place = match.span, match.entity
            if not (match.span in exact and _gives_way(match)) and not (match.step == FRAMED and place in framed):
                for name in self._named(doc.text, match):
                    found.append(name)
                    if not match.step and name.category == "phenotype":
                        exact.add(name.span)
                    elif match.step == FRAMED:
                        framed.add(place)
        whole = {span for span, entity in framed if entity is None}
        found = [name for name in found if name.span not in whole or _is_framed(name) or name.category != "phenotype"]
        found = list(self._unlisted(self._unsubsumed(doc, found)))
        short = list(_abbreviated(doc, found))
        # What a page says that its letters stand for counts before what a vocabulary has them stand for.
        defined = {name.span for name in short if name.category == "disease"}
        return [*(n for n in found if n.category != "disease" or n.span not in defined), *short]

    def _unsubsumed(self, doc: Document, found: list[Found]) -> list[Found]:
        """Leaves out a name that a narrower one, composed of it and of words apart, makes superfluous."""
        if not any(name.entity for name in found):
            return found
        found = list(_unbroken(found))
        apart = [name for name in found if name.entity]
        return [n for n in found if n.entity or not any(_over(doc, other, n, self._lexicon) for other in apart)]

    def _unlisted(self, found: list[Found]) -> Iterator[Found]:
        """Leaves out a name that lists two others, which say more: "cleft lip and palate"."""
        for name in found:
            if name.category != "phenotype" or name.entity or not _LISTED.search(name.text):
                yield name
                continue
            if any(step.startswith(EVERYDAY) for step in name.candidates[0].steps):
                yield name  # "arms and legs" are the limbs
                continue
            inside = [part for part in found if _part_of(part, name)]
            parts = {part.reference for part in inside if part.span != name.span}
            narrower = any(self._lexicon.is_a(part, name.reference) for part in parts - {name.reference})
            if len(parts) == 1 or not narrower:
                yield name

    def _named(self, text: str, match: Match) -> Iterator[Found]:
        """What a match names, as a finding and as a disease."""
        own, entity = match.span, match.entity
        if match.step != COMPOSED:
            # "Moderate to severe hypotonia": a word that is nothing on its own is one end of a range.
            whole = own.cover(entity) if entity and text.startswith(" to ", own.end) else own
            if has_another_sense(text, whole, match.said):
                return
        said = text[own.start : own.end]
        for category, candidates in self._meanings_of(match, said, text[entity.start : entity.end] if entity else ""):
            # "Swallowing or difficulty" is no swallowing difficulty.
            if not match.listed or _LISTED.search(candidates[0].synonym):
                yield Found(own, said, category, candidates, entity)

    def _meanings_of(self, match: Match, said: str, said_of: str) -> tuple[Meaning, ...]:
        if not match.step:
            return self._meanings.exact(match.key, said, match.notes)
        if match.step == DERIVED:
            return self._meanings.derived(match.key, said, (DERIVED, *match.notes))
        if match.step == FRAMED:
            return self._meanings.framed(match.key, match.said)
        if match.step == COMPOSED:
            return self._meanings.composed(match.key, match.said, (COMPOSED, said_of))
        dropped = [f"modifier dropped: {lemma}" for lemma in match.dropped]
        lemmas = frozenset(match.said.split(" "))
        return self._meanings.reworded(match.key, lemmas, (match.step, *dropped, *match.notes))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._lexicon.phenotype_rewordings, self._lexicon.word_tables)


def _is_framed(name: Found) -> bool:
    return name.candidates[0].steps[:1] == (FRAMED,)


def _unbroken(found: list[Found]) -> Iterator[Found]:
    """Leaves out a name composed of words apart where the same finding is named by one stretch over all of them."""
    whole: dict[Reference, list[Span]] = {}
    for name in found:
        if not name.entity:
            whole.setdefault(name.reference, []).append(name.span)
    for name in found:
        entity = name.entity
        if entity is None or not any(
            span.contains(name.span) and span.contains(entity) for span in whole.get(name.reference, ())
        ):
            yield name


def _gives_way(match: Match) -> bool:
    """Whether a match says nothing where an exact name stands in the same place."""
    return match.step in _GIVES_WAY or (match.step == HEADING and match.heading > 1)


def _part_of(part: Found, name: Found) -> bool:
    """Whether a finding lies within what a name says, a word before it aside: "bilateral cleft lip and palate"."""
    within = part.extent.end <= name.span.end and part.extent.end > name.span.start
    wider = part.extent != name.span and part.extent.contains(name.span)
    return part.category == "phenotype" and within and not wider


def _over(doc: Document, other: Found, name: Found, lexicon: Lexicon) -> bool:
    """Whether `other`, whose words stand apart, says what `name` says and more, or says it in fewer words."""
    entity = other.entity
    if entity is None or not (other.span.overlaps(name.span) or entity.overlaps(name.span)):
        return False
    if other.reference == name.reference:
        # "restrict movement in the hips": a verb's place is no part of a name, as "movement of the hips" is.
        between = doc.text[other.span.end : entity.start]
        place = name.span.contains(other.span) and entity.start > other.span.end and " of " not in between
        return place and other.candidates[0].steps[0] == COMPOSED and name.candidates[0].steps != ()
    inside = other.span.contains(name.span) or entity.contains(name.span)
    return inside and lexicon.is_a(other.reference, name.reference)


def _abbreviated(doc: Document, names: list[Found]) -> Iterator[Found]:
    """Abbreviations a page defines in parentheses right after a name it abbreviates, wherever they stand."""
    known = {(name.span, name.category) for name in names if name.category != "disease"}
    defined: set[tuple[str, str]] = set()
    for name in [name for name in names if not name.entity and name.category in {"phenotype", "disease"}]:
        match = _DEFINED.match(doc.text, name.span.end)
        if not match or (match[1], name.category) in defined or not _abbreviates(match[1], name.text):
            continue
        defined.add((match[1], name.category))
        first = name.candidates[0]
        steps = (*first.steps, f"abbreviation of {name.text}")
        candidate = Candidate(reference=first.reference, label=first.label, synonym=first.synonym, steps=steps)
        for other in re.finditer(rf"\b{re.escape(match[1])}\b", doc.text):
            span = Span(other.start(), other.end())
            if (span, name.category) not in known:
                known.add((span, name.category))
                yield Found(span, other[0], name.category, (candidate,))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form come in order in the long one, the first letters agreeing.

    >>> _abbreviates("PHP", "pseudohypoparathyroidism"), _abbreviates("HO", "bone")
    (True, False)
    """
    letters = iter(long.lower())
    return short[0].lower() == long[0].lower() and all(c in letters for c in short.lower() if c.isalpha())
