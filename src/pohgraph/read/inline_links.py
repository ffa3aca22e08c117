"""Markdown's links within sentences: where they lead is no word of the text, and would part the names that they stand in.

A link that a line consists of is an entry of a list of genes or resources, and one with an address whose words begin with a
capital letter may name a resource: both stay as they are.
"""

import re

from pohgraph.compiled import compiled

# Nothing in it repeats without an end or a mark between: it takes linear time.
_LINK = compiled(
    r"(?<!!)\[(?P<words>[^\[\]\r\n]{1,200})\]"
    r"\((?P<target>[^\s()]{0,500}(?:\([^\s()]{0,100}\)[^\s()]{0,200}){0,4})(?:[ \t]+\"[^\"\r\n]{0,500}\")?\)"
)
_ADDRESS = compiled(r"[a-z][a-z0-9+.-]*:|www\.", re.IGNORECASE)
_WORD = compiled(r"[^\W\d_]{2,}")
_NOTE = compiled(r"\d{1,4}(?:[,–-] ?\d{1,4})*")  # noqa: RUF001
_ENDS = compiled(r"[\w.,;:?!)\"”]")
_FEWEST = 3  # words of a sentence besides its links


def without_inline_links(text: str) -> str:
    r"""A text with the words of the links within its sentences in the links' places.

    >>> without_inline_links("It begins with [retinal](/terms?id=7) degeneration.[[3](#r3)-[9](#r9)]")
    'It begins with retinal degeneration.[3-9]'
    >>> without_inline_links("It is caused by changes in GBA[1](#r1).")
    'It is caused by changes in GBA[1].'
    >>> without_inline_links("- [GNAS](#)")
    '- [GNAS](#)'
    """
    if "](" not in text:
        return text
    return "".join(map(_line, text.splitlines(keepends=True)))


def _line(line: str) -> str:
    if "](" not in line:
        return line
    others = len(_WORD.findall(_LINK.sub("", line)))

    def words(link: re.Match[str]) -> str:
        address, before = _ADDRESS.match(link["target"]), line[link.start() - 1 : link.start()].strip()
        is_entry = others < _FEWEST or not link["words"][:1].islower() if address else not others
        if is_entry:
            return link[0]
        # The number of a note is none of the word before it: "GBA[1](#r1)".
        return f"[{link['words']}]" if _NOTE.fullmatch(link["words"]) and _ENDS.match(before) else link["words"]

    return _LINK.sub(words, line)
