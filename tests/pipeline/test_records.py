"""Records say where: every span lies in its page, and what is inferred has a place and no words."""

from pathlib import Path
from typing import cast

import pytest

from pohgraph import extract
from pohgraph.pipeline.records import Record
from pohgraph.resources import bundled
from pohgraph.schema.relations import HAS_MANAGEMENT, MAPPING_PREDICATES, SYNONYM_PREDICATES

_PAGES = sorted(bundled("seeds").glob("*.txt"))
_IN_THE_PAGES_WORDS = {HAS_MANAGEMENT.curie, *(predicate.curie for predicate in SYNONYM_PREDICATES.values())}


def _span(record: Record, name: str) -> tuple[int, int] | None:
    start, end = record[f"{name}start"], record[f"{name}end"]
    assert (start is None) == (end is None)
    return None if start is None else (cast("int", start), cast("int", end))


def _page(path: Path) -> tuple[str, list[Record]]:
    page = extract(path)
    return page.document.text, page.records


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem[:24])
def test_every_span_lies_in_the_page(path: Path) -> None:
    """Object and cue stand inside the quote; the subject may stand elsewhere on the page."""
    text, records = _page(path)
    assert records
    for record in records:
        quote = _span(record, "")
        assert quote
        for name, (first, last) in (("subject_", (0, len(text))), ("object_", quote), ("cue_", quote)):
            span = _span(record, name)
            assert span is None or first <= span[0] < span[1] <= last, (name, record)


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem[:24])
def test_the_text_at_the_object_is_its_words(path: Path) -> None:
    """What a claim has in the page's words stands at its offsets, and an identifier is printed there."""
    text, records = _page(path)
    for record in records:
        span = _span(record, "object_")
        words = " ".join(text[slice(*span)].split()) if span else ""
        if record["predicate"] in _IN_THE_PAGES_WORDS:
            assert words == record["value"]
        if record["predicate"] in MAPPING_PREDICATES and record["object"] and record["supporting_text"]:
            assert str(record["object"]).partition(":")[2].lower() in words.lower()


def test_what_is_inferred_has_a_place_and_no_words(tmp_path: Path) -> None:
    """Identifiers of mapping sets are inferred from the page's name for its disease, which prints none of them."""
    path = tmp_path / "page.txt"
    path.write_text("Progressive osseous heteroplasia\n\nProgressive osseous heteroplasia is rare.\n", encoding="utf-8")
    text, records = _page(path)
    inferred = [record for record in records if record["knowledge_level"] == "logical_entailment"]
    assert inferred
    for record in inferred:
        span = _span(record, "subject_")
        assert span
        assert text[slice(*span)] == "Progressive osseous heteroplasia"
        assert (record["supporting_text"], record["object_start"]) == ("", None)
        assert record["knowledge_source"]
