"""The content of a MedQuAD file, parsed without document types, entities or a tree."""

from dataclasses import dataclass, field
from xml.parsers import expat

from pohgraph.errors import ReadError

_CHUNK = 1 << 20


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
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = handler.doctype
    handler.parser = parser
    try:
        for start in range(0, len(text), _CHUNK):
            parser.Parse(text[start : start + _CHUNK].encode(), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise ReadError(path="", reason=reason, place=f"line {error.lineno}, column {error.offset + 1}") from None
    if handler.root != "Document":
        raise ReadError(path="", reason=f"not a MedQuAD file: its root element is <{handler.root}>")
    return handler.content


class _Handler:
    """Collects the text of the elements that carry any."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
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

    def doctype(self, name: str, *_: object) -> None:
        place = f"line {self.parser.CurrentLineNumber}"
        raise ReadError(path="", reason=f"a document type ({name}) is declared, which could hide entities", place=place)
