"""Compact JSON-LD 1.1 with the published context: one node object for each subject, one `@graph` for each document.

Written as text while the statements come in sorted, so a graph of any size fits.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from pohgraph.claims.sorting import Statement, graphs, subjects
from pohgraph.export.rdf.context import Context, Term
from pohgraph.resources import bundled
from pohgraph.schema.prefixes import iri_root, prefix_map

if TYPE_CHECKING:
    from pohgraph.claims.view import GraphView

_XSD = iri_root("xsd")
_TYPE = f"<{iri_root('rdf')}type>"
# Datatype -> the lexical forms that bare JSON gives back. Of numbers only those that every JSON reader holds exactly.
_NATIVE = {
    f"{_XSD}boolean": re.compile(r"true|false"),
    f"{_XSD}integer": re.compile(r"0|-?[1-9][0-9]{0,14}"),
}


def write_jsonld(view: "GraphView", out: BinaryIO) -> None:
    """Write every quad, with the context of `ontology/context.jsonld` inside the file."""
    published = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    context = _with_prefixes(published, view.prefixes)
    out.writelines(text.encode() for text in jsonld_text(graphs(view), context))


def jsonld_text(graphs: Iterable[tuple[str, Iterable[str]]], context: Mapping[str, object]) -> Iterator[str]:
    """The document in pieces: `graphs` are pairs of a graph's token ("" for the default one) and its sorted triples.

    Raises:
        ExportError: an IRI that this context cannot carry.
    """
    writer = _NodeWriter(Context(context))
    yield f'{{\n"@context": {json.dumps(context, ensure_ascii=False, indent=2)},\n"@graph": ['
    separator = "\n"
    for graph, triples in graphs:
        if graph:
            yield f'{separator}{{"{writer.id_key}": {writer.identifier(graph)}, "@graph": ['
            yield from _joined(writer.nodes(triples, indent="  "), "\n")
            yield "\n]}"
        else:
            yield from _joined(writer.nodes(triples, indent=""), separator)
        separator = ",\n"
    yield "\n]\n}\n"


def _with_prefixes(context: Mapping[str, object], prefixes: Mapping[str, str]) -> dict[str, object]:
    """The context with the prefixes that a consumer spells in another way."""
    ours = prefix_map()
    kept = {name: meaning for name, meaning in context.items() if name not in ours or ours[name] == prefixes.get(name)}
    return kept | {
        name: {"@id": iri, "@prefix": True}
        for name, iri in prefixes.items()
        if ours.get(name) != iri and name not in kept
    }


def _joined(texts: Iterable[str], separator: str) -> Iterator[str]:
    for text in texts:
        yield separator + text
        separator = ",\n"


class _NodeWriter:
    """Subjects as JSON objects. N-Triples escapes a string as JSON does, so literals are passed on as they are."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._terms: dict[tuple[str, tuple[str, ...]], Term] = {}
        self.id_key = context.keyword("@id")
        self._type_key = context.keyword("@type")

    def nodes(self, triples: Iterable[str], *, indent: str) -> Iterator[str]:
        """One object for each subject of sorted triples."""
        for subject, statements in subjects(triples):
            yield f"{indent}{{{self._members(subject, statements, indent)}}}"

    def identifier(self, token: str) -> str:
        """An IRI or blank node as a JSON string."""
        return f'"{self._context.compact(token[1:-1])}"' if token[0] == "<" else f'"{token}"'

    def _members(self, subject: str, statements: list[Statement], indent: str) -> str:
        types: list[str] = []
        values: dict[Term, list[str]] = {}
        for _, predicate, token in statements:
            if predicate == _TYPE and token[0] != '"':
                types.append(self._class(token))
            else:
                term, value = self._value(predicate, token)
                values.setdefault(term, []).append(value)
        members = [f'"{self.id_key}": {self.identifier(subject)}']
        if types:
            members.append(f'"{self._type_key}": {_array(types)}')
        for term, group in values.items():
            members.append(f'"{term.name}": {_array(group) if term.always_list or len(group) > 1 else group[0]}')
        return f",\n{indent} ".join(members)

    def _class(self, token: str) -> str:
        return f'"{self._context.type_name(token[1:-1])}"' if token[0] == "<" else f'"{token}"'

    def _value(self, predicate: str, token: str) -> tuple[Term, str]:
        if token[0] != '"':
            return self._link(predicate, token)
        if token[-1] == '"':
            term = self._term(predicate, ("", f"{_XSD}string"))
            return term, token if term.kind in {"", f"{_XSD}string"} else f'{{"@value": {token}}}'
        if token[-1] == ">":
            text, _, datatype = token.rpartition("^^")
            return self._typed(predicate, text, datatype[1:-1])
        text, _, language = token.rpartition("@")
        return self._term(predicate, ("",)), f'{{"@value": {text}, "@language": "{language}"}}'

    def _link(self, predicate: str, token: str) -> tuple[Term, str]:
        term = self._term(predicate, ("@id", "@vocab"))
        if term.kind == "@vocab":
            return term, self._class(token)
        identifier = self.identifier(token)
        return term, identifier if term.kind == "@id" else f'{{"@id": {identifier}}}'

    def _typed(self, predicate: str, text: str, datatype: str) -> tuple[Term, str]:
        term = self._term(predicate, (datatype, ""))
        native = _NATIVE.get(datatype)
        if native and term.kind in {"", datatype} and native.fullmatch(text, 1, len(text) - 1):
            return term, text[1:-1]
        if term.kind == datatype:
            return term, text
        return term, f'{{"@value": {text}, "@type": "{self._context.type_name(datatype)}"}}'

    def _term(self, predicate: str, kinds: tuple[str, ...]) -> Term:
        key = (predicate, kinds)
        if key not in self._terms:
            self._terms[key] = self._context.property_term(predicate[1:-1], kinds)
        return self._terms[key]


def _array(values: list[str]) -> str:
    return f"[{', '.join(values)}]"
