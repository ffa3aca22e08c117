"""The numbers of the page itself at PubMed, PubMed Central and its publisher, if its head or its foot prints them."""

from collections.abc import Iterator

from pohgraph.extractors.shared.page import Page
from pohgraph.language.patterns import Patterns
from pohgraph.model import Mention, Reference, Span

_PATTERNS = Patterns("extractors/shared", "own_identifiers_patterns.tsv")
_REGISTRIES = ("PMID", "PMC", "DOI")
_HEAD = 40  # lines in which a page says what it is
_TOP = 12  # lines in which it says where it appeared
_BESIDE = 3  # lines between its number in PubMed and the others, in the foot of a record
_LONGEST = 600  # code points of a line that tells where an article appeared


def own_identifiers(page: Page) -> Iterator[tuple[Reference, Span, Span]]:
    """Each number of the page itself, its place, and its line. If a registry has several numbers here, none of them counts."""
    known = page.doc.id.partition(":")[2]
    own = Reference("PMID", known.removeprefix("PMID_")) if known.startswith("PMID_") else None
    mentions = [m for m in page.mentions_of("identifier") if m.reference.prefix in _REGISTRIES and not _cited(page, m)]
    lines = {m.span: _line(page.doc.text, m.span) for m in mentions}
    numbers = {m.span: page.doc.text.count("\n", 0, m.span.start) for m in mentions}
    feet = [numbers[m.span] for m in mentions if m.reference == own]
    for registry in _REGISTRIES:
        found: dict[Reference, Mention] = {}
        for mention in mentions:
            line, number = lines[mention.span], numbers[mention.span]
            near = number < _HEAD or any(abs(number - foot) <= _BESIDE for foot in feet)
            told = (near and _is_bare(page, line)) or (number < _TOP and _tells_where(page, line))
            if mention.reference.prefix == registry and told:
                found.setdefault(mention.reference, mention)
        if own and registry == "PMID":
            found = {reference: mention for reference, mention in found.items() if reference == own}
        if len(found) == 1:
            ((reference, mention),) = found.items()
            yield reference, mention.span, lines[mention.span]


def _cited(page: Page, mention: Mention) -> bool:
    section = page.doc.section_at(mention.span.start)
    return section is not None and section.name == "references"


def _is_bare(page: Page, line: Span) -> bool:
    """Whether a line has nothing but numbers and their labels."""
    return line.end - line.start <= _LONGEST and not any(
        map(str.isalpha, _PATTERNS["number"].sub("", page.doc.quote(line)))
    )


def _tells_where(page: Page, line: Span) -> bool:
    """Whether a line tells where and when the page's article appeared."""
    return line.end - line.start <= _LONGEST and _PATTERNS["appeared"].match(page.doc.text, *line) is not None


def _line(text: str, place: Span) -> Span:
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
