"""KGX node and edge files, TSV or JSON lines, row by row. A row that is no whole statement is left out and noted."""

import json
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from pyoxigraph import Literal, NamedNode

from pohgraph.errors import ReadError
from pohgraph.intake.claims import ClaimWriter, NodeDescription
from pohgraph.intake.files import GraphFile
from pohgraph.intake.names import Names
from pohgraph.schema.categories import Category
from pohgraph.schema.relations import EXACT_MATCH, FLAGS, HAS_DB_XREF, PREDICATES, SYNONYM_PREDICATES
from pohgraph.store.imported import ImportedClaim
from pohgraph.store.rdf import Node, decimal, term
from pohgraph.tables import package_table
from pohgraph.vocab.mappings import iri_or_nothing

_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}
_DEFAULT_CATEGORY = Category.NAMED_THING.curie
_OWN_COLUMNS = {
    "nodes": frozenset({"id", "name", "category"}),
    "edges": frozenset({"id", "subject", "predicate", "object", "category"}),
}
_SYNONYMS = {
    "synonym": SYNONYM_PREDICATES["related"].curie,  # the scope is not given, and this one promises least
    **{f"{scope}_synonym": predicate.curie for scope, predicate in SYNONYM_PREDICATES.items()},
    "symbol": SYNONYM_PREDICATES["exact"].curie,
    "full_name": SYNONYM_PREDICATES["exact"].curie,
}
_TEXTS = {
    "description": "dcterms:description",
    "provided_by": "biolink:provided_by",
    "publication_type": "biolink:publication_type",
    "creation_date": "biolink:creation_date",
    "license": "dcterms:license",
    "rights": "dcterms:rights",
}
_LINKS = {
    "xref": HAS_DB_XREF.curie,
    "same_as": EXACT_MATCH.curie,
    "equivalent_identifiers": EXACT_MATCH.curie,
    "in_taxon": "biolink:in_taxon",
    "has_attribute_type": "biolink:has_attribute_type",
}
_DESCRIBING = {column: term(predicate) for column, predicate in (_SYNONYMS | _TEXTS | _LINKS).items()}
_TYPE, _CATEGORY = term("rdf:type"), term("biolink:category")
_EMPTY = frozenset(("", "-", "\N{EN DASH}"))  # a dash in a cell says that there is nothing
_ORIGINAL_PREDICATE = term("biolink:original_predicate")
_REMEMBERED = 2**15  # cells; more are read again
Row = dict[str, object]
_Statement = tuple[NamedNode, Node]


class Slot(NamedTuple):
    """What the cells of a column hold: node, text, number, flag or ignored."""

    kind: str
    many: bool


class BadRowError(ValueError):
    """A row that is no statement: why, without its place."""


def edge_lines(file: GraphFile, writer: ClaimWriter) -> Iterator[str]:
    """Each edge as an association, and as a plain edge where the file states it, in N-Quads.

    Raises:
        ReadError: the file cannot be read to its end.
    """
    cells = _EdgeCells(file, writer.names)
    for number, row in _sound_rows(file, writer, "edges"):
        try:
            claim = _claim(row, cells, writer)
        except BadRowError as error:
            writer.notes.add("row_left_out", "edge(s) left out", f"line {number}: {error}")
            continue
        yield writer.lines(claim)


def node_descriptions(file: GraphFile, writer: ClaimWriter) -> Iterator[NodeDescription]:
    """What each node is called and is, in the order of the file.

    Raises:
        ReadError: the file cannot be read to its end.
    """
    for number, row in _sound_rows(file, writer, "nodes"):
        this = writer.names.entity(_text(row.get("id")))
        if this is None:
            writer.notes.add("row_left_out", "node(s) left out", f"line {number}: no CURIE in the column id")
            continue
        name = _text(row.get("name")).strip()
        facts = tuple(dict.fromkeys(_facts(this, name, row, file, writer.names)))
        yield NodeDescription(this, Literal(name) if name else None, facts)


