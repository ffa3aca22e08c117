"""Lists in running text: the items behind "including", and the disorders such a list names."""

from collections.abc import Iterator

from pohgraph.compiled import compiled
from pohgraph.extractors.shared.page import Page
from pohgraph.extractors.shared.subjects import as_subject
from pohgraph.extractors.topic.subject import Subject, own_disease
from pohgraph.language.patterns import Patterns
from pohgraph.model import Span

_PATTERNS = Patterns("extractors/shared", "listing_patterns.tsv")

_SENTENCE_END = compiled(r"\.(?:\s|\[|$)|[;:]")
_LONGEST_NAME = 6  # words; a longer item of a list is no name of a disorder


def items(page: Page, stretch: Span) -> Iterator[Span]:
    """The pieces of a list between commas, "and", "or" and "as well as" outside brackets, up to the end of its sentence."""
    text = page.doc.text
    end = _SENTENCE_END.search(text, stretch.start, stretch.end)
    stop = end.start() if end else stretch.end
    start = stretch.start
    for separator in [*_PATTERNS["item"].finditer(text, stretch.start, stop), None]:
        if separator and text.count("(", start, separator.start()) > text.count(")", start, separator.start()):
            continue  # within a bracket
        close = separator.start() if separator else stop
        piece = text[start:close]
        trimmed = Span(start + len(piece) - len(piece.lstrip()), close - len(piece) + len(piece.rstrip()))
        if trimmed.end > trimmed.start:
            yield trimmed
        start = separator.end() if separator else stop


def listed_disorders(page: Page, stretch: Span) -> list[Subject]:
    """The disorders of the list behind "which include", each once; one no vocabulary knows gets an own reference."""
    lead = page.prose.search(_PATTERNS, "include", (stretch.start, stretch.end))
    if not lead:
        return []
    end = _PATTERNS["clause_end"].search(page.doc.text, lead.end(), stretch.end)
    found: dict[str, Subject] = {}
    for item in items(page, Span(lead.end(), end.start() if end else stretch.end)):
        named = page.mentions_in("disease", item)
        words = page.doc.quote(item)
        if named:
            other = as_subject(page, named[0])
        elif len(words.split()) <= _LONGEST_NAME and not _PATTERNS["kinds_of"].fullmatch(words):
            other = Subject(reference=own_disease(words), label=words, span=item, borrowed=True)
        else:
            continue
        if other.borrowed:
            found.setdefault(other.reference.curie, other)
    return list(found.values())
