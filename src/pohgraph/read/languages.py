"""Prose in another language than English is not read: its denials would pass for statements.

Names, identifiers and tables of the page are kept. A page's language is the one it states, unless its words are plainly another's.
Cells of tables have too few words to tell a language, and too many short ones that are codes; they are read where the page is English.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pohgraph.language.other_languages import ENGLISH, Tally, language_of, tally, total
from pohgraph.model import Span
from pohgraph.read.layout import Layout, PageRemark

_ROWS = frozenset({"table_header", "table_row"})
_MANY = 10  # common English words, from which on a page that says it is in another language is English


def english_only(layout: Layout) -> Layout:
    """The page without its sentences in other languages, and with its language where that is told or stated."""
    cells = _cells(layout)
    paragraphs = list(_paragraphs(layout.text, [s for s in layout.sentences if s not in cells]))
    counted = [tally(layout.text[first.start : last.end]) for *_, first, last in map(_ends, paragraphs)]
    whole = total(counted)
    page = _of_page(layout.language, whole)
    if page == ENGLISH and all(told in (None, ENGLISH) for told in map(language_of, counted)):
        return replace(layout, language=_primary(layout.language) if layout.language else "")
    kept: list[Span] = []
    remarks: list[PageRemark] = []
    for sentences, count in zip(paragraphs, counted, strict=True):
        told = language_of(count) or page
        if told == ENGLISH:
            kept += sentences
        elif page == ENGLISH:
            place = sentences[0].cover(sentences[-1])
            message = f"a paragraph is not in English ({told}), so nothing was read from its prose"
            remarks.append(PageRemark("not_english", message, place))
    if page != ENGLISH:
        message = (
            f"the page is not in English ({page}), so nothing was read from its prose; its names and identifiers were kept. "
            "Give the English page"
        )
        remarks.append(PageRemark("not_english", message))
    if page == ENGLISH:
        kept = sorted((*kept, *cells))
    return replace(layout, sentences=tuple(kept), language=page, remarks=(*layout.remarks, *remarks))


def _of_page(stated: str, whole: Tally) -> str:
    told = language_of(whole)
    primary = _primary(stated)
    if primary in ("", ENGLISH):
        return told or ENGLISH
    if told == ENGLISH and whole.words[ENGLISH] >= _MANY:
        return ENGLISH  # a template that was not translated states a language of its own
    return primary


def _primary(stated: str) -> str:
    """The language of a tag such as "de-AT"."""
    return stated.replace("_", "-").split("-")[0].strip().lower()


def _ends(sentences: Sequence[Span]) -> tuple[Span, Span]:
    return sentences[0], sentences[-1]


def _cells(layout: Layout) -> frozenset[Span]:
    """The sentences that are table cells or stand in one."""
    rows = sorted(element.span for element in layout.elements if element.kind in _ROWS)
    starts = [row.start for row in rows]
    places = ((sentence, bisect_right(starts, sentence.start) - 1) for sentence in layout.sentences)
    return frozenset(sentence for sentence, place in places if place >= 0 and rows[place].contains(sentence))


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Sentences with no line end between them."""
    paragraph: list[Span] = []
    for sentence in sentences:
        if paragraph and "\n" in text[paragraph[-1].end : sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph
