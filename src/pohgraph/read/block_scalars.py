"""Texts of YAML that stand below their keys, "causes: |": the key is written as a heading, and the text without what it is set in by."""

import re
from textwrap import dedent

from pohgraph.compiled import compiled

_BLOCK = compiled(
    r"^(?P<indent>[ ]*)(?P<key>[A-Za-z][\w -]{0,58}?)[ ]*:[ ]+[|>][+-]?\d?[ ]*\n(?P<text>(?:[ ]*\n)*(?P=indent)[ ]+\S.*(?:\n(?:(?P=indent)[ ]+.*|[ ]*$))*)",
    re.MULTILINE,
)


def without_block_scalars(text: str) -> str:
    r"""A text of YAML with headings for the keys of its texts; any other text as it is.

    >>> without_block_scalars("name: Gout\ncauses: |\n  Too much\n  urate.\nonset: adult")
    'name: Gout\n\n## causes\n\nToo much\nurate.\n\nonset: adult'
    """
    return _BLOCK.sub(_written, text) if ": |" in text or ": >" in text else text


def _written(block: re.Match[str]) -> str:
    words = block["key"].replace("_", " ").strip()
    return f"\n## {words}\n\n{dedent(block['text']).strip()}\n"
