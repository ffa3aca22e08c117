"""MedQuAD XML files. The document's text is derived: name, questions with answers, other names, concept numbers."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from pohgraph.compiled import compiled
from pohgraph.language.sentences import find_sentences
from pohgraph.model import Element, Part, Section, Span
from pohgraph.read.derived import DerivedText, one_line
from pohgraph.read.formats.medquad_parse import Pair, parse
from pohgraph.read.formats.medquad_table import Table, find_table
from pohgraph.read.layout import Layout, PageRemark
from pohgraph.read.lexical import is_boilerplate, merged
from pohgraph.read.marks import citations, links, questions
from pohgraph.tables import package_table

FAMILY = "medquad_xml"
_BULLET = compiled(r"(?<!\S)(?P<mark>[-•*–])\s+\Z")  # noqa: RUF001
_NEAR = 6  # code points before an item in which its bullet stands
_IRI = compiled(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


class _Answer(NamedTuple):
    """One pair as it stands in the derived text, with its HPO table where it has one."""

    pair: Pair
    question: Span | None
    answer: Span | None
    table: Table | None
    sentences: tuple[Span, ...]


def read(text: str) -> Layout:
    """Read a MedQuAD file.

    Raises:
        ReadError: the file is not well formed, declares a document type, or is no MedQuAD file.
    """
    content = parse(text)
    page = DerivedText()
    title = page.line(one_line(content.focus))
    written = [(pair, page.line(one_line(pair.question), gap=True), page.line(pair.answer)) for pair in content.pairs]
    synonyms = page.block(one_line(name) for name in content.synonyms)
    cuis = page.block(f"UMLS:{cui}" for cui in map(one_line, content.cuis) if cui)
    derived = page.text()
    answers = tuple(_answer(derived, *spans) for spans in written)
    source, number = (content.attributes.get(name, "").strip() for name in ("source", "id"))
    address = content.attributes.get("url", "")
    return Layout(
        text=derived,
        title=derived[slice(*title)] if title else "",
        sections=(
            *([Section(name="header", span=title, heading=title)] if title else []),
            *chain.from_iterable(_sections(answer) for answer in answers),
            *_listed("synonyms", synonyms),
            *_listed("coding", cuis),
        ),
        elements=(
            *([Element(kind="title", span=title)] if title else []),
            *chain.from_iterable(_elements(derived, answer) for answer in answers),
            *(Element(kind="synonym", span=span) for span in synonyms),
            *(Element(kind="identifier", span=span, parts=(Part("value", span),)) for span in cuis),
        ),
        sentences=tuple(chain.from_iterable(answer.sentences for answer in answers)),
        remarks=(
            *([] if title else [PageRemark("no_title", "<Focus> is missing or empty")]),
            *([] if source and number else [PageRemark("no_identifier", "<Document> lacks its id or source")]),
            *chain.from_iterable(_remarks(answer) for answer in answers),
        ),
        id=number if source else "",
        iri=address if _IRI.fullmatch(address) else "",
        collection=source,
    )


def _answer(text: str, pair: Pair, question: Span | None, answer: Span | None) -> _Answer:
    """Find the table in an answer and the sentences around it."""
    table = find_table(text, answer) if answer else None
    if answer and table:
        prose = [Span(answer.start, table.span.start), Span(table.span.end, answer.end)]
    else:
        prose = [answer] if answer else []
    sentences = find_sentences(text, [*([question] if question else []), *prose])
    return _Answer(pair, question, answer, table, sentences)


def _sections(answer: _Answer) -> Iterator[Section]:
    name = _section_names().get(answer.pair.qtype, "description")
    spans = [span for span in (answer.question, answer.answer) if span]
    if spans:
        yield Section(name=name, span=spans[0].cover(spans[-1]), heading=answer.question)
    if answer.table:
        yield Section(name="hpo_table", span=answer.table.span, heading=answer.table.heading, level=2)


def _elements(text: str, answer: _Answer) -> Iterator[Element]:
    yield from questions(text, answer.sentences)
    if answer.table:
        yield from answer.table.rows
        yield Element(kind="boilerplate", span=answer.table.heading)
    if answer.answer:
        yield from citations(text, (answer.answer,))
        yield from links(text, (answer.answer,))
    yield from merged(text, _standard_text(text, answer.sentences))
    yield from _flat_items(text, answer.sentences, answer.table.span if answer.table else Span(0, 0))


def _standard_text(text: str, sentences: Sequence[Span]) -> Iterator[Element]:
    """Sentences of the publishers; an introduction of links makes all that follows it theirs."""
    rest = False
    for sentence in sentences:
        rest = rest or is_boilerplate(text, FAMILY, scope="rest", span=sentence)
        if rest or is_boilerplate(text, FAMILY, scope="sentence", span=sentence):
            yield Element(kind="boilerplate", span=sentence)


def _flat_items(text: str, sentences: Sequence[Span], table: Span) -> Iterator[Element]:
    """Items of a list that was run into the text: sentences with a dash before them that is not the table's."""
    for sentence in sentences:
        before = max(0, sentence.start - _NEAR)
        if text[before : sentence.start].isspace():
            continue
        bullet = _BULLET.search(text, before, sentence.start)
        if bullet and not table.contains(Span(*bullet.span("mark"))):
            span = Span(bullet.start("mark"), sentence.end)
            yield Element(kind="list_item", span=span, parts=(Part("text", sentence),))


def _remarks(answer: _Answer) -> Iterator[PageRemark]:
    place = answer.question or answer.answer or Span(0, 0)
    where = f"line {answer.pair.line} of the file"
    if answer.pair.qtype not in _section_names():
        message = f"{where}: {answer.pair.qtype!r} is an unknown type of question; it was read as a description"
        yield PageRemark("unknown_question_type", message, place)
    if not answer.answer:
        yield PageRemark("empty_answer", f"{where}: a question has no answer", place)
    if answer.table and not answer.table.rows:
        yield PageRemark("row_count", f"{where}: an HPO table without rows", answer.table.span)


def _listed(name: str, spans: Sequence[Span]) -> Iterator[Section]:
    if spans:
        yield Section(name=name, span=spans[0].cover(spans[-1]))


@cache
def _section_names() -> dict[str, str]:
    return {row["qtype"]: row["section"] for row in package_table("read/formats", "qtypes.tsv")}