def _claim(row: Row, cells: "_EdgeCells", writer: ClaimWriter) -> ImportedClaim:
    names = writer.names
    given = {column: _text(row.get(column)) for column in ("subject", "predicate", "object")}
    for column, text in given.items():
        if names.node(text) is None:
            raise BadRowError(f"no CURIE in the column {column}")
    ends = {column: names.entity(given[column]) for column in ("subject", "object")}
    statements = [statement for column, cell in row.items() for statement in cells.statements(column, cell)]
    for column, end in ends.items():
        if end != names.node(given[column]) and not row.get(f"original_{column}"):
            statements.append((term(f"biolink:original_{column}"), Literal(given[column])))
    predicate, statements = _own_predicate(cast("NamedNode", names.node(given["predicate"])), statements)
    return ImportedClaim(
        identifier=_text(row.get("id")),
        subject=cast("NamedNode", ends["subject"]),
        predicate=predicate,
        object=cast("NamedNode", ends["object"]),
        classes=cells.classes(row.get("category")),
        statements=tuple(dict.fromkeys(statements)),
    )


def _own_predicate(predicate: NamedNode, statements: list[_Statement]) -> tuple[NamedNode, list[_Statement]]:
    """Our export writes a wider predicate of Biolink where it has none for a relation of ours; that one is restored."""
    for slot, value in statements:
        if slot == _ORIGINAL_PREDICATE and value.value in PREDICATES:
            return term(value.value), [(s, v) for s, v in statements if s != slot]
    return predicate, statements


class _EdgeCells:
    """What the cells of one file's edges say. Many rows have the same, so what was read is remembered."""

    def __init__(self, file: GraphFile, names: Names) -> None:
        self._file = file
        self._names = names
        self._known: dict[tuple[str, str], tuple[_Statement, ...]] = {}
        self._classes: dict[str | tuple[str, ...], tuple[NamedNode, ...]] = {}

    def statements(self, column: str, cell: object) -> tuple[_Statement, ...]:
        """The statements of a cell; none where its column is not kept.

        Raises:
            BadRowError: the cell does not hold what its column has.
        """
        if not isinstance(cell, str):  # of JSON: a list may not be remembered
            return tuple(self._read(column, cell))
        if (column, cell) not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[column, cell] = tuple(self._read(column, cell))
        return self._known[column, cell]

    def classes(self, cell: object) -> tuple[NamedNode, ...]:
        """The categories of an edge."""
        texts = cell if isinstance(cell, str) else tuple(_cells(cell, self._file, many=True))
        if texts not in self._classes:
            if len(self._classes) >= _REMEMBERED:
                self._classes.clear()
            nodes = (self._names.node(text) for text in _cells(texts, self._file, many=True))
            self._classes[texts] = tuple(node for node in nodes if node)
        return self._classes[texts]

    def _read(self, column: str, cell: object) -> Iterator[_Statement]:
        slot = _slot("edges", column)
        if slot is None or slot.kind == "ignored" or cell is None:
            return
        if slot.kind == "flag":
            if _flag(column, cell):
                yield term(FLAGS[column]), Literal(value=True)
            return
        for text in _cells(cell, self._file, many=slot.many):
            yield term(f"biolink:{column}"), _value(column, slot, text, self._names)


def _value(column: str, slot: Slot, text: str, names: Names) -> Node:
    if slot.kind == "number":
        return _number(column, text)
    found = names.node(text) if slot.kind == "node" and ":" in text else None
    return found or Literal(text)


def _number(column: str, text: str) -> Literal:
    try:
        value = decimal(text)
    except ValueError:
        raise BadRowError(f"{text!r} in the column {column} is not a number") from None
    return Literal(int(text)) if text.removeprefix("-").isdecimal() else value


