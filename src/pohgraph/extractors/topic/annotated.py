"""What HPO's annotations say of the page's disease: whose findings its table lists, whose gene its text names.

Such evidence holds for one entry of OMIM or Orphanet, whatever the page calls its disease.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pohgraph.extractors.topic.disease_headings import diseases_called
from pohgraph.extractors.topic.reasons import Reason
from pohgraph.extractors.topic.terms import row_term
from pohgraph.extractors.topic.title_names import is_lacked
from pohgraph.language.disease_words import disease_kind, disease_words, numbered
from pohgraph.model import Document, Mention, Reference, Span
from pohgraph.vocab.lexicon import Lexicon
from pohgraph.vocab.profiles import Fit

# Tables print the shares of patients that Orphanet gives; rows without one, or with a count of patients, are OMIM's.
_PERCENT = "%"
_CANDIDATES = 6  # diseases a table is held against
_ROWS = 2  # of a table; a single one says little
_HALF = 0.5  # of a table, by weight, must be annotated to the disease
# By how much (natural logarithms of how rare the findings are) the best disease must lead: e^12 is one in 160,000.
_CLEAR_LEAD, _LEAD = 12.0, 4.0
_SHARE = 0.6
_CLOSE, _PARTLY = 0.6, 0.3  # of a name's words, by weight, that the page's own names hold
_NAMES = 12_700  # names in HPO's annotations, about; only the ratio to a word's count matters
_PROSE = frozenset({"description", "causes", "genes", "inheritance", "symptoms", "frequency", "diagnosis"})
_TITLE = frozenset({"header"})  # a title may name the gene
_STATED = frozenset({"phenotype", "inheritance"})


@dataclass(frozen=True, kw_only=True)
class Annotations:
    """A page held against HPO's annotations."""

    doc: Document
    mentions: tuple[Mention, ...]
    lexicon: Lexicon

    def reasons(self) -> Iterator[tuple[Reference, Reason]]:
        """What speaks for an entry of OMIM or Orphanet, entry by entry."""
        found = [*self._by_table(), *self._by_gene()]
        yield from found
        for reference in dict.fromkeys(reference for reference, _ in found):
            if kind := self._called(reference):
                label = self.lexicon.label(reference)
                yield (
                    reference,
                    Reason(kind, f"the page's names have the words of {label!r}", self._title or found[0][1].span),
                )

    def _by_table(self) -> Iterator[tuple[Reference, Reason]]:
        rows = [(row, row_term(self.doc, self.lexicon, row)) for row in self.doc.elements_of("phenotype_row")]
        for registry, percent in (("OMIM", False), ("ORPHA", True)):
            listed = {
                term.reference.curie: row.span
                for row, term in rows
                if term and self._has_percentage(row.part("frequency")) is percent
            }
            if listed and registry in self.lexicon.profiles:
                fits = self.lexicon.profiles[registry].fits(listed, _CANDIDATES, share=_HALF, behind=_CLEAR_LEAD)
                yield from self._fitting([fit for fit in fits if not self._other_type(fit.disease)], listed)

    def _fitting(self, fits: list[Fit], listed: dict[str, Span]) -> Iterator[tuple[Reference, Reason]]:
        for fit in fits:
            if fit.share < _HALF or fit.shared < _ROWS:
                return
            rival = next((other.weight for other in fits if other is not fit), 0.0)
            lead = fit.weight - rival
            kind = "table" if lead >= _CLEAR_LEAD and fit.share >= _SHARE else "table_in_part"
            if lead >= _LEAD or fit.weight == fits[0].weight or self._called(fit.disease) == "name":
                text = f"{fit.shared} of {len(listed)} rows of its table are HPO's annotations of {fit.disease.curie}"
                yield fit.disease, Reason(kind, text, min(listed.values()))

    def _by_gene(self) -> Iterator[tuple[Reference, Reason]]:
        named = [m for m in self.mentions if m.category == "gene" and self._says_gene(m.span)]
        if len({m.reference for m in named}) != 1:
            return
        gene = named[0]
        diseases = self.lexicon.diseases_of(gene.reference)
        for registry in ("OMIM", "ORPHA"):
            of_registry = [d for d in diseases if d.prefix == registry and not self._other_type(d)]
            alone = len([d for d in diseases if d.prefix == registry]) == 1
            profiles = self.lexicon.profiles.get(
                registry
            )  # none where the annotations in use are of the other registry
            weights = {d: profiles.weight(self._stated, d) if profiles else 0.0 for d in of_registry}
            for disease in of_registry:
                kind = "only_gene" if alone else "gene"
                text = f"the page names one gene, {gene.label}, which HPO annotates to {disease.curie}"
                yield disease, Reason(kind, text, gene.span)
                rival = max((weight for other, weight in weights.items() if other != disease), default=0.0)
                if weights[disease] - rival >= _LEAD:
                    text = f"of that gene's diseases, the findings in the text fit {disease.curie} best"
                    yield disease, Reason("findings", text, gene.span)

    def _called(self, disease: Reference) -> str:
        """Whether the page's names hold most, or some, of the words of a disease's name, rare words counting more.

        They do not where both say what kind of disease it is, and each says another: thrombophilia is no deficiency.
        """
        label = self.lexicon.label(disease)
        words = disease_words(numbered(label).base)
        if (kind := disease_kind(label)) and self._kinds and self._kinds.isdisjoint(words) and self._lack(kind):
            return ""
        whole = self._weight(words)
        share = max((self._weight(words & own) / whole for own in self._names), default=0.0) if whole else 0.0
        return "name" if share >= _CLOSE else "name_in_part" if share >= _PARTLY else ""

    def _lack(self, word: str) -> bool:
        return all(word not in own for own in self._names)

    def _other_type(self, disease: Reference) -> bool:
        """Whether a disease bears another number than the page's, under the same name."""
        own = numbered(self._name)
        if not own.number:
            return False
        other = numbered(self.lexicon.label(disease))
        if not other.number or own.number == other.number:
            return False
        mine, its = disease_words(own.base), disease_words(other.base)
        return self._weight(mine & its) >= _CLOSE * min(self._weight(mine), self._weight(its))

    def _weight(self, words: frozenset[str]) -> float:
        """The weight of words: how rare they are in the names of diseases."""
        return sum([_rarity(self.lexicon.disease_word_count(word)) for word in sorted(words)])

    def _in_sections(self, span: Span, sections: frozenset[str] = _PROSE) -> bool:
        section = self.doc.section_at(span.start)
        return section is not None and section.name in sections

    def _says_gene(self, span: Span) -> bool:
        """Whether the prose names a gene there, or the title of a report whose patients have variants of it and no known disease."""
        if self._in_sections(span):
            return True
        return self._in_sections(span, _TITLE) and not self._is_named and not is_lacked(self.doc, span)

    @cached_property
    def _is_named(self) -> bool:
        """Whether the title is the name of a known disease."""
        return bool(diseases_called(self.lexicon, self._name))

    def _has_percentage(self, place: Span | None) -> bool:
        return place is not None and _PERCENT in self.doc.quote(place)

    @cached_property
    def _title(self) -> Span | None:
        return next((element.span for element in self.doc.elements_of("title")), None)

    @cached_property
    def _name(self) -> str:
        return self.doc.quote(self._title) if self._title else ""

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        """The words of the page's title and of each name it lists."""
        spans = [element.span for kind in ("title", "synonym") for element in self.doc.elements_of(kind)]
        return [disease_words(self.doc.quote(span)) for span in spans]

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """What kinds of disease the page's names say it is; none where one of them does not say it."""
        spans = [element.span for kind in ("title", "synonym") for element in self.doc.elements_of(kind)]
        kinds = {disease_kind(self.doc.quote(span)) for span in spans}
        return frozenset() if "" in kinds else frozenset(kinds)

    @cached_property
    def _stated(self) -> frozenset[str]:
        """The findings and modes of inheritance the prose states."""
        return frozenset(
            m.reference.curie
            for m in self.mentions
            if m.category in _STATED and not m.context.negated and self._in_sections(m.span)
        )


@lru_cache(maxsize=1 << 12)
def _rarity(count: int) -> float:
    """How much a word tells that stands in so many names."""
    return math.log(_NAMES / max(count, 1))
