"""Cuts SPARQL into tokens, so that strings, comments and IRIs are never mistaken for keywords. It judges no grammar."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_KINDS = {
    "space": r"\s+",
    "comment": r"#[^\r\n]*",
    "iri": r'<[^\s<>"{}|^`\\]*>',
    "string": r'"""(?:[^\\]|\\.)*?"""' + r"|'''(?:[^\\]|\\.)*?'''" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'",
    "variable": r"[?$]\w+",
    "blank": r"_:[\w.\-]*\w",
    "name": r"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:"
    r"(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))?)?",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "number": r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?",
    "word": r"[^\W\d]\w*",
    # A backslash goes with what it escapes: else each quote after an open one would be tried as the start of a string.
    "mark": r"\^\^|&&|\|\||!=|<=|>=|\\.|.",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)


class Token(NamedTuple):
    """`kind` is one of iri, string, variable, blank, name, language, number, word, mark; `start` an offset."""

    kind: str
    text: str
    start: int

    def is_word(self, *keywords: str) -> bool:
        """Whether it is one of these keywords, which SPARQL takes in any case.

        >>> Token("word", "select", 0).is_word("SELECT")
        True
        """
        return self.kind == "word" and self.text.upper() in keywords

    def is_mark(self, *marks: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "mark" and self.text in marks

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query in order, without space and comments.

    >>> [token.text for token in tokens("ASK { ?s a <urn:x> } # {")]
    ['ASK', '{', '?s', 'a', '<urn:x>', '}']
    """
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or ""
        if kind not in {"space", "comment"}:
            yield Token(kind, match[0], match.start())


def query_form(stream: tuple[Token, ...]) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; empty where the query has none."""
    return next((token.text.upper() for token in stream if token.is_word(*FORMS)), "")


def services(stream: Sequence[Token]) -> Iterator[Token]:
    """Each token with the keyword SERVICE in it. The engine wants no space around its keywords: trueSERVICE, SERVICEex:a {.

    >>> [token.text for token in services(tuple(tokens("ASK { ?SERVICE ex:SERVICE trueSERVICE<urn:x> {} }")))]
    ['trueSERVICE']
    """
    for token, after in zip(stream, (*stream[1:], Token("mark", "", 0)), strict=True):
        word = token.text.upper() if token.kind == "word" else ""
        if token.kind == "name" and after.is_mark("{"):
            word = token.text.partition(":")[0].upper()
        if "SERVICE" in word:
            yield token


def prologue(stream: Sequence[Token]) -> str:
    """The declarations of a query, BASE and PREFIX, as they can stand before another query.

    >>> prologue(tuple(tokens("PREFIX e: <http://e/> SELECT ?s { ?s e:p 1 }")))
    'PREFIX e: <http://e/>'
    """
    declared: list[str] = []
    for place, token in enumerate(stream):
        if token.is_word("BASE"):
            declared += [token.text, stream[place + 1].text]
        elif token.is_word("PREFIX"):
            declared += [token.text, stream[place + 1].text, stream[place + 2].text]
        elif token.is_word(*FORMS):
            break
    return " ".join(declared)


def declared_prefixes(stream: tuple[Token, ...]) -> set[str]:
    """The prefixes a query declares itself."""
    return {name.text[:-1] for keyword, name in pairwise(stream) if keyword.is_word("PREFIX") and name.kind == "name"}


def place(sparql: str, offset: int) -> tuple[int, int]:
    r"""Line and column of an offset, both from 1.

    >>> place("ab\ncd", 4)
    (2, 2)
    """
    return sparql.count("\n", 0, offset) + 1, offset - sparql.rfind("\n", 0, offset)