def _flag(column: str, cell: object) -> bool:
    # KGX itself takes any text in this column for true, "False" too; what the text says is what counts here.
    try:
        return _FLAGS[_text(cell).strip().lower()]
    except KeyError:
        raise BadRowError(f"{_text(cell)!r} in the column {column} is neither true nor false") from None


def _facts(this: NamedNode, name: str, row: Row, file: GraphFile, names: Names) -> Iterator[_Statement]:
    for text in _cells(row.get("category"), file, many=True) or [_DEFAULT_CATEGORY]:
        if category := names.node(text):
            yield _TYPE, category
            yield _CATEGORY, category
    for column, cell in row.items():
        predicate = _DESCRIBING.get(column)
        if predicate is None:
            continue
        slot = _slot("nodes", column)
        if column in _LINKS:
            for text in _cells(cell, file, many=True):
                other = names.node(text)
                if other and other != this:
                    yield predicate, other
            continue
        for text in _cells(cell, file, many=slot is not None and slot.many):
            if text != name:
                is_link = column == "license" and iri_or_nothing(text)
                yield predicate, NamedNode(text) if is_link else Literal(text)


def _sound_rows(file: GraphFile, writer: ClaimWriter, table: str) -> Iterator[tuple[int, Row]]:
    """The rows with their lines; the columns nobody knows are noted once."""
    seen: set[str] = set()
    for number, row in _tsv_rows(file) if file.is_tsv else _json_rows(file):
        if isinstance(row, str):
            writer.notes.add("row_left_out", f"{table[:-1]}(s) left out", f"line {number}: {row}")
            continue
        if row.keys() <= seen:
            yield number, row
            continue
        for column in row.keys() - seen:
            seen.add(column)
            if column not in _OWN_COLUMNS[table] and _slot(table, column) is None:
                writer.notes.add("unknown_column", f"column(s) of the {table} not kept", column)
        yield number, row


def _tsv_rows(file: GraphFile) -> Iterator[tuple[int, Row | str]]:
    columns: list[str] = []
    for number, line in _lines(file):
        cells = line.rstrip("\r\n").split("\t")
        short = len(cells) < len(columns)
        if not columns:
            columns = cells
        elif any(cells[len(columns) :]) or (short and not line.endswith("\n")):
            # A last line without its end may lack a cell that denies it.
            cut_off = ", and the file ends within it" if short else ""
            yield number, f"{len(cells)} cells where the header has {len(columns)}{cut_off}"
        else:  # an editor may have taken the tabs at the end of the line away
            yield number, {column: cell for column, cell in zip(columns, cells, strict=False) if cell}


def _json_rows(file: GraphFile) -> Iterator[tuple[int, Row | str]]:
    for number, line in _lines(file):
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"not JSON: {error}"
            continue
        yield number, {k: v for k, v in row.items() if v is not None} if isinstance(row, dict) else "not a JSON object"


def _lines(file: GraphFile) -> Iterator[tuple[int, str]]:
    """The lines that hold anything, with their numbers and their ends."""
    try:
        with file.open() as stream:
            for number, line in enumerate(stream, start=1):
                if (text := line.decode()).strip("\r\n"):
                    yield number, text
    except (OSError, EOFError) as error:
        raise ReadError(str(file.path), str(error)) from None


def _cells(cell: object, file: GraphFile, *, many: bool) -> list[str]:
    if isinstance(cell, list | tuple):
        return [text for item in cell if (text := _text(item).strip()) not in _EMPTY]
    text = _text(cell).strip()
    parts = text.split("|") if many and file.is_tsv else [text]
    return [part.strip() for part in parts if part.strip() not in _EMPTY]


def _text(cell: object) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


@cache
def _slot(table: str, column: str) -> Slot | None:
    row = next((r for r in package_table("intake", "slots.tsv") if (r["table"], r["column"]) == (table, column)), None)
    if row:
        return Slot(row["kind"], row["many"] == "yes")
    return Slot("node", many=False) if table == "edges" and column.endswith("_qualifier") else None
