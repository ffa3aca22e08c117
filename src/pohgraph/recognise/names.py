"""Names of phenotypes and diseases in a document: exact, reworded, composed, and by abbreviations it defines."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from pohgraph.model import Candidate, Document, Mention, Reference, Span
from pohgraph.recognise.candidates import Candidates
from pohgraph.recognise.compose import compose
from pohgraph.recognise.dictionary import Dictionary, Hit
from pohgraph.recognise.headings import headings
from pohgraph.recognise.phrases import clause, form
from pohgraph.recognise.readings import around_asides, compounded, spelt, written_out
from pohgraph.recognise.rewordings import Reworded, derived, reworded
from pohgraph.recognise.senses import has_another_sense
from pohgraph.recognise.spelling import Spelling
from pohgraph.recognise.words import Words, content_words
from pohgraph.vocab.lexicon import (
    CLINICAL_COURSE,
    CLINICAL_MODIFIER,
    INHERITANCE,
    ONSET,
    PHENOTYPIC_ABNORMALITY,
    Lexicon,
)
from pohgraph.vocab.variants import SUBSTITUTED
from pohgraph.vocab.words import phrase_key

Entry = tuple[str, str, str]
_BRANCHES = (
    (PHENOTYPIC_ABNORMALITY, "phenotype"),
    (INHERITANCE, "inheritance"),
    (ONSET, "onset"),
    (CLINICAL_COURSE, "course"),
    (CLINICAL_MODIFIER, "course"),
)
_FIRM = frozenset(("LABEL", "EXACT"))
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,6}")
_DEFINED = re.compile(r"\s*\(([A-Z][A-Za-z0-9-]{1,7})\)")


class NameFinder:
    """Finds names of one lexicon; building it takes a tenth of a second, so one serves all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, doc: Document) -> Iterator[Mention]:
        """Mentions of HPO terms and diseases, overlapping ones too, without their context."""
        readings = list(self._readings(doc.text))
        found: list[Mention] = []
        for reading in readings:
            for hit in self._dictionary.hits(reading):
                found += self._exact(doc, reading, hit)
        exact = {m.span for m in found}
        for reading in readings:
            found += self._all_reworded(doc, reading, exact)
        for sentence in doc.sentences:
            found += self._composed(doc, sentence)
        found = list(self._unsubsumed(doc, found))
        yield from found
        yield from _abbreviated(doc, found)

    def _readings(self, text: str) -> Iterator[Words]:
        words = spelt(content_words(text), self._dictionary.knows, self._spelling.corrected)
        yield words
        for other in (compounded(words, self._dictionary.knows), written_out(words, text)):
            if other:
                yield other
        yield from around_asides(words, text)

    def _unsubsumed(self, doc: Document, found: list[Mention]) -> Iterator[Mention]:
        """Leaves out a name that a narrower one, composed of it and of words apart, makes superfluous."""
        apart = [m for m in found if m.entity]
        for mention in found:
            if mention.entity or not any(_over(doc, other, mention, self._lexicon) for other in apart):
                yield mention

    def category(self, curie: str) -> str | None:
        """What kind of HPO term a CURIE is: "phenotype", "inheritance", "onset", "course", or None."""
        if curie not in self._categories:
            reference = Reference.parse(curie)
            ancestors = self._lexicon.ancestors(reference)
            found = (kind for branch, kind in _BRANCHES if branch in ancestors and branch != reference)
            self._categories[curie] = next(found, None)
        return self._categories[curie]

    def _exact(self, doc: Document, words: Words, hit: Hit) -> Iterator[Mention]:
        span = _balanced(doc, Span(words.starts[hit.first], words.ends[hit.last]))
        text = doc.quote(span)
        if has_another_sense(doc.text, span, hit.key):
            return
        entries = [e for e in self._lexicon.phenotype_names.get(hit.key, ()) if _fits(e, text)]
        if entries and entries[0][2] != "LABEL" and hit.last > hit.first:
            key = " ".join(sorted({form(words.lemmas[place]) for place in range(hit.first, hit.last + 1)}))
            entries = self._labelled(entries, self._lexicon.phenotype_rewordings.get(key, ()))
        steps = _notes(words, range(hit.first, hit.last + 1))
        yield from self._phenotype(span, text, entries, steps)
        diseases = [e for e in self._lexicon.disease_names.get(hit.key, ()) if _fits(e, text)]
        if diseases:
            yield Mention(span=span, text=text, category="disease", candidates=self._candidates(diseases, steps))

    def _labelled(self, entries: list[Entry], others: Iterable[Entry]) -> list[Entry]:
        """Puts first a wider term whose very label the words are: "ear anomalies" are no synonym of the outer ear's."""
        if not entries or entries[0][2] == "LABEL":
            return entries
        first = Reference.parse(entries[0][0])
        for entry in others:
            if (
                entry[2] == "LABEL"
                and entry[0] != entries[0][0]
                and self._lexicon.is_a(first, Reference.parse(entry[0]))
            ):
                return [entry, *entries]
        return entries

    def _all_reworded(self, doc: Document, words: Words, exact: set[Span]) -> Iterator[Mention]:
        for found in self._rewordings.clauses(words, list(headings(doc.text, words))):
            chunks = clause(words, found.stretch)
            for place, key in derived(words, chunks):
                yield from self._derived(doc, words, place, key, exact)
            hits = list(reworded(words, found, chunks)) if found.names else []
            for hit in hits:
                if not _ambiguous(hit, hits):
                    yield from self._reworded(doc, words, hit, exact, len(found.heading))

    def _reworded(self, doc: Document, words: Words, hit: Reworded, exact: set[Span], over: int) -> Iterator[Mention]:
        entries = [e for e in self._lexicon.phenotype_rewordings[hit.key] if e[2] != "BROAD"]
        # Of names that share their classes, the one in just these words says most.
        said = {words.lemmas[place] for place in hit.places}
        entries.sort(key=lambda entry: -len(said & set(phrase_key(entry[1]).split(" "))))
        entries = self._labelled(entries, entries)
        own, *shared = (_balanced(doc, piece) for piece in hit.pieces(words))
        step = hit.arrangement.step
        if has_another_sense(doc.text, own, " ".join(words.lemmas[place] for place in hit.places)):
            return
        if own in exact and (step == "coordinated" or (step == "heading" and over > 1)):
            return
        dropped = (f"modifier dropped: {words.lemmas[p]}" for p in hit.dropped(words))
        steps = (step, *dropped, *_notes(words, hit.places))
        made = self._phenotype(own, doc.quote(own), entries, steps, shared[0] if shared else None)
        yield from (m for m in made if m.category == "phenotype")

    def _derived(self, doc: Document, words: Words, place: int, key: str, exact: set[Span]) -> Iterator[Mention]:
        span = Span(words.starts[place], words.ends[place])
        text = doc.quote(span)
        if span in exact or has_another_sense(doc.text, span, words.lemmas[place]) or _ABBREVIATION.fullmatch(text):
            return
        entries = [e for e in self._lexicon.phenotype_rewordings.get(key, ()) if e[2] in _FIRM and " " not in e[1]]
        steps = ("derived", *_notes(words, (place,)))
        yield from (m for m in self._phenotype(span, text, entries, steps) if m.category == "phenotype")

    def _composed(self, doc: Document, sentence: Span) -> Iterator[Mention]:
        for composed in compose(doc.text, sentence, self._lexicon.phenotype_rewordings):
            steps = ("composed", doc.quote(composed.entity))
            yield from self._phenotype(
                composed.quality, doc.quote(composed.quality), composed.entries, steps, composed.entity
            )

    def _phenotype(
        self, span: Span, text: str, entries: list[Entry], steps: tuple[str, ...], entity: Span | None = None
    ) -> Iterator[Mention]:
        by_category: dict[str, list[Entry]] = {}
        for entry in entries:
            category = self.category(entry[0])
            if category:
                by_category.setdefault(category, []).append(entry)
        for category, group in by_category.items():
            yield Mention(
                span=span, text=text, category=category, candidates=self._candidates(group, steps), entity=entity
            )

    def _candidates(self, entries: list[Entry], steps: tuple[str, ...]) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for curie, name, scope in entries:
            reference = Reference.parse(curie)
            extra = ("broad synonym",) if scope == "BROAD" else ()
            if scope.startswith(SUBSTITUTED):
                extra = (scope.removeprefix(SUBSTITUTED),)
            best.setdefault(
                curie,
                Candidate(
                    reference=reference, label=self._lexicon.label(reference), synonym=name, steps=(*steps, *extra)
                ),
            )
        return tuple(best.values())

    @cached_property
    def _categories(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _dictionary(self) -> Dictionary:
        return Dictionary([*self._lexicon.phenotype_names, *self._lexicon.disease_names])

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling({word for key in self._lexicon.phenotype_names for word in key.split(" ")})

    @cached_property
    def _rewordings(self) -> Candidates:
        return Candidates(self._lexicon.phenotype_rewordings)


def _balanced(doc: Document, span: Span) -> Span:
    """The span with the parenthesis that its first words stand in: "(ulcers) in the mouth"."""
    text = doc.quote(span)
    opened = text.count(")") > text.count("(") and doc.text[span.start - 1 : span.start] == "("
    return Span(span.start - 1, span.end) if opened else span


def _notes(words: Words, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.notes[place] for place in places if place in words.notes))


