"""A text that somebody gives: what it names, what it says, and that as Turtle."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from pohgraph.errors import ReadError
from pohgraph.web.asking import LARGEST_TEXT
from pohgraph.web.reading import read_text

_TEXT = """Progressive osseous heteroplasia 😀

Progressive osseous heteroplasia is caused by mutations in the GNAS gene. Patients have scoliosis but no seizures.
Joint pain may occur.
"""


def test_mentions_stand_where_they_are_said_to() -> None:
    """Offsets count code points, beyond characters that JavaScript counts twice; denied and open mentions say so."""
    answer = read_text(_TEXT)
    assert answer["text"] == _TEXT
    found = {m["text"]: m for m in answer["mentions"]}
    for mention in answer["mentions"]:
        assert answer["text"][mention["start"] : mention["end"]] == mention["text"]
    assert (found["scoliosis"]["negated"], found["seizures"]["negated"]) == (False, True)
    assert found["GNAS"]["term"] == {
        "id": "NCBIGene:2778",
        "iri": "http://identifiers.org/ncbigene/2778",
        "label": "GNAS",
        "category": "Gene",
    }
    assert found["seizures"]["term"]["category"] == "PhenotypicFeature"  # type: ignore[index]


def test_claims_have_their_words() -> None:
    """Claims come in the order of the text, each with its quote and marks in it."""
    answer = read_text(_TEXT)
    assert answer["about"]
    assert answer["about"]["id"] == "MONDO:0008153"
    said = [
        (claim["predicate"], (claim["object"] or claim["subject"])["label"], claim["state"])
        for claim in answer["claims"]
    ]
    assert ("biolink:has_phenotype", "Scoliosis", "stated") in said
    starts = [claim["passages"][0]["start"] for claim in answer["claims"]]
    assert starts == sorted(starts)
    for claim in answer["claims"]:
        for passage in claim["passages"]:
            assert answer["text"][passage["start"] : passage["end"]] == passage["quote"]
            assert all(0 <= mark["start"] < mark["end"] <= len(answer["text"]) for mark in passage["marks"])


def test_statements_are_turtle() -> None:
    """The Turtle parses, and has each claim."""
    answer = read_text(_TEXT)
    subjects = {str(triple.subject) for triple in parse(answer["turtle"], format=RdfFormat.TURTLE)}
    claims = {claim["id"].partition(":")[2] for claim in answer["claims"]}
    assert claims
    assert all(any(claim in subject for subject in subjects) for claim in claims)


def test_html_is_read_as_a_page() -> None:
    """The text is what a reader of the page sees, and offsets count that."""
    answer = read_text(
        "<!DOCTYPE html><html><body><h1>Progeria</h1><p>Patients have <b>short</b> stature.</p></body></html>"
    )
    assert "<" not in answer["text"]
    assert "Short stature" in {mention["term"]["label"] for mention in answer["mentions"] if mention["term"]}


def test_why_nothing_was_read_is_said() -> None:
    """A text about no disease has mentions, and a remark instead of claims; an empty one has nothing."""
    answer = read_text("She has scoliosis.")
    assert [mention["text"] for mention in answer["mentions"]] == ["scoliosis"]
    assert "no_topic" in {remark["code"] for remark in answer["remarks"]}
    assert answer["claims"] == []
    assert answer["mentions"][0]["term"]["category"] == "PhenotypicFeature"  # type: ignore[index]
    assert read_text(" \n")["mentions"] == []


def test_a_text_that_is_too_long_is_refused() -> None:
    """One line that says how much is taken."""
    with pytest.raises(ReadError, match="512 KiB"):
        read_text("x" * (LARGEST_TEXT + 1))


def test_the_same_text_gives_the_same_bytes() -> None:
    """Nothing depends on what was read before."""
    first = json.dumps(read_text(_TEXT))
    read_text("Scoliosis.")
    assert json.dumps(read_text(_TEXT)) == first


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Control characters, lone surrogates, tags that end nowhere: an answer that is JSON, or a clear error."""
    try:
        answer = read_text(text)
    except ReadError:
        return
    json.dumps(answer).encode()
    assert all(answer["text"][m["start"] : m["end"]] == m["text"] for m in answer["mentions"])


@pytest.mark.parametrize("between", [" ", "\n\n"], ids=["one paragraph", "paragraphs"])
def test_time_grows_with_a_text_and_not_with_its_square(between: str) -> None:
    """Eight times as much of the same takes far less than sixty-four times as long."""
    said = f"Marfan syndrome causes scoliosis. None of 14 patients had seizures.{between}"
    read_text(said)
    short = _seconds(said * 60)
    assert _seconds(said * 480) < 25 * short


def _seconds(text: str) -> float:
    """The time that the processor takes to read a text."""
    begun = time.process_time()
    read_text(text)
    return time.process_time() - begun
