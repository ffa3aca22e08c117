r"""Text of others as people may see it: what would steer a terminal, or hide what is said, is shown instead of obeyed.

Pages, labels, names of files and answers of servers may hold anything. What is stored and exported is never changed.
"""

import re

# Controls but the tab and the end of a line, what turns the direction of text, what ends lines without being seen to, parts of
# names that are not UTF-8, and characters that nobody sees, but for those that some scripts need.
_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff"
    "\U000e0000-\U000e007f]|\r(?!\n|\\Z)"
)
_BREAKS = re.compile(r"[\t\r\n]")
_BYTE = re.compile("[\udc80-\udcff]")


def legible(text: str) -> str:
    r"""A text of one or more lines.

    >>> legible("fine\x1b[2J\x07")
    'fine\\x1b[2J\\x07'
    """
    return _OBEYED.sub(_escape, text)


def on_one_line(text: str) -> str:
    r"""A name or a reason within a line.

    >>> on_one_line("a\nb"), on_one_line("caf\udce9.txt")
    ('a\\nb', 'caf\\xe9.txt')
    """
    return _BREAKS.sub(_escape, legible(text))


def named_in_unicode(name: str) -> str:
    r"""The name of a file as a graph can hold it: bytes that are not UTF-8 are spelt as in an address.

    >>> named_in_unicode("caf\udce9.txt")
    'caf%E9.txt'
    """
    return _BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", name).encode("utf-8", "replace").decode()


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if _BYTE.fullmatch(found[0]) else found[0].encode("unicode_escape").decode()
