"""What a pattern may begin with: no text is passed over that a pattern of a table, or one made of such words, matches."""

import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pohgraph.language.cues import Cues
from pohgraph.language.openings import openings, plain
from pohgraph.tables import package_table, prose_pattern

TABLES = [
    ("recognise/context", "cues.tsv", "pattern"),
    ("recognise/context", "terminators.tsv", "pattern"),
    ("recognise/match", "compositions.tsv", "quality"),
    ("extractors", "claim_cues.tsv", "pattern"),
    ("extractors/shared", "onset_stages.tsv", "pattern"),
]
PATTERNS = sorted({row[column] for room, name, column in TABLES for row in package_table(room, name)})
WORDS = sorted({word for pattern in PATTERNS for word in re.findall(r"(?<!\\)\b[a-z]{2,}", pattern)})
EVERY = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
CASES = {"i": "iI\u0131\u0130", "s": "sS\u017f", "k": "kK\u212a"}

_atoms = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        [
            r"\w+",
            r"\d{1,2}",
            "[a-c]",
            "[1-9]",
            "[^x]",
            ".",
            "['\u2019]",
            "é",
            r"\b",
            r"\.",
            "(?=[a-z])",
            "(?<!x)",
            "(?!no)",
            r"x{0}",
        ]
    ),
)
_patterns = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.tuples(inner, st.sampled_from(["?", "*", "+?", "{0,2}", "{2}", "{,1}", "?+"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda part: f"({part})"),
    ),
    max_leaves=8,
)


@st.composite
def _texts(draw: st.DrawFn, pattern: str) -> str:
    """A text with a match of the pattern in it, more often than not, in any spelling that a pattern in any case allows."""
    matching = st.from_regex(pattern.replace(" ", r"\s"), fullmatch=True) | st.sampled_from(WORDS)
    pieces = draw(st.lists(matching | st.text(max_size=3), max_size=4))
    text = draw(st.sampled_from([" ", "", ", ", "\u00a0", "_"])).join(pieces)
    return "".join(draw(st.sampled_from(CASES[char])) if char in CASES else char for char in text)


def _found_everywhere(pattern: str, text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(0, match.span()) for match in prose_pattern(pattern).finditer(text)]


def _found(pattern: str, text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(number, match.span()) for number, match in Cues([pattern]).find(text, 0, len(text))]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_match_of_a_table_is_missed(data: st.DataObject) -> None:
    """Looking only where a pattern of a table may begin finds what looking everywhere finds."""
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(_texts(pattern))
    assert _found(pattern, text) == _found_everywhere(pattern, text)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_match_of_a_random_pattern_is_missed(data: st.DataObject) -> None:
    """The same holds for any pattern made of the words of tables, sets, groups, repetitions and looks around."""
    pattern = data.draw(_patterns)
    text = data.draw(_texts(pattern))
    assert _found(pattern, text) == _found_everywhere(pattern, text)


@pytest.mark.parametrize(
    "pattern", [r"(no) \1", r"(?x:no)", r"(?x) n o", r"(a)?(?(1)b|c)", r"\101 of", "no(?#never)ne", "(?s:.)", r"[\b]a"]
)
def test_what_is_not_read_may_begin_with_anything(pattern: str) -> None:
    """A pattern with something that no table needs is tried everywhere."""
    assert openings(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?-i:No|no) of|(?i:in)", ["in", "no of"]),
        ("no|not", ["no"]),
        (r"(?:in )?few", ["few", "in few"]),
        (r"(?<!not )only{2}", ["only"]),
        (r"[ht]o\b", ["ho", "to"]),
        (r"\d+ of", ["0"]),
        (r"[1-9]\d? of", ["0 of", "00 of"]),
        ("don['\u2019]t", ["don t"]),
        (r"x{a}", ["x a "]),
        ("[]x]y", [" y", "xy"]),
        (r"(?P<how>very)? rare", [" rare", "very r"]),
        (r"\u2019s\x41", [" sa"]),
        ("é|no", None),
        (r"\w+ of", None),
        ("[a-c]", None),
        ("(?:no)?", None),
        ("", None),
    ],
)
def test_beginnings_of_a_pattern(pattern: str, expected: list[str] | None) -> None:
    """Each way a match may begin is given once, without those that another one begins."""
    assert openings(pattern) == expected


def test_plain_keeps_words_apart_wherever_patterns_do() -> None:
    """Of every code point `plain` says whether it is of a word, a digit or neither, as patterns see it."""
    found = plain(EVERY)
    assert len(found) == len(EVERY)
    for sign, kind in ((" ", r"\W"), ("0", r"\d")):
        assert {m.start() for m in re.finditer(sign, found)} == {m.start() for m in re.finditer(kind, EVERY)}


def test_plain_knows_every_case_of_a_letter() -> None:
    """Whatever matches an ASCII letter in any case is written as that letter."""
    letters = [match[0] for match in re.finditer("[a-z]", EVERY, re.IGNORECASE)]
    assert len(letters) > 52
    assert [
        c for c in letters if not re.fullmatch("[a-z]", plain(c)) or not re.fullmatch(plain(c), c, re.IGNORECASE)
    ] == []
