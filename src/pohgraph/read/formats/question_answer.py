"""Medically reviewed question-and-answer pages: a teaser, then answers; questions are run into the text."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from pohgraph.language.lines import lines_of, trimmed
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Section, Span
from pohgraph.read.dates import last_updated
from pohgraph.read.layout import Layout
from pohgraph.read.lexical import boilerplate, cue_scores, find_section_name, is_boilerplate, merged
from pohgraph.read.marks import citations, links, list_items, questions, repeats

FAMILY = "question_answer"
_CUES = "answer_cues.tsv"
_ASIDE = frozenset({"header", "disclaimer", "references", "resources"})


def read(text: str) -> Layout:
    """Read such a page. It prints no title; paragraphs are named by what they say."""
    lines = tuple(lines_of(text))
    spans = tuple(line.span for line in lines)
    standard = boilerplate(text, FAMILY, scope="line", spans=spans)
    sentences = find_sentences(
        text, (span for span in spans if not is_boilerplate(text, FAMILY, scope="head", span=span))
    )
    asked = tuple(questions(text, sentences))
    spoken = boilerplate(text, FAMILY, scope="sentence", spans=sentences)
    return Layout(
        text=text,
        modified=last_updated(text),
        sections=tuple(_sections(text, spans, [question.span for question in asked])),
        elements=(
            *asked,
            *repeats(text, sentences),
            *list_items(text, lines),
            *citations(text, spans),
            *links(text, spans),
            *merged(text, chain(standard, spoken)),
        ),
        sentences=sentences,
    )


def _sections(text: str, lines: Sequence[Span], asked: Sequence[Span]) -> Iterator[Section]:
    """One section for each paragraph, and for each question with its answer within a paragraph.

    What no cue names goes on with the section before it, or is a description.
    """
    name = "description"
    for piece, heading in _pieces(lines, asked):
        whole = trimmed(text, piece)
        if whole.start < whole.end:
            found = _name(text, whole)
            name = found or (name if name not in _ASIDE else "description")
            yield Section(name=name, span=whole, heading=heading)


def _pieces(lines: Sequence[Span], asked: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """Each paragraph cut before its questions, with the question that opens the piece."""
    pending = deque(asked)
    for line in lines:
        start, heading = line.start, None
        while pending and pending[0].start < line.end:
            question = pending.popleft()
            yield Span(start, question.start), heading
            start, heading = question.start, question
        yield Span(start, line.end), heading


def _name(text: str, piece: Span) -> str | None:
    """The section a paragraph belongs to by its heading or its cues; None where it shows none."""
    if heading := find_section_name(text[piece.start : min(piece.end, piece.start + 200)]):
        return heading
    scores = cue_scores(_CUES, text, piece)
    return max(scores, key=lambda name: scores[name]) if scores else None
