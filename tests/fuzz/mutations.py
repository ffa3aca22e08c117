"""Pages that no publisher printed: real ones of every format, cut, mixed and spoilt. The same seed and number give the same bytes."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

_ROOT = Path(__file__).parents[2]
_MARK = re.compile(r"\[([^\[\]{}]*)\]\{[^{}]*\}")
_MOST = 7  # changes to one page
_LONGEST = 60_000  # bytes of a page
# What has tripped readers of text: marks without their ends, control characters, directions, letters and figures of other
# scripts, counts that are none, numbers without an end.
_BITS: tuple[str, ...] = (
    *("\x00", "\x1b[2J", "\r", "\x07", "\x85", "\u2028", "\ufeff", "\u202e", "\u200b", "\u00ad", "\ud7ff", "\U0010ffff"),
    *("<", ">", "</", "<p>", "<table><tr><td>", "</table>", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "&#0;", "&amp", "&#x110000;"),
    *("(", ")", "[", "]", "{", "}", "[1]", "[1-99]", "|", "||", "|---|", "\t", "\n", "\n\n", "\n- ", "\n1. ", "\n# ", "\n=====\n", ": ", ":\n"),
    *("\u0661\u0662%", "\u00b2", "\u00bd", "\u2167", "\uff11\uff10%", "0/0", "3/0", "5 of 4", "-5%", "110%", "1 in 0", "1 in 9" + "9" * 40),
    *("9" * 400 + "%", "0.0.0", "1e309", "<1%", "~ 50 %", "10-5%", "aged -3 years", "at 999 years", "week 0", "1st-99th decade"),
    *("e\u0301" * 30, "\u0130", "\u1e9e", "\ufb01", "I\u0307", "\u017f", "\u01c4", "\u0345", "a\u0308\u0323" * 9, "\u0fff", "\U0001f9ec"),
    *("HP:0000000", "HP:9999999", "OMIM:166350", "MIM 999999999999", "ORPHA:0", "GARD:", "PMID- 1\n", "PMID: 0", "doi:10.", "DOI: 10.1/\u00e9"),
    *(" no ", " not ", " without ", " never ", " except ", " or ", " and ", "neither ", "nor ", " may ", " but ", " of ", "? ", "; ", "... ", '"', "'"),
    *(" type ", "Type I, ", "type 1-", " form ", "GNAS", "the GNAS gene", "(POH)", "POH", "seizures", "heterotopic ossification", "autosomal"),
    *("http://[::1", "https://example.org/%zz", "mailto:x", "C:\\x", "a" * 3_000, "the " * 400, "(" * 500, "<i>" * 500, "x, " * 400),
)  # fmt: skip
_SPACES = "\u00a0\u2009\u3000\t\x0b\x0c\x1c\u2029"
_ENCODINGS = ("utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig", "utf-32")


def mutated(seed: int, number: int) -> bytes:
    """A page: the bytes depend on the seed and the number alone."""
    random = Random(f"{seed} {number}")
    page = _begun(random)
    for _ in range(random.randrange(1, _MOST)):
        page = random.choice(_CHANGES)(page, random)[:_LONGEST]
    return _encoded(page, random)


def changed(data: bytes, random: Random) -> bytes:
    """Bytes of any format with a few small changes."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(random.randrange(1, _MOST)):
        text = random.choice(_CHANGES)(text, random)[: max(_LONGEST, 2 * len(data))]
    return _encoded(text, random)


def _begun(random: Random) -> str:
    """A page of ours, two of them in one, or sentences that other tests read."""
    pages, sentences = _pages(), _sentences()
    kind = random.randrange(4)
    if kind == 0:
        return "\n".join(random.choices(sentences, k=random.randrange(1, 40)))
    if kind == 1:
        one, other = _piece(random.choice(pages), random), _piece(random.choice(pages), random)
        return one + other
    page = random.choice(pages)
    return page if kind == 2 else page + "\n\n" + "\n\n".join(random.choices(sentences, k=20))


@cache
def _pages() -> tuple[str, ...]:
    paths = sorted((*(_ROOT / "seeds").iterdir(), *(_ROOT / "tests" / "read" / "samples").iterdir()))
    return tuple(path.read_text(encoding="utf-8") for path in paths if path.is_file())


@cache
def _sentences() -> tuple[str, ...]:
    lines = (
        line.partition(": ")
        for path in sorted((_ROOT / "tests" / "extractors" / "cases").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return tuple(_MARK.sub(r"\1", text) for key, _, text in lines if key in {"text", "item", "field", "cells", "about"})


def _piece(text: str, random: Random) -> str:
    start, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def _put(text: str, piece: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def _with_bits(text: str, random: Random) -> str:
    for _ in range(random.randrange(1, 12)):
        text = _put(text, random.choice(_BITS), random)
    return text


def _with_many(text: str, random: Random) -> str:
    return _put(text, random.choice(_BITS) * random.randrange(2, 60), random)


def _cut_out(text: str, random: Random) -> str:
    piece = _piece(text, random)
    return text.replace(piece[:2_000], "", 1) if piece else text


def _cut_off(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _twice(text: str, random: Random) -> str:
    return _put(text, _piece(text, random)[:5_000], random)


def _with_others(text: str, random: Random) -> str:
    for _ in range(random.randrange(1, 4)):
        text = _put(text, _piece(random.choice(_pages()), random)[:3_000], random)
    return text


def _with_sentences(text: str, random: Random) -> str:
    return _put(text, " ".join(random.choices(_sentences(), k=random.randrange(1, 9))), random)


def _shuffled(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    random.shuffle(lines)
    return "".join(lines)


def _on_one_line(text: str, random: Random) -> str:
    return random.choice((" ", "", "\r", "\r\n", "\n\n", "\t")).join(text.splitlines())


def _other_spaces(text: str, random: Random) -> str:
    return text.replace(" ", random.choice(_SPACES), random.randrange(1, 400))


def _other_case(text: str, random: Random) -> str:
    piece = _piece(text, random)
    return (
        text.replace(piece, random.choice((str.upper, str.lower, str.title, str.swapcase))(piece), 1) if piece else text
    )


def _other_digits(text: str, random: Random) -> str:
    return re.sub(r"\d", lambda _: random.choice("0123456789\u0663\uff15"), text, count=random.randrange(1, 60))


def _other_letters(text: str, random: Random) -> str:
    letters = list(text)
    for _ in range(min(len(letters), random.randrange(1, 40))):
        letters[random.randrange(len(letters))] = chr(random.choice((random.randrange(0xD800), random.randrange(128))))
    return "".join(letters)


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _with_bits,
    _with_bits,
    _with_many,
    _cut_out,
    _cut_out,
    _cut_off,
    _twice,
    _with_others,
    _with_sentences,
    _with_sentences,
    _shuffled,
    _on_one_line,
    _other_spaces,
    _other_case,
    _other_digits,
    _other_letters,
)


def _encoded(text: str, random: Random) -> bytes:
    """Mostly UTF-8; now and then another encoding, or bytes that are wrong in each."""
    kind = random.randrange(20)
    if kind == 0:
        return text.encode(random.choice(_ENCODINGS), "replace")
    data = bytearray(text.encode("utf-8", "surrogateescape"))
    if kind == 1 and data:
        for _ in range(random.randrange(1, 30)):
            data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)
