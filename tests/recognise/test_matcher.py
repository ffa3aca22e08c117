"""What any engine behind `Matcher.match` must give, on a vocabulary of a few names."""

import pytest

from pohgraph.language.word_tables import word_tables
from pohgraph.language.words import loose_key, phrase_key
from pohgraph.model import Span
from pohgraph.recognise.match import COMPOSED, COORDINATED, DERIVED, HEADING, Match, Matcher

NAMES = (
    "Bone pain",
    "Scoliosis",
    "Low-set ears",
    "Short finger",
    "Broad finger",
    "Limited hip mobility",
    "Microcephaly",
    "Cleft palate",
)
LOOSE = frozenset(map(loose_key, NAMES))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """A matcher of eight names."""
    exact = [phrase_key(name) for name in NAMES]
    return Matcher(LOOSE, word_tables(exact, ["osseous disease"], sorted(LOOSE)))


def _matches(matcher: Matcher, text: str, *rows: Span, in_rows: bool = True) -> list[Match]:
    return list(matcher.match(text, [Span(0, len(text))], rows=rows, in_rows=in_rows))


def _words(text: str, match: Match) -> tuple[str, ...]:
    return tuple(text[span.start : span.end] for span in (match.span, match.entity) if span)


@pytest.mark.parametrize(
    ("text", "step", "words"),
    [
        ("There is bone pain.", "", ("bone pain",)),
        ("OSSEOUS DISEASES", "", ("OSSEOUS DISEASES",)),
        ("pain of the bones", "reworded", ("pain of the bones",)),
        ("short and broad fingers", COORDINATED, ("short", "fingers")),
        ("The ears were low set.", "predicate", ("ears were low set",)),
        ("EARS: low set", HEADING, ("low set", "EARS")),
        ("He is microcephalic.", DERIVED, ("microcephalic",)),
        ("The hips became involved, causing impaired mobility.", COMPOSED, ("impaired mobility", "hips")),
    ],
)
def test_a_name_is_matched_where_its_words_stand(
    matcher: Matcher, text: str, step: str, words: tuple[str, ...]
) -> None:
    """A match gives its own words first, then those apart that they are said of, and how they belong together."""
    assert (step, sorted(words)) in [(m.step, sorted(_words(text, m))) for m in _matches(matcher, text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("bone. Pain", "bone pain"),
        ("bone (pain)", "bone pain"),
        ("bone, then pain", "bone pain"),
        ("scoliotic", "scoliosis"),
        ("unknown words alone", ""),
        ("", ""),
    ],
)
def test_no_name_runs_across_a_mark(matcher: Matcher, text: str, key: str) -> None:
    """Where a mark or another word parts its words, a name does not stand as it is."""
    assert key not in {match.key for match in _matches(matcher, text) if not match.step}


def test_exact_names_come_before_others(matcher: Matcher) -> None:
    """Whoever lets exact names go first can rely on their order."""
    steps = [
        match.step
        for match in _matches(matcher, "pain of the bones, scoliosis, low-set ears, impaired mobility of hips")
    ]
    assert steps == sorted(steps, key=lambda step: (step != "", step == COMPOSED))
    assert "" in steps
    assert COMPOSED in steps


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("scolioisis", ("spelling: scoliosis",)),
        ("scoliosis", ()),
        ("a micro-cephaly", ()),
    ],
)
def test_what_was_read_otherwise_is_noted(matcher: Matcher, text: str, notes: tuple[str, ...]) -> None:
    """A note says how a word was read that is not written so."""
    assert [match.notes for match in _matches(matcher, text)] == [notes]


@pytest.mark.parametrize(("text", "listed"), [("bone and pain", True), ("bone or pain", True), ("bone pain", False)])
def test_a_conjunction_within_a_name_is_told(matcher: Matcher, text: str, listed: bool) -> None:
    """Whether "and" or "or" stands between the words of an exact name, which its meaning may forbid."""
    assert [match.listed for match in _matches(matcher, text) if not match.step] == [listed]


def test_what_a_name_leaves_out_is_told(matcher: Matcher) -> None:
    """The adjective between the words of a name is given as dropped."""
    assert [m.dropped for m in _matches(matcher, "low set rotated ears") if m.step] == [("rotated",)]


class TestRows:
    """Rows of tables, which no name runs out of."""

    text = "bone\npain\nscoliosis"
    rows = (Span(0, 4), Span(5, 9), Span(10, 19))

    def test_without_rows_a_line_end_is_a_blank(self, matcher: Matcher) -> None:
        """A name may be broken over two lines."""
        assert {m.key for m in _matches(matcher, self.text)} == {"bone pain", "scoliosis"}

    def test_a_name_stays_within_its_row(self, matcher: Matcher) -> None:
        """Of two rows no name is made."""
        assert {m.key for m in _matches(matcher, self.text, *self.rows)} == {"scoliosis"}

    def test_rows_may_be_passed_over(self, matcher: Matcher) -> None:
        """Whoever reads the rows on their own asks for none in them."""
        assert _matches(matcher, self.text, *self.rows, in_rows=False) == []

    def test_offsets_stay_those_of_the_text(self, matcher: Matcher) -> None:
        """What stands behind a row that was passed over is found at its own place."""
        text = "bone pain\nshe has scoliosis"
        assert [m.span for m in _matches(matcher, text, Span(0, 9), in_rows=False)] == [Span(18, 27)]


def test_a_parenthesis_is_kept_whole(matcher: Matcher) -> None:
    """A name that begins within a parenthesis and ends behind it has the opening one as well."""
    text = "an ache (pain) of the bones"
    assert ("(pain) of the bones",) in [_words(text, m) for m in _matches(matcher, text)]
