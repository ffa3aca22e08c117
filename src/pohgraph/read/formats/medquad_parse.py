"""The content of a MedQuAD file, parsed without document types, entities or a tree."""

from dataclasses import dataclass, field
from xml.parsers import expat

from pohgraph.errors import ReadError
from pohgraph.read.safe_xml import feed, new_parser


@dataclass(slots=True)
class Pair:
    """One question with its answer; `line` is where it begins in the file."""

    line: int
    qtype: str = ""
    question: str = ""
    answer: str = ""


@dataclass(slots=True)
class Content:
    """What the file says; texts are as they stand, white space at their ends included."""

    attributes: dict[str, str] = field(default_factory=dict)
    focus: str = ""
    synonyms: list[str] = field(default_factory=list)
    cuis: list[str] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def parse(text: str) -> Content:
    """Parse a MedQuAD file.

    Raises:
        ReadError: the file is not well formed, declares a document type, or is no MedQuAD file.
    """
    handler = _Handler()
    feed(handler.parser, text)
    if handler.root != "Document":
        known = "MedQuAD, MedlinePlus Genetics, PubMed, JATS and OMIM"
        raise ReadError(
            path="", reason=f"unknown kind of XML: its root element is <{handler.root}>; known kinds are {known}"
        )
    return handler.content


class _Handler:
    """Collects the text of the elements that carry any."""

    def __init__(self) -> None:
        self.parser = new_parser(_refuse_types, characters=self.characters)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.content = Content()
        self.root = ""
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = name
            self.content.attributes = attributes
        if name == "QAPair":
            self.content.pairs.append(Pair(self.parser.CurrentLineNumber))
        elif name == "Question" and self.content.pairs:
            self.content.pairs[-1].qtype = attributes.get("qtype", "").strip().lower()
        self._text = []

    def characters(self, data: str) -> None:
        self._text.append(data)

    def end(self, name: str) -> None:
        words = "".join(self._text)
        self._text = []
        if name == "Focus":
            self.content.focus = words
        elif name == "Synonym":
            self.content.synonyms.append(words)
        elif name == "CUI":
            self.content.cuis.append(words)
        elif name == "Question" and self.content.pairs:
            self.content.pairs[-1].question = words
        elif name == "Answer" and self.content.pairs:
            self.content.pairs[-1].answer = words


def _refuse_types(parser: expat.XMLParserType, name: str, _own: bool) -> None:
    place = f"line {parser.CurrentLineNumber}"
    raise ReadError(path="", reason=f"a document type ({name}) is declared, which could hide entities", place=place)
