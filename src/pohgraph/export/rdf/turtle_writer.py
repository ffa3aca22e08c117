"""Writes sorted triples as Turtle or TriG text: subjects grouped, `a` first, short only where nothing is lost."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from pohgraph.claims.sorting import Statement, subjects
from pohgraph.export.rdf.names import Namespaces
from pohgraph.schema.prefixes import iri_root

INDENT = "    "
# Three quotes in a row, or one at the end, would close the text before its end.
_ESCAPE = re.compile(r'(?P<quote>\\"(?!\\"\\"|\Z))|(?P<line>\\n)|\\.')
_AS_IT_IS = {"quote": '"', "line": "\n"}
_CACHE = 1 << 16  # names that are remembered; predicates, classes and terms come again and again
_IN_MEMORY = 8_000_000  # bytes of a document that wait for its prefixes in memory, not in a file
_XSD = f"<{iri_root('xsd')}"
_TYPE = f"<{iri_root('rdf')}type>"
# Datatype -> the lexical forms that a Turtle reader gives back unchanged when they stand without quotes.
# Decimals end after six places: rdflib turns a smaller one into an exponent.
_SHORT = {
    f"{_XSD}integer>": re.compile(r"0|-?[1-9][0-9]*"),
    f"{_XSD}boolean>": re.compile(r"true|false"),
    f"{_XSD}decimal>": re.compile(r"(?!-0\.0$)-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]{0,5}[1-9])"),
}


def write_document(out: BinaryIO, comments: Iterable[str], writer: "TurtleWriter", blocks: Iterable[str]) -> None:
    """Write comments, the prefixes the blocks turn out to use, and the blocks."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        body.writelines(block.encode() for block in blocks)
        body.seek(0)
        out.writelines(line.encode() for line in comments)
        out.write(f"{writer.directives()}\n".encode())
        copyfileobj(body, out)


class TurtleWriter:
    """Gives the text of subjects and remembers in `used` which prefixes it needs.

    `long_strings`: text of several lines stands as it is between triple quotes, for people to read.
    """

    def __init__(self, prefixes: Mapping[str, str], *, long_strings: bool = False) -> None:
        self._prefixes = prefixes
        self._long_strings = long_strings
        self._namespaces = Namespaces(prefixes)
        self.used: set[str] = set()
        self.name = lru_cache(maxsize=_CACHE)(self._name)

    def directives(self) -> str:
        """The `@prefix` lines of the prefixes used, in order of their names."""
        return "".join(f"@prefix {prefix}: <{self._prefixes[prefix]}> .\n" for prefix in sorted(self.used))

    def blocks(self, triples: Iterable[str], *, indent: str = "") -> Iterator[str]:
        """One paragraph for each subject of sorted triples."""
        for subject, statements in subjects(triples):
            yield f"{indent}{self.name(subject)} {self._predicates(statements, indent + INDENT)} .\n"

    def _name(self, token: str) -> str:
        """An IRI as `prefix:name` where that is legal, else as it is; blank nodes as they are."""
        if token[0] != "<":
            return token
        short = self._namespaces.split(token[1:-1])
        if short is None:
            return token
        self.used.add(short[0])
        return ":".join(short)

    def _predicates(self, statements: list[Statement], indent: str) -> str:
        objects: dict[str, list[str]] = {}
        for _, predicate, token in statements:
            objects.setdefault(predicate, []).append(self._object(token))
        types = objects.pop(_TYPE, [])
        parts = [f"a {', '.join(types)}"] if types else []
        separator = f",\n{indent}{INDENT}"
        parts += [f"{self.name(predicate)} {separator.join(group)}" for predicate, group in objects.items()]
        return f" ;\n{indent}".join(parts)

    def _object(self, token: str) -> str:
        if token[0] != '"':
            return self.name(token)
        if self._long_strings and "\\n" in token:
            return _long(token)
        if token[-1] != ">":
            return token
        text, _, datatype = token.rpartition("^^")
        short = _SHORT.get(datatype)
        if short and short.fullmatch(text, 1, len(text) - 1):
            return text[1:-1]
        return f"{text}^^{self.name(datatype)}"


def _long(token: str) -> str:
    r'''A literal between triple quotes, with its line ends and quotation marks as they are.

    >>> print(_long(r'"a \"b\"\nc \\n"@en'))
    """a "b"
    c \\n"""@en
    '''
    end = token.rindex('"')
    text = _ESCAPE.sub(lambda escape: _AS_IT_IS.get(escape.lastgroup or "", escape[0]), token[1:end])
    return f'"""{text}"""{token[end + 1 :]}'
