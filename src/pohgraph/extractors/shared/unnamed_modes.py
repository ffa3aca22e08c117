"""Modes of inheritance that a sentence tells without their names: "D is dominantly transmitted", "biallelic variants in G cause D"."""

from collections.abc import Iterator

from pohgraph.extractors.shared.how_common_subject import opens_with_disease
from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Reference, Span

_PATTERNS = Patterns("extractors/shared", "unnamed_modes_patterns.tsv")
_BY_LETTERS = {
    "AD": Reference("HP", "0000006"),
    "AR": Reference("HP", "0000007"),
    "XLR": Reference("HP", "0001419"),
    "XLD": Reference("HP", "0001423"),
}
_DOMINANT, _RECESSIVE = Reference("HP", "0000006"), Reference("HP", "0000007")


def unnamed_mode(page: Page, sentence: Span) -> tuple[Reference, Span] | None:
    """The mode and the words that tell it; for pages that name none, where it is that of a chromosome of either sex."""
    if not all(map(page.names_topic, page.mentions_in("disease", sentence))):
        return None
    return _by_adverb(page, sentence) or _by_alleles(page, sentence) or _by_letters(page, sentence)


def _by_adverb(page: Page, sentence: Span) -> tuple[Reference, Span] | None:
    found = page.prose.search(_PATTERNS, "adverb", sentence)
    if found is None or page.prose.search(_PATTERNS, "either", sentence):
        return None
    head = Span(sentence.start, found.start())
    if page.prose.fullmatch(_PATTERNS, "not_so", head) or page.prose.match(
        _PATTERNS, "of_few", (found.end(), sentence.end)
    ):
        return None
    if not (opens_with_disease(page, head) or page.prose.fullmatch(_PATTERNS, "this", head)):
        return None
    return (_DOMINANT if "dominant" in found[0].lower() else _RECESSIVE), Span(*found.span())


def _by_letters(page: Page, sentence: Span) -> tuple[Reference, Span] | None:
    """The letters of a mode before a word for a disorder, or at the head of an item; not where the page has them stand for something else."""
    found = page.prose.search(_PATTERNS, "letters", sentence)
    if found is None and any(item.span.contains(sentence) for item in page.doc.elements_of("list_item")):
        found = page.prose.match(_PATTERNS, "letters_lead", sentence)
    if found is None:
        return None
    letters = found["mode"]
    initials = "".join(word[0] for word in page.topic.label.split()).upper()
    if f"({letters})" in page.doc.text or initials == letters:
        return None
    return _BY_LETTERS[letters], Span(*found.span("mode"))


def _by_alleles(page: Page, sentence: Span) -> tuple[Reference, Span] | None:
    """Changes of both copies of a gene that are said to cause the disease, and those of one copy are not."""
    found = page.prose.search(_PATTERNS, "both_alleles", sentence)
    if found is None or page.prose.search(_PATTERNS, "not_only_both", sentence):
        return None
    cue, head = Span(*found.span("cue")), Span(sentence.start, found.start())
    genes = page.mentions_in("gene", Span(cue.start, sentence.end))
    if not genes:
        return None
    caused = any(_caused(page, head)) or any(_causes(page, Span(genes[-1].span.end, sentence.end)))
    return (_RECESSIVE, cue) if caused else None


def _caused(page: Page, head: Span) -> Iterator[bool]:
    """Whether the words before them say that the disease is caused by them."""
    if verb := page.prose.search(_PATTERNS, "caused_by", head):
        yield opens_with_disease(page, Span(head.start, verb.start()))


def _causes(page: Page, behind: Span) -> Iterator[bool]:
    """Whether the words behind the gene say that they cause the disease, and not a finding."""
    if verb := page.prose.match(_PATTERNS, "causing", behind):
        named = page.mentions_in("disease", Span(verb.end(), behind.end))[:1]
        yield any(disease.span.start == verb.end() for disease in named)
        yield page.prose.match(_PATTERNS, "this_disease", (verb.end(), behind.end)) is not None
