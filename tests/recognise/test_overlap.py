"""Which of overlapping names stay."""

import pytest

from pohgraph.model import Candidate, Reference, Span
from pohgraph.recognise.overlap import Found, longest, nested, stripped

TEXT = "severe bilateral hearing loss with small ears"


def _found(words: str, term: str, *, steps: tuple[str, ...] = (), said_of: str = "") -> Found:
    """A name at its first place in the text."""
    start = TEXT.index(words)
    reference = Reference("HP", term)
    entity = Span(TEXT.index(said_of), TEXT.index(said_of) + len(said_of)) if said_of else None
    candidate = Candidate(reference=reference, label=words, synonym=words, steps=steps)
    return Found(Span(start, start + len(words)), words, "phenotype", (candidate,), entity)


def _is_a(reference: Reference, ancestor: Reference) -> bool:
    """Whether the number of a term begins with the other's: 11 lies under 1."""
    return reference.identifier.startswith(ancestor.identifier)


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([("hearing loss", "1", ()), ("bilateral hearing loss", "2", ())], ["2"]),
        ([("bilateral hearing", "1", ()), ("hearing loss", "2", ())], ["1"]),
        ([("hearing loss", "1", ("reworded",)), ("hearing loss", "2", ())], ["2"]),
        ([("hearing loss", "2", ()), ("hearing loss", "1", ())], ["1"]),
        ([("hearing loss", "1", ()), ("small ears", "2", ())], ["1", "2"]),
        ([("small ears", "2", ()), ("hearing loss", "1", ())], ["1", "2"]),
        ([("bilateral hearing loss", "1", ()), ("loss with small ears", "2", ())], ["1", "2"]),
        ([("hearing loss with small ears", "1", ()), ("small ears", "2", ())], ["1"]),
        ([], []),
    ],
    ids=["longer", "longer-first", "fewer-steps", "lower-reference", "apart", "in-order", "with", "within", "none"],
)
def test_the_longest_names_stay(names: list[tuple[str, str, tuple[str, ...]]], kept: list[str]) -> None:
    """The longer name stays, then the plainer, then the earlier; two may share words where "with" joins them."""
    found = [_found(words, term, steps=steps) for words, term, steps in names]
    assert [name.reference.identifier for name in longest(found)] == kept


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        # Several things may share one quality, each of them once.
        ([("small", "1", "ears"), ("small", "2", "hearing")], ["1", "2"]),
        ([("small", "1", "ears"), ("small", "1", "hearing")], ["1"]),
        # A name in one piece goes before one whose own words it holds.
        ([("small ears", "1", ""), ("small", "2", "hearing")], ["1"]),
        # What it is said of may be part of another name.
        ([("hearing loss", "1", ""), ("small", "2", "hearing")], ["1", "2"]),
    ],
)
def test_names_whose_words_stand_apart(names: list[tuple[str, str, str]], kept: list[str]) -> None:
    """A quality may be said of several things, but not be part of a name in one piece as well."""
    found = [_found(words, term, said_of=said_of) for words, term, said_of in names]
    assert sorted(name.reference.identifier for name in longest(found)) == kept


@pytest.mark.parametrize(
    ("inner", "term", "steps", "kept"),
    [
        ("hearing loss", "1", (), True),
        ("hearing loss", "2", (), False),
        ("hearing loss", "1", ("reworded",), False),
        ("small ears", "3", (), True),
    ],
    ids=["broader", "another", "reworded", "apart"],
)
def test_nested_keeps_broader_names_within(inner: str, term: str, steps: tuple[str, ...], kept: bool) -> None:
    """A name within another stays where it stands as it is and means a broader term."""
    found = [_found("bilateral hearing loss", "11"), _found(inner, term, steps=steps)]
    assert (inner in {name.text for name in nested(found, _is_a)}) is kept


@pytest.mark.parametrize(
    ("outer", "inner", "kept"),
    [
        ("severe bilateral hearing loss", "hearing loss", "hearing loss"),
        ("bilateral hearing loss", "hearing loss", "hearing loss"),
        ("hearing loss with small ears", "small ears", "hearing loss with small ears"),
    ],
)
def test_stripped_leaves_out_sides_and_degrees(outer: str, inner: str, kept: str) -> None:
    """The broader name is taken where the words around it only say how much or on which side."""
    found = [_found(outer, "11"), _found(inner, "1")]
    assert [name.text for name in stripped(found, _is_a)] == [kept]


def test_stripped_takes_the_longest_of_the_plain_names() -> None:
    """Of several broader names within, the one that says most is meant."""
    found = [
        _found("severe bilateral hearing loss", "111"),
        _found("bilateral hearing loss", "11"),
        _found("loss", "1"),
    ]
    assert [name.text for name in stripped(found, _is_a)] == ["bilateral hearing loss"]
