"""XML parsed without entities of its own, without what lies elsewhere, and not deeper than any page.

A file may name the document type its publisher uses (JATS and PubMed always do); nothing of it is fetched, and a file that
declares anything itself is refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from pohgraph.compiled import compiled
from pohgraph.errors import MalformedError, ReadError
from pohgraph.read.notes import raised

_CHUNK = 1 << 20
_RAISED = frozenset({"sup", "xref"})
_UNSEEN = frozenset({"tex-math", "index-term", "fn"})  # what a reader of the line does not see there
_NOTES = frozenset({"bibr", "fn", "table-fn"})  # what a reference within the file leads to
_BEHIND = compiled(r"(?:[^\W\d_]|[)\]])[.,;:]?\Z")  # what such a number stands right behind: a word, and perhaps a stop
_BEFORE = 24  # code points before a raised number that say what it is
_DEEPEST = 200  # elements within each other; reference pages have about twenty


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, and its text and elements in order."""

    name: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator["Node"]:
        """The elements right within this one, those of `names` where any is given."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def find(self, *path: str) -> "Node | None":
        """The first element at a path of names, or None."""
        node: Node | None = self
        for name in path:
            node = next(node.elements(name), None) if node else None
        return node

    def descendants(self, *names: str) -> Iterator["Node"]:
        """The elements of `names` at any depth, in order; those within one that was found are left out."""
        for child in self.elements():
            if child.name in names:
                yield child
            else:
                yield from child.descendants(*names)

    def text(self) -> str:
        """All text within, as it stands; numbers of notes above the line in brackets, so that the word before them stays a word."""
        found = ""
        for place, child in enumerate(self.children):
            if isinstance(child, str):
                found += child
            elif child.name == "break":
                found += " "
            elif child.name in _UNSEEN:
                continue
            elif child.name in _RAISED:
                after = self.children[place + 1] if place + 1 < len(self.children) else ""
                found += child.as_raised(found[-_BEFORE:], after[:1] if isinstance(after, str) else "")
            else:
                found += child.text()
        return found

    def as_raised(self, before: str, after: str) -> str:
        """The text within an element that is printed above the line, or leads to a note, between two pieces of text."""
        inner = self.text()
        if self.name == "sup":
            return raised(before, inner, after, linked=any(self.elements("xref")))
        leads = self.attributes.get("ref-type", "bibr") in _NOTES and _BEHIND.search(before)
        return raised(before, inner, after, linked=True) if leads else inner

    def line(self, *path: str) -> str:
        """The text at a path of names on one line; empty where nothing is there."""
        node = self.find(*path)
        return " ".join(node.text().split()) if node else ""


def parse_xml(text: str) -> Node:
    """Parse a text into its root element.

    Raises:
        ReadError: it is not well formed, declares entities, or is nested deeper than any page.
    """
    opened = [Node("", {})]

    def characters(data: str) -> None:
        opened[-1].children.append(data)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise ReadError(path="", reason=f"elements are nested more than {_DEEPEST} deep", place=_line(parser))
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        opened[-1].children.append(node)
        opened.append(node)

    parser = new_parser(_refuse_own_types, characters=characters)
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    feed(parser, text)
    return next(opened[0].elements())


def new_parser(
    doctype: Callable[[expat.XMLParserType, str, bool], None], *, characters: Callable[[str], object]
) -> expat.XMLParserType:
    """A parser that reads nothing from elsewhere.

    `doctype` is called with the parser, a document type's name and whether it declares anything itself; `characters` gets
    the text, characters by name included.
    """
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    # A record cut out of its file has lost its document type: characters by name are then skipped, not malformed. Without a
    # handler for what lies elsewhere nothing is fetched.
    parser.UseForeignDTD(True)

    def skipped(name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        character = html5.get(f"{name};")
        if character is None:
            raise ReadError(path="", reason=f"&{name}; is declared elsewhere and was not fetched", place=_line(parser))
        characters(character)

    def declared(name: str, *_: object) -> None:
        raise ReadError(path="", reason=f"an entity ({name}) is declared, which could hide text", place=_line(parser))

    parser.CharacterDataHandler = characters
    parser.SkippedEntityHandler = skipped
    parser.EntityDeclHandler = declared
    parser.StartDoctypeDeclHandler = lambda name, _system, _public, own: doctype(parser, name, bool(own))
    return parser


def feed(parser: expat.XMLParserType, text: str) -> None:
    """Parse all of a text.

    Raises:
        MalformedError: it is not well formed; `place` is a line and column.
    """
    try:
        for start in range(0, len(text), _CHUNK):
            parser.Parse(text[start : start + _CHUNK].encode(), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise MalformedError(path="", reason=reason, place=f"line {error.lineno}, column {error.offset + 1}") from None


def _refuse_own_types(parser: expat.XMLParserType, name: str, own: bool) -> None:
    if own:
        reason = f"the document type ({name}) declares things of its own, which could hide entities"
        raise ReadError(path="", reason=reason, place=_line(parser))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _line(parser: expat.XMLParserType) -> str:
    return f"line {parser.CurrentLineNumber}"
