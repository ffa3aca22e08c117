"""Rows of a SELECT in the W3C's formats, one at a time: the engine's own writer only writes whole answers.

The bytes are those of the engine, but for what says that an answer was cut, and for characters that XML cannot hold or changes.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pohgraph.query.result import Cell
from pohgraph.schema.prefixes import iri_root

_XSD = iri_root("xsd")
_STRING = f"{_XSD}string"
_TO_XML = {'"': "&quot;", "'": "&apos;", "\r": "&#13;"}  # a reader of XML takes a bare \r for the end of a line
_NOT_IN_XML = {code: "\ufffd" for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
_BARE = {
    f"{_XSD}boolean": re.compile("true|false"),
    f"{_XSD}integer": re.compile(r"[+-]?\d+"),
    f"{_XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{_XSD}double": re.compile(r"[+-]?(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+"),
}
Row = Iterable[Cell]
Notes = Mapping[str, object]


class JsonRows:
    """SPARQL 1.1 Query Results JSON."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = [_quoted(name) for name in columns]
        self._separator = ""

    def head(self, notes: Notes) -> str:
        """What stands before the first row. Notes stand here, as readers take them: some refuse what follows the rows."""
        more = f'"pohgraph":{json.dumps(notes, ensure_ascii=False)},' if notes else ""
        return f'{{"head":{{"vars":[{",".join(self._columns)}]}},{more}"results":{{"bindings":['

    def row(self, row: Row) -> str:
        """A row, with what separates it from the one before."""
        cells = zip(self._columns, row, strict=True)
        text = ",".join([f"{name}:{_json_term(cell)}" for name, cell in cells if cell is not None])
        separator, self._separator = self._separator, ","
        return f"{separator}{{{text}}}"

    def end(self, notes: Notes) -> str:  # noqa: ARG002 - they stand in the head
        """What stands after the last row."""
        return "]}}\n"


class XmlRows:
    """SPARQL Query Results XML."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def head(self, notes: Notes) -> str:  # noqa: ARG002 - they stand at the end
        """What stands before the first row."""
        names = "".join(f"<variable name={quoteattr(name)}/>" for name in self._columns)
        root = '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        return f'<?xml version="1.0"?>{root}<head>{names}</head><results>'

    def row(self, row: Row) -> str:
        """A row."""
        cells = zip(self._columns, row, strict=True)
        text = "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(cell)}</binding>" for name, cell in cells if cell is not None
        )
        return f"<result>{text}</result>"

    def end(self, notes: Notes) -> str:
        """What stands after the last row."""
        comments = "".join(f"<!-- {_comment(text)} -->" for text in map(str, notes.values()))
        return f"</results>{comments}</sparql>\n"


@dataclass(frozen=True, slots=True)
class LineRows:
    """SPARQL 1.1 Query Results CSV and TSV: a line for each row, of bare values or of terms as in Turtle."""

    columns: Sequence[str]
    mark: str  # of a column's name
    term: Callable[[Cell], str]
    separator: str
    newline: str

    def head(self, notes: Notes) -> str:  # noqa: ARG002 - these formats have no room for them
        """The line with the names of the columns."""
        return self.separator.join(f"{self.mark}{name}" for name in self.columns) + self.newline

    def row(self, row: Row) -> str:
        """A line."""
        return self.separator.join([self.term(cell) for cell in row]) + self.newline

    def end(self, notes: Notes) -> str:  # noqa: ARG002 - these formats have no room for them
        """Nothing."""
        return ""


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _json_term(term: Cell) -> str:
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{_quoted(term.value)}}}'
    if isinstance(term, Literal):
        return f'{{"type":"literal","value":{_quoted(term.value)}{_json_kind(term)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{_quoted(term.value)}}}'
    if not isinstance(term, Triple):
        return "null"
    parts = (term.subject, term.predicate, term.object)
    subject, predicate, object_ = map(_json_term, parts)
    value = f'{{"subject":{subject},"predicate":{predicate},"object":{object_}}}'
    return f'{{"type":"triple","value":{value}}}'


def _json_kind(term: Literal) -> str:
    if term.language:
        direction = f',"its:dir":"{term.direction.value}"' if term.direction else ""
        return f',"xml:lang":{_quoted(term.language)}{direction}'
    datatype = term.datatype.value
    return "" if datatype == _STRING else f',"datatype":{_quoted(datatype)}'


def _xml_term(term: Cell) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml(term.value)}</uri>"
    if isinstance(term, Literal):
        return f"<literal{_xml_kind(term)}>{_xml(term.value)}</literal>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml(term.value)}</bnode>"
    if not isinstance(term, Triple):
        return ""
    subject, predicate, object_ = map(_xml_term, (term.subject, term.predicate, term.object))
    parts = f"<subject>{subject}</subject><predicate>{predicate}</predicate><object>{object_}</object>"
    return f"<triple>{parts}</triple>"


def _xml_kind(term: Literal) -> str:
    if term.language:
        return f" xml:lang={quoteattr(term.language)}"
    datatype = term.datatype.value
    return "" if datatype == _STRING else f" datatype={quoteattr(datatype)}"


def _xml(text: str) -> str:
    if not text.isprintable():
        text = text.translate(_NOT_IN_XML)
    escaped = escape(text, _TO_XML)
    if escaped != (bare := escaped.strip(" ")):  # which some readers do
        start = len(escaped) - len(escaped.lstrip(" "))
        escaped = f"{'&#32;' * start}{bare}{'&#32;' * (len(escaped) - start - len(bare))}"
    return escaped


def _comment(text: str) -> str:
    return text.replace("--", "- -")


def _csv_term(term: Cell) -> str:
    if term is None:
        return ""
    if isinstance(term, BlankNode):
        return str(term)
    if isinstance(term, Triple):
        return " ".join(map(_csv_term, (term.subject, term.predicate, term.object)))
    text = term.value
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def _tsv_term(term: Cell) -> str:
    if term is None:
        return ""
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(_tsv_term, (term.subject, term.predicate, term.object)))} )>>"
    if isinstance(term, Literal):
        bare = _BARE.get(term.datatype.value)
        if bare and bare.fullmatch(term.value):
            return term.value
    return str(term)


RowWriter = JsonRows | XmlRows | LineRows
ROW_WRITERS: dict[str, Callable[[Sequence[str]], RowWriter]] = {
    "json": JsonRows,
    "xml": XmlRows,
    "csv": partial(LineRows, mark="", term=_csv_term, separator=",", newline="\r\n"),
    "tsv": partial(LineRows, mark="?", term=_tsv_term, separator="\t", newline="\n"),
}
