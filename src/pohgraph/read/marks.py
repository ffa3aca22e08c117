"""Marks that any page may carry in its prose: citation markers, links, list items, questions, repeated sentences."""

from collections.abc import Iterable, Iterator, Sequence

from pohgraph.compiled import compiled
from pohgraph.language.lines import Line, item_text
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Span

_CITATION = compiled(r"(?:\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\])+")  # noqa: RUF001
_NUMBER = compiled(r"\d+")
_NOTED = compiled(r"[1-9⁰¹²³⁴-⁹]")  # what every number of a note has, and most paragraphs have not
# The number of a note right after a word: raised, or glued where a text has lost that ("seizures3", "scoliosis.4").
_RAISED = compiled(r"(?<=[a-z]{2}|[a-z][.,;:)])[⁰¹²³⁴-⁹]{1,3}(?:[,–⁻-]?[⁰¹²³⁴-⁹]{1,3}){0,9}")  # noqa: RUF001
_GLUED = compiled(
    r"\b(?P<word>[A-Za-z]?[a-z]{4,40})[.,;]?(?P<note>[1-9]\d{0,2}(?:[,–-][1-9]\d{0,2}){0,9})(?=[\s.,;:)]|\Z)(?!\.\d)"  # noqa: RUF001
)
_COUNTED = frozenset(
    {
        "type",
        "grade",
        "stage",
        "class",
        "group",
        "phase",
        "table",
        "figure",
        "chapter",
        "level",
        "exon",
        "covid",
        "omega",
    }
)
_NAMED_LINK = compiled(r"\[(?P<label>[^\[\]\r\n]+)\]\((?P<target>[^\s()]+(?:\([^\s()]*\)[^\s()]*){0,8})\)")
_ANGLE_LINK = compiled(r"\(<(?P<target>[^\s<>]+)>\)|\(<(?P<slip>[^\s<>()]+)\)>")
_URL = compiled(r"https?://[^\s<>\"“”\]]+")
_BETWEEN_LINKS = compiled(r"\s*(?:or|and|/|,|;)?\s*")
_URL_TAIL = ".,;:!?'*_"


def citations(text: str, within: Iterable[Span]) -> Iterator[Element]:
    """Runs of in-text markers such as "[1][2]"; part `number` for each number."""
    for area in within:
        if text.find("[", *area) < 0:
            continue
        for match in _CITATION.finditer(text, *area):
            numbers = _NUMBER.finditer(text, *match.span())
            parts = tuple(Part("number", Span(*number.span())) for number in numbers)
            yield Element(kind="citation", span=Span(*match.span()), parts=parts)


def raised_notes(text: str, within: Iterable[Span]) -> Iterator[Element]:
    """Numbers of notes right after a word, without brackets; part `number` for each."""
    for area in within:
        if not _NOTED.search(text, *area):
            continue
        glued = [match for match in _GLUED.finditer(text, *area) if match["word"].lower() not in _COUNTED]
        for start, end in sorted(
            (*(m.span() for m in _RAISED.finditer(text, *area)), *(m.span("note") for m in glued))
        ):
            parts = tuple(Part("number", Span(*number.span())) for number in _NUMBER.finditer(text, start, end))
            yield Element(kind="citation", span=Span(start, end), parts=parts)


def list_items(text: str, lines: Iterable[Line]) -> Iterator[Element]:
    """Lines that begin with a bullet; part `text` is the rest of the line."""
    for line in lines:
        item = item_text(text, line.span)
        if item:
            yield Element(kind="list_item", span=line.span, parts=(Part("text", item),))


def questions(text: str, sentences: Iterable[Span]) -> Iterator[Element]:
    """Sentences that end in a question mark."""
    for sentence in sentences:
        if text[sentence.start : sentence.end].rstrip("*_\"'”’)").endswith("?"):  # noqa: RUF001
            yield Element(kind="question", span=sentence)


def repeats(text: str, sentences: Sequence[Span]) -> Iterator[Element]:
    """Every sentence that stands again later on the page; its last place is the original and gets no element."""
    last: dict[str, int] = {text[start:end]: start for start, end in sentences}
    for sentence in sentences:
        if last[text[sentence.start : sentence.end]] > sentence.start:
            yield Element(kind="repeat", span=sentence)


def links(text: str, lines: Iterable[Span]) -> Iterator[Element]:
    """Links of each line: `[label](url)`, `label (<url>)` and bare addresses (no part `label`).

    Links to a place on the page itself ("#") are left out.
    """
    for line in lines:
        taken: list[Span] = []
        for element in (*_named_links(text, line), *_angle_links(text, line)):
            taken.append(element.span)
            yield element
        yield from _bare_links(text, line, taken)


def _named_links(text: str, line: Span) -> Iterator[Element]:
    for match in _NAMED_LINK.finditer(text, *line):
        if not match["target"].startswith("#"):
            parts = (Part("label", Span(*match.span("label"))), Part("target", Span(*match.span("target"))))
            yield Element(kind="link", span=Span(*match.span()), parts=parts)


def _angle_links(text: str, line: Span) -> Iterator[Element]:
    start = (item_text(text, line) or line).start
    for match in _ANGLE_LINK.finditer(text, *line):
        target = Part("target", Span(*match.span("target" if match["target"] else "slip")))
        label = _label_before(text, start, match.start())
        parts = (Part("label", label), target) if label else (target,)
        yield Element(kind="link", span=Span(parts[0].span.start if label else match.start(), match.end()), parts=parts)
        between = _BETWEEN_LINKS.match(text, match.end(), line.end)
        start = between.end() if between else match.end()


def _label_before(text: str, start: int, end: int) -> Span | None:
    """The words a link's address follows: the sentence that runs up to the address."""
    sentences = find_sentences(text, (Span(start, end),))
    return sentences[-1] if sentences else None


def _bare_links(text: str, line: Span, taken: list[Span]) -> Iterator[Element]:
    pending = sorted(taken, reverse=True)
    for match in _URL.finditer(text, *line):
        while pending and pending[-1].end <= match.start():
            pending.pop()
        if pending and pending[-1].start <= match.start():
            continue
        url = match.group().rstrip(_URL_TAIL)
        if url.endswith(")") and "(" not in url:
            url = url.rstrip(")").rstrip(_URL_TAIL)
        span = Span(match.start(), match.start() + len(url))
        yield Element(kind="link", span=span, parts=(Part("target", span),))