def _over(doc: Document, other: Mention, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether `other`, whose words stand apart, says what `mention` says and more, or says it in fewer words."""
    entity = other.entity
    if entity is None or not (other.span.overlaps(mention.span) or entity.overlaps(mention.span)):
        return False
    if other.reference == mention.reference:
        # "restrict movement in the hips": a verb's place is no part of a name, as "movement of the hips" is.
        between = doc.text[other.span.end : entity.start]
        place = mention.span.contains(other.span) and entity.start > other.span.end and " of " not in between
        return place and other.candidates[0].steps[0] == "composed" and mention.candidates[0].steps != ()
    inside = other.span.contains(mention.span) or entity.contains(mention.span)
    return inside and lexicon.is_a(other.reference, mention.reference)


def _ambiguous(hit: Reworded, hits: list[Reworded]) -> bool:
    """Whether another word of the same heading makes another name of the same words: "HANDS FEET: short"."""
    if hit.arrangement.step != "heading":
        return False
    under = set(hit.places) - hit.arrangement.shared
    others = (other for other in hits if other.arrangement.step == "heading" and other.key != hit.key)
    return any(set(other.places) - other.arrangement.shared == under for other in others)


def _fits(entry: Entry, text: str) -> bool:
    """An abbreviation counts only as it is written: "POH", not "poh"; "FALLS" is no name for falls."""
    name = entry[1]
    if _ABBREVIATION.fullmatch(name):
        return text == name
    return not _ABBREVIATION.fullmatch(text) or text.lower() == name.lower()


def _abbreviated(doc: Document, mentions: list[Mention]) -> Iterator[Mention]:
    """Abbreviations a page defines in parentheses right after a name it abbreviates, wherever they stand."""
    known = {(m.span, m.category) for m in mentions}
    for mention in [m for m in mentions if not m.entity and m.category in {"phenotype", "disease"}]:
        match = _DEFINED.match(doc.text, mention.span.end)
        if not match or not _abbreviates(match[1], mention.text):
            continue
        for other in re.finditer(rf"\b{re.escape(match[1])}\b", doc.text):
            span = Span(other.start(), other.end())
            if (span, mention.category) in known:
                continue
            known.add((span, mention.category))
            steps = (*mention.candidates[0].steps, f"abbreviation of {mention.text}")
            first = mention.candidates[0]
            yield Mention(
                span=span,
                text=other[0],
                category=mention.category,
                candidates=(
                    Candidate(reference=first.reference, label=first.label, synonym=first.synonym, steps=steps),
                ),
            )


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short form come in order in the long one, the first letters agreeing.

    >>> _abbreviates("PHP", "pseudohypoparathyroidism"), _abbreviates("HO", "bone")
    (True, False)
    """
    letters = iter(long.lower())
    return short[0].lower() == long[0].lower() and all(c in letters for c in short.lower() if c.isalpha())
