"""Names of phenotypes and diseases in a document: exact, reworded, composed, and by abbreviations it defines."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from pohgraph.model import Candidate, Document, Mention, Reference, Span
from pohgraph.recognise.compose import compose
from pohgraph.recognise.dictionary import Dictionary, Hit, Rewordings
from pohgraph.recognise.words import Words, content_words
from pohgraph.vocab.lexicon import (
    CLINICAL_COURSE,
    CLINICAL_MODIFIER,
    INHERITANCE,
    ONSET,
    PHENOTYPIC_ABNORMALITY,
    Lexicon,
)
from pohgraph.vocab.tables import package_table

Entry = tuple[str, str, str]
_BRANCHES = (
    (PHENOTYPIC_ABNORMALITY, "phenotype"),
    (INHERITANCE, "inheritance"),
    (ONSET, "onset"),
    (CLINICAL_COURSE, "course"),
    (CLINICAL_MODIFIER, "course"),
)
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9-]{2,6}")
_DEFINED = re.compile(r"\s*\(([A-Z][A-Za-z0-9-]{1,7})\)")


class NameFinder:
    """Finds names of one lexicon; building it takes a tenth of a second, so one serves all documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, doc: Document) -> Iterator[Mention]:
        """Mentions of HPO terms and diseases, overlapping ones too, without their context."""
        words = content_words(doc.text)
        found: list[Mention] = []
        for hit in self._dictionary.hits(words):
            found += self._exact(doc, words, hit)
        for hit in self._rewordings.hits(words):
            found += self._reworded(doc, words, hit)
        for sentence in doc.sentences:
            found += self._composed(doc, sentence)
        yield from found
        yield from _abbreviated(doc, found)

    def category(self, curie: str) -> str | None:
        """What kind of HPO term a CURIE is: "phenotype", "inheritance", "onset", "course", or None."""
        if curie not in self._categories:
            reference = Reference.parse(curie)
            ancestors = self._lexicon.ancestors(reference)
            found = (kind for branch, kind in _BRANCHES if branch in ancestors and branch != reference)
            self._categories[curie] = next(found, None)
        return self._categories[curie]

    def _exact(self, doc: Document, words: Words, hit: Hit) -> Iterator[Mention]:
        span = Span(words.starts[hit.first], words.ends[hit.last])
        text = doc.quote(span)
        if text.lower() in _ordinary_words():
            return
        entries = [e for e in self._lexicon.phenotype_names.get(hit.key, ()) if _fits(e, text)]
        yield from self._phenotype(span, text, entries, ())
        diseases = [e for e in self._lexicon.disease_names.get(hit.key, ()) if _fits(e, text)]
        if diseases:
            yield Mention(span=span, text=text, category="disease", candidates=self._candidates(diseases, ()))

    def _reworded(self, doc: Document, words: Words, hit: Hit) -> Iterator[Mention]:
        span = Span(words.starts[hit.first], words.ends[hit.last])
        entries = [e for e in self._lexicon.phenotype_rewordings[hit.key] if e[2] != "BROAD"]
        yield from self._phenotype(span, doc.quote(span), entries, ("reworded",))

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
    def _rewordings(self) -> Rewordings:
        return Rewordings(self._lexicon.phenotype_rewordings)


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


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(row["word"] for row in package_table("recognise", "ordinary_words.tsv"))
