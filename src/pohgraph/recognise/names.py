"""Names of phenotypes and diseases in a document: what is matched, what it means, and which of several names stay."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from pohgraph.compiled import compiled
from pohgraph.language.nearby import Nearby
from pohgraph.language.words import phrase_key
from pohgraph.model import Document, Reference, Span
from pohgraph.recognise.expanded_names import expanded
from pohgraph.recognise.held import is_held_elsewhere
from pohgraph.recognise.match import COMPOSED, COORDINATED, DERIVED, EVERYDAY, FRAMED, HEADING, REWORDED, Match, Matcher
from pohgraph.recognise.meanings import DROPPED, Meaning, Meanings
from pohgraph.recognise.numerals import in_other_numerals
from pohgraph.recognise.overlap import Found
from pohgraph.recognise.senses import is_ordinary, other_sense
from pohgraph.recognise.short_forms import abbreviated
from pohgraph.vocab.lexicon import Lexicon

_LISTED = compiled(r"\b(?:and|or)\b|/")
_OR = compiled(r"\bor\b|/")
_LETTER = compiled(r"(?<=\w )A\b(?!-)")  # "vitamin A", which has the key of "vitamin"
_SAID_LETTER = compiled(r"(?<!\w)[Aa](?!\w)")
_ROW = "phenotype_row"
_CELLED = ("table_header", "table_row")
_GIVES_WAY = frozenset((COORDINATED, DERIVED))  # steps whose names count only where no exact one stands
_TYPED = compiled(r",? (?:type )?(?:[1-9]\d?|[IVX]{1,4})[A-Za-z]?\b")
_LONGER = compiled(r"(?<![\w-])([A-Z][\w.]*)(?:[-\u2013][A-Z][\w.]*)*[-\u2013]\Z")
_MODES = frozenset({"AD", "AR", "XL", "XLD", "XLR"})  # "AD-Alport syndrome" is an Alport syndrome
_LONGEST_BEFORE = 40  # code points of such words


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
        for match in self._matcher.match(_parted(doc), doc.sentences, rows=rows, in_rows=tables):
            span = match.span
            if not match.step:
                for name in self._named(doc.text, match):
                    found.append(name)
                    if name.category == "phenotype":
                        exact.add(span)
            elif not (span in exact and _gives_way(match)):
                place = span, match.entity
                if match.step != FRAMED:
                    found += self._named(doc.text, match)
                elif place not in framed and (names := self._named(doc.text, match)):
                    found += names
                    framed.add(place)
        told = {span for span, _ in framed}  # "reduced sensitivity to touch and pain" tells of no pain
        found = [n for n in found if n.span not in told or _stays(n, framed)]
        found += in_other_numerals(doc.text, self._meanings)
        found = [name for name in found if not _is_of_another(doc.text, name)]
        found = self._without_diseases(self._unlisted(self._unsubsumed(doc, found)))
        short = list(abbreviated(doc, found))
        narrower = list(expanded(doc.text, short, self._lexicon))
        short += [*narrower, *abbreviated(doc, narrower)]
        # What a page says that its letters stand for counts before what a vocabulary has them stand for.
        defined = {name.span for name in short if name.category == "disease"}
        return [*(n for n in found if n.category != "disease" or n.span not in defined), *short]

    def disease_in(self, text: str) -> str:
        """The first name of a disease that stands in a text as it is, "" for none; quickly, so that most texts need not be read.

        What only names a finding ("scoliosis") is none where neither OMIM nor Orphanet lists it, unless a type follows
        ("neurofibromatosis type 2"). Names in other words ("ring 22 chromosome") are not sought.
        """
        for match in self._matcher.exact(text):
            named = {name.category: name for name in self._named(text, match)}
            disease = named.get("disease")
            if disease and (
                "phenotype" not in named
                or self._lexicon.is_registered(disease.reference)
                or _TYPED.match(text, disease.span.end)
            ):
                return disease.text
        return ""

    def _without_diseases(self, found: list[Found]) -> list[Found]:
        """Leaves out a finding in other words where a disease has that very name: "mevalonic aciduria", beside "mevalonate aciduria"."""
        named = {n.span: n.reference for n in found if n.category == "disease" and not n.candidates[0].steps}
        return [
            name
            for name in found
            if name.category != "phenotype"
            or name.span not in named
            or not _has_other_words(name)
            or not self._lexicon.is_registered(named[name.span])
        ]

    def _unsubsumed(self, doc: Document, found: list[Found]) -> list[Found]:
        """Leaves out a name that a narrower one, composed of it and of words apart, makes superfluous."""
        composed = {name.reference for name in found if name.entity}
        if not composed:
            return found
        found = list(_unbroken(found, composed))
        apart = Nearby[Found]()
        for name in found:
            if name.entity:
                apart.add(name, name.span, name.entity)
        return [n for n in found if n.entity or not self._is_superfluous(doc, n, apart.at(n.span))]

    def _is_superfluous(self, doc: Document, name: Found, apart: Iterable[Found]) -> bool:
        """Whether one of some names whose words stand apart says what a name says, and more."""
        start, end = name.span
        for other in apart:
            first, last = other.extent
            if first < end and start < last and _over(doc, other, name, self._lexicon):
                return True
        return False

    def _unlisted(self, found: list[Found]) -> list[Found]:
        """Leaves out a name that lists two others, which say more: "cleft lip and palate"."""
        # Most texts say "and" in no name; those of other categories are no part of a list.
        listing = {
            place: name
            for place, name in enumerate(found)
            if name.category == "phenotype" and not name.entity and _LISTED.search(name.text)
        }
        if not listing:
            return found
        parts = sorted((n.extent.end, place) for place, n in enumerate(found) if n.category == "phenotype")
        lists = {
            place
            for place, name in listing.items()
            if self._is_list(name, (found[part] for _, part in _between(parts, *name.span)))
        }
        return [name for place, name in enumerate(found) if place not in lists]

    def _is_list(self, name: Found, parts: Iterable[Found]) -> bool:
        """Whether a name lists some of those that end within it."""
        if any(step.startswith(EVERYDAY) for step in name.candidates[0].steps):
            return False  # "arms and legs" are the limbs
        # A word before the name may be a part of one within: "bilateral cleft lip and palate".
        others = {
            part.reference
            for part in parts
            if part.span != name.span and (part.extent == name.span or not part.extent.contains(name.span))
        }
        return len(others) != 1 and any(
            self._lexicon.is_a(part, name.reference) for part in others if part != name.reference
        )

    def _named(self, text: str, match: Match) -> list[Found]:
        """What a match names, as a finding and as a disease."""
        own, entity = match.span, match.entity
        said = text[own.start : own.end]
        meanings = self._meanings_of(match, said, text[entity.start : entity.end] if entity else "")
        if not meanings:
            return []
        if entity and is_ordinary(text, own.cover(entity)):
            return []
        if match.step != COMPOSED:
            # "Moderate to severe hypotonia": a word that is nothing on its own is one end of a range.
            whole = own.cover(entity) if entity and text.startswith(" to ", own.end) else own
            sense = other_sense(text, whole, match.said, listed=match.step == COORDINATED and not match.dropped)
            if sense == "":
                return []
            if sense:
                meanings = self._meanings.exact(phrase_key(sense), sense, (f"as {sense}",))
        whole = own.cover(entity) if entity else own
        found = []
        for category, meant in meanings:
            candidates = meant
            if any(_LETTER.search(candidate.synonym) for candidate in meant):
                candidates = tuple(c for c in meant if not _LETTER.search(c.synonym) or _says_letter(text, whole))
            # "Swallowing or difficulty" is no swallowing difficulty.
            if candidates and (not match.listed or _lists_alike(said, candidates[0].synonym)):
                found.append(Found(own, said, category, candidates, entity))
        return found

    def _meanings_of(self, match: Match, said: str, said_of: str) -> tuple[Meaning, ...]:
        if not match.step:
            return self._meanings.exact(match.key, said, match.notes)
        if match.step == DERIVED:
            return self._meanings.derived(match.key, said, (DERIVED, *match.notes))
        if match.step == FRAMED:
            return self._meanings.framed(match.key, match.said)
        if match.step == COMPOSED:
            return self._meanings.composed(match.key, match.said, (COMPOSED, said_of))
        dropped = [f"{DROPPED}: {lemma}" for lemma in match.dropped]
        lemmas = frozenset(match.said.split(" "))
        return self._meanings.reworded(match.key, lemmas, (match.step, *dropped, *match.notes))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._lexicon.phenotype_rewordings, self._lexicon.word_tables)


def _says_letter(text: str, span: Span) -> bool:
    """Whether a stretch has the letter A as a word, which no key has; the letters behind "vitamins" are read one by one."""
    end = span.end + (0 if text.endswith("itamins", 0, span.end) else len(" A"))
    letters = (m for m in _SAID_LETTER.finditer(text, span.start, end + 1) if m.end() <= end)  # with the sign behind it
    return any(m[0] == "A" or text.endswith("itamin", span.start, m.start() - 1) for m in letters)


def _lists_alike(said: str, synonym: str) -> bool:
    """Whether a name lists what a text lists: an "enlarged liver or spleen" is not both of them."""
    return _LISTED.search(synonym) is not None and (not _OR.search(said) or _OR.search(synonym) is not None)


def _parted(doc: Document) -> str:
    """The text with a bar before each cell of its tables: no name runs out of one cell into another."""
    cells = [cell for kind in _CELLED for row in doc.elements_of(kind) for cell in row.all_parts("cell")]
    letters = list(doc.text) if cells else []
    for start, _ in cells:
        if start and letters[start - 1].isspace():
            letters[start - 1] = "|"
    return "".join(letters) if cells else doc.text


def _is_of_another(text: str, name: Found) -> bool:
    """Whether the words around a name make it that of another disease, or of another place than the blood."""
    if name.category == "disease":
        return _ends_longer_name(text, name.span)
    return is_held_elsewhere(text, name)


def _ends_longer_name(text: str, span: Span) -> bool:
    """Whether a name is the end of one with more names of persons: "Brooks-Wisniewski-Brown syndrome" is no Brown syndrome."""
    if text[span.start - 1 : span.start] not in {"-", "\u2013"} or not text[span.start].isupper():
        return False
    before = _LONGER.search(text, max(0, span.start - _LONGEST_BEFORE), span.start)
    return before is not None and before[1] not in _MODES


def _stays(name: Found, framed: Container[tuple[Span, Span | None]]) -> bool:
    is_apart = name.entity is not None and (name.span, None) not in framed
    return is_apart or name.category != "phenotype" or name.candidates[0].steps[:1] == (FRAMED,)


def _unbroken(found: list[Found], composed: Container[Reference]) -> Iterator[Found]:
    """Leaves out a name composed of words apart where the same finding is named by one stretch over all of them.

    `composed` are the findings that have such names.
    """
    whole: dict[Reference, list[Span]] = {}
    for name in found:
        if not name.entity and name.reference in composed:
            whole.setdefault(name.reference, []).append(name.span)
    # Of each finding the stretches in order, and how far those up to each of them reach.
    reach: dict[Reference, tuple[list[Span], list[int]]] = {}
    for name in found:
        if name.entity and name.reference in whole:
            if name.reference not in reach:
                spans = sorted(whole[name.reference])
                reach[name.reference] = spans, list(accumulate((span.end for span in spans), max))
            spans, ends = reach[name.reference]
            start, end = name.extent
            before = bisect_left(spans, (start + 1, 0))
            if before and ends[before - 1] >= end:
                continue
        yield name


def _gives_way(match: Match) -> bool:
    """Whether a match says nothing where an exact name stands in the same place."""
    return match.step in _GIVES_WAY or (match.step == HEADING and match.heading > 1)


def _between(parts: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of some sorted pairs whose first number is greater than `start` and not greater than `end`."""
    return parts[bisect_left(parts, (start + 1, 0)) : bisect_left(parts, (end + 1, 0))]


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
    # "Myoclonic and tonic-clonic seizures": an adjective that goes with a later noun stands for nothing on its own.
    return inside and (name.candidates[0].steps[:1] == (DERIVED,) or lexicon.is_a(other.reference, name.reference))


def _has_other_words(name: Found) -> bool:
    """Whether a finding's name has other words than the text, and not the same in another order or with other hyphens."""
    best = name.candidates[0]
    return REWORDED in best.steps and _letters(name.text) != _letters(best.synonym)


def _letters(words: str) -> list[str]:
    return sorted(filter(str.isalnum, words.lower()))
