"""A page takes time in proportion to its length: counted in calls of functions, so that no clock has a say in it."""

import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pohgraph.extractors import extract
from pohgraph.language.sentences import LONGEST
from pohgraph.model import Span
from pohgraph.read.page import read_page
from pohgraph.recognise import Recogniser
from pohgraph.recognise.match import engine
from pohgraph.recognise.match.words import content_words
from pohgraph.schema.relations import HAS_PHENOTYPE

_SIZE = 2 * LONGEST  # code points: several of the longest sentences
_MORE, _CONSTANT = 2.2, 10_000  # twice the page may take so many times the steps, and so many more
_PIECES = (
    *("seizures", "short stature", "cleft lip and palate", "short and broad fingers", "GNAS", "retinitis pigmentosa"),
    *(
        "and ",
        ", ",
        "; ",
        "or ",
        "of the ",
        "no ",
        "without ",
        "which ",
        "may have ",
        "if ",
        "is ",
        "due to ",
        "(",
        ") ",
    ),
    *(
        "10% ",
        "1 ",
        "[1] ",
        "(SS) ",
        "in some patients ",
        "low- and ",
        "- ",
        "\t",
        "| ",
        ": ",
        ". ",
        '"',
        "'",
        "\u2013 ",
    ),
)


def _sentences(unit: str, size: int, length: int) -> str:
    """Sentences of about that length, so many that they have that size together; at least one."""
    one = "Patients have " + unit * (min(size, length) // len(unit)) + ".\n\n"
    return one * max(1, round(size / length))


_SHAPES: dict[str, Callable[[str, int], str]] = {
    "sentence": lambda unit, size: _sentences(unit, size, LONGEST - 60),
    "long sentence": lambda unit, size: "Patients have " + unit * (2 * size // len(unit)) + ".",  # which is not read
    "lines": lambda unit, size: f"{unit}\n" * (size // (len(unit) + 1)),
    "paragraphs": lambda unit, size: f"{unit}.\n\n" * (size // (len(unit) + 3)),
    "bullets": lambda unit, size: f"- {unit}\n" * (size // (len(unit) + 3)),
    "headings": lambda unit, size: f"# Symptoms\n\n{unit}\n\n" * (size // (len(unit) + 15)),
    "fields": lambda unit, size: f"SIGNS: {unit}\n" * (size // (len(unit) + 8)),
    "numbers": lambda unit, size: "\n".join(f"{unit} {place}" for place in range(size // (len(unit) + 5))),
}


@settings(max_examples=4, deadline=None, derandomize=True)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4), shape=st.sampled_from(sorted(_SHAPES)))
@example(pieces=["short stature (SS), "], shape="sentence")
@example(pieces=["seizures and "], shape="sentence")
@example(pieces=["("], shape="sentence")
@example(pieces=["ptosis"], shape="fields")
def test_twice_the_page_takes_twice_the_steps(recogniser: Recogniser, pieces: list[str], shape: str) -> None:
    """Whatever a page repeats, reading twice as much of it takes twice as many steps."""
    unit = "".join(pieces)
    few, once, twice = (_SHAPES[shape](unit, size) for size in (_SIZE // 8, _SIZE, 2 * _SIZE))

    _steps(recogniser, few)  # what is worked out once for all pages
    steps, more = _steps(recogniser, once), _steps(recogniser, twice)

    assert more <= _MORE * steps + _CONSTANT


@pytest.mark.parametrize("unit", ["ataxia, scoliosis, cleft palate, hearing loss, ", "ataxia and ", "ataxia/"])
def test_twice_the_findings_of_a_sentence_take_twice_the_steps(recogniser: Recogniser, unit: str) -> None:
    """No finding of a sentence asks anew of each disease in it what is known of the sentence."""
    half, whole = (f"Patients have {unit * (size // len(unit))}." for size in (LONGEST // 2 - 50, LONGEST - 100))

    _steps(recogniser, whole)  # what is worked out once for all pages
    steps, more = _steps(recogniser, half), _steps(recogniser, whole)

    assert more <= _MORE * steps


@pytest.mark.parametrize(
    "text",
    [
        f"It is neither hard nor {'x, ' * 80}kept for seizures.",
        f"Progressive osseous heteroplasia may be a consequence of {'x and ' * 80}(seizures).",
        f"Seizures{' and x' * 80} (see below) can cause progressive osseous heteroplasia.",
        f"## Treatment\n\nSeizures{' usually' * 60} improve little.",
        f"## Treatment\n\nA diet{' usually' * 60} is there.",
        f"## Treatment\n\nThe patients need {'repeated ' * 60}rest.",
        f"## Treatment\n\nMost cases{' eventually' * 60} are mild.",
    ],
)
def test_a_list_is_gone_through_once(recogniser: Recogniser, text: str) -> None:
    """A comma, an "and" or an adverb that two parts of a pattern may take would be taken in 2^60 ways, so that this would not end."""
    page = f"# Progressive osseous heteroplasia\n\n{text}\n"

    extract(read_page(page.encode(), name="page.md").document, recogniser)


class _Counted:
    """A pattern that counts the code points in which it is sought."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.sought = 0

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.sought += end - start
        return self._pattern.search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        self.sought += len(text)
        return self._pattern.finditer(text)


def test_twice_a_line_of_fields_is_searched_for_items_twice(
    recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first label makes a name with each word far behind it; what lies between is sought once for all of them."""
    sought = []
    for fields in (300, 600):
        counted = _Counted(engine._ITEMS)
        with monkeypatch.context() as patched:
            patched.setattr(engine, "_ITEMS", counted)
            _steps(recogniser, "Inheritance: autosomal dominant; " * fields)
        sought.append(counted.sought)

    assert 0 < sought[1] <= _MORE * sought[0]


def _steps(recogniser: Recogniser, body: str) -> int:
    """How many functions are called while a page is read."""
    data = f"Progressive osseous heteroplasia\n\n{body}\n".encode()
    count = 0

    def counted(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract(read_page(data, name="page.txt").document, recogniser)
    finally:
        sys.setprofile(before)
    return count


_LONG = "seizures, " * 400  # more than the longest sentence that is read


@pytest.mark.parametrize(
    "sentence",
    [
        f"Patients have {_LONG}and scoliosis.",
        f"Patients do not have {_LONG}or scoliosis.",
        f"Negative findings: {_LONG}scoliosis.",
        f"Unlike patients with Noonan syndrome, who have {_LONG}they do not have scoliosis.",
        f"Surgery, which may help patients with {_LONG}, is used for scoliosis.",
        f"Mutations in GNAS, {_LONG}or CUL7 cause the disease, which begins in childhood.",
    ],
)
def test_nothing_of_a_long_sentence_is_read(recogniser: Recogniser, sentence: str) -> None:
    """How far its denials and doubts reach cannot be told; the report says that it was left out."""
    page = read_page(
        f"# Progressive osseous heteroplasia\n\n## Symptoms\n\nPatients have ptosis.\n\n{sentence} They have ataxia.\n".encode(),
        name="page.md",
    )

    read = extract(page.document, recogniser)

    start = page.document.text.index(sentence)
    unread = Span(start, start + len(sentence))
    assert {mention.text for mention in read.mentions if mention.category == "phenotype"} == {"ptosis", "ataxia"}
    assert not [m for m in read.mentions if m.span.overlaps(unread)]
    assert not [e for a in read.assertions for e in a.evidence if e.quote.overlaps(unread)]
    assert {a.object_label for a in read.assertions if a.predicate == HAS_PHENOTYPE} == {"Ptosis", "Ataxia"}
    assert [(r.code, r.start, r.end) for r in page.remarks if r.code == "long_sentence"] == [("long_sentence", *unread)]


def test_the_longest_sentence_is_read(recogniser: Recogniser) -> None:
    """A sentence of as many characters as are read is, and one of a character more is not."""
    for more, names in ((0, {"ptosis"}), (1, set[str]())):
        sentence = "Patients have " + "mild " * ((LONGEST - 30) // 5)
        sentence = sentence.ljust(LONGEST - 7 + more, "x") + " ptosis"
        document = read_page(f"# Ataxia\n\n## Symptoms\n\n{sentence}\n".encode(), name="page.md").document

        found = {m.text for m in recogniser.mentions(document) if m.category == "phenotype"}

        assert found - {"Ataxia"} == names, more


def test_a_list_below_a_long_sentence_is_not_read(recogniser: Recogniser) -> None:
    """Its items may be denied by the sentence that leads to them; what stands behind the list is read."""
    page = read_page(
        f"# Ataxia\n\n## Symptoms\n\nPatients with {_LONG} do not have:\n\n- ptosis\n- scoliosis\n\nThey have fever.\n".encode(),
        name="page.md",
    )

    found = {m.text for m in recogniser.mentions(page.document) if m.category == "phenotype"}

    assert found - {"Ataxia"} == {"fever"}


def test_a_field_with_a_long_sentence_is_not_read(recogniser: Recogniser) -> None:
    """What its label is said to be stands in that sentence."""
    text = f"Ataxia\n\nFever: present\nPtosis: absent, as are {'seizures, ' * 400}and chills\n"
    page = read_page(text.encode(), name="page.txt")

    claims = [a for a in extract(page.document, recogniser).assertions if a.predicate == HAS_PHENOTYPE]

    assert [(a.object_label, a.qualifiers.negated) for a in claims] == [("Fever", False)]


def test_parentheses_are_not_heaped_up() -> None:
    """What stands between two words is told in a few characters, however many parentheses that is."""
    words = content_words("seizures " + "(" * 1000 + " ataxia")

    assert max(map(len, words.joins)) <= 40


@pytest.mark.parametrize("gap", ["(" * 100_000, " " * 1000 + "[" + " " * 1000, "\n" + " " * 3000 + "\n"])
def test_a_long_gap_is_one_break(gap: str) -> None:
    """Of what stands between two words a thousand marks are read at most, and one of them still keeps the words apart."""
    words = content_words(f"seizures{gap}ataxia")

    assert [base for base in words.lemmas if base] == ["seizure", "ataxia"]
    assert 3 <= len(words.lemmas) <= 1100
    assert words.starts[-1] == len(gap) + 8
