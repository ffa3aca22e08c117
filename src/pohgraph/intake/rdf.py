"""RDF files to quads: blank nodes get names that depend on the file alone, and what is no RDF is left out and counted."""

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from pohgraph.errors import ReadError
from pohgraph.intake.files import GraphFile
from pohgraph.intake.notes import Notes

_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_LINES = frozenset({"nq", "nt"})  # formats without relative IRIs
_REMOTE_CONTEXT = "LoadDocumentCallback"


def read_quads(file: GraphFile, dataset: NamedNode, notes: Notes) -> Iterator[Quad]:
    """Every quad that is one, in the file's order; relative IRIs and blank nodes are named under `dataset`.

    Raises:
        ReadError: the file does not keep to its format. What was given before is then part of a file only.
    """
    blanks = _BlankNodes(dataset)
    base = None if file.format in _LINES else f"{dataset.value}/"
    try:
        with file.open() as stream:
            # Lenient, for the strict parsers stop at a bad IRI, and that of JSON-LD passes over it in silence.
            for quad in parse(stream, format=_FORMATS[file.format], base_iri=base, lenient=True):
                if (sound := _sound(cast("Quad", quad), blanks, notes)) is not None:
                    yield sound
    except SyntaxError as error:
        raise ReadError(str(file.path), _reason(error) + _cut_off(file, error.lineno or 0), _place(error)) from None
    except (OSError, EOFError) as error:
        raise ReadError(str(file.path), str(error)) from None
    if blanks.count:
        notes.add(
            "blank_nodes",
            "file(s) with blank nodes, which were given IRIs",
            f"{dataset.value}#blank=1 to {blanks.count}",
        )


class _BlankNodes:
    """Names blank nodes in the order they come: the parser's own names for unnamed ones differ from run to run."""

    def __init__(self, dataset: NamedNode) -> None:
        self._stem = f"{dataset.value}#blank="
        self._names: dict[str, NamedNode] = {}

    @property
    def count(self) -> int:
        return len(self._names)

    def name(self, node: BlankNode) -> NamedNode:
        found = self._names.get(node.value)
        if found is None:
            found = self._names[node.value] = NamedNode(f"{self._stem}{len(self._names) + 1}")
        return found


def _sound(quad: Quad, blanks: _BlankNodes, notes: Notes) -> Quad | None:
    subject, target, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(subject, Triple) or isinstance(target, Triple):
        notes.add("triple_term", "statement(s) about statements (RDF 1.2) left out", str(quad))
        return None
    if not (
        _is_sound(quad.predicate)
        and _is_sound(subject)
        and _is_sound(target)
        and (isinstance(graph, DefaultGraph) or _is_sound(graph))
    ):
        notes.add("not_an_iri", "statement(s) with an invalid IRI or language tag left out", str(quad))
        return None
    if not (isinstance(subject, BlankNode) or isinstance(target, BlankNode) or isinstance(graph, BlankNode)):
        return quad
    return Quad(
        blanks.name(subject) if isinstance(subject, BlankNode) else subject,
        quad.predicate,
        blanks.name(target) if isinstance(target, BlankNode) else target,
        blanks.name(graph) if isinstance(graph, BlankNode) else graph,
    )


def _is_sound(term: NamedNode | BlankNode | Literal) -> bool:
    if isinstance(term, NamedNode):
        return _is_iri(term.value)
    if isinstance(term, Literal):
        return _is_language(term.language) if term.language else _is_iri(term.datatype.value)
    return True


@lru_cache(maxsize=1 << 16)
def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@lru_cache
def _is_language(tag: str) -> bool:
    try:
        Literal("", language=tag)
    except ValueError:
        return False
    return True


def _reason(error: SyntaxError) -> str:
    if _REMOTE_CONTEXT in str(error.msg):
        return "its @context is an address, and nothing is fetched: put the context itself into the file"
    text = str(error.msg).rpartition("Parser error at ")[2]
    return f"syntax error: {text.partition(': ')[2] or text}"


def _cut_off(file: GraphFile, line: int) -> str:
    """What to add where the fault lies in the last line: most files that end in a fault are not whole."""
    with file.open() as stream:
        last = sum(1 for _ in stream)
    return "; this is its last line, so it may be cut off" if line >= last > 1 else ""


def _place(error: SyntaxError) -> str:
    return f"line {error.lineno}" if error.lineno else ""
