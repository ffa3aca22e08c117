"""A claim through releases: first seen, changed in what, gone; followed through edits and other groundings."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.pipeline.planted import claim_on

import pohgraph as pg
from pohgraph.api.history import Histories
from pohgraph.cli import app
from pohgraph.errors import QueryError

Releases = tuple[Path, Path]
_POH = "progressive osseous heteroplasia"


def _events(found: Histories) -> list[list[str]]:
    return [[event.what for event in one.events] for one in found]


@pytest.fixture(scope="module")
def line(releases: Releases) -> list[Path]:
    """Releases in which February is followed by January once more, and by February twice."""
    january, february = releases
    return [january, february, january, february, february]


def test_a_claim_that_changed(releases: Releases) -> None:
    """When it was first seen, and what changed in it."""
    found = pg.claim_history(releases, _POH, "phenotype", "Bone pain")
    assert _events(found) == [["first seen", "changed"]]
    text = repr(found)
    assert "january.db: first seen, stated" in text
    assert "february.db: changed: frequency: Occasional (HP:0040283), 20% of patients → Frequent" in text
    assert "“Bone pain occurs in 20% of patients.”" in text


def test_a_claim_that_came_went_and_came_back(line: list[Path]) -> None:
    """Each release has its event; those in which nothing happened are one line."""
    assert _events(pg.claim_history(line, _POH, "phenotype", "Glaucoma")) == [
        ["not there yet", "first seen", "gone", "back", "unchanged"]
    ]
    assert _events(pg.claim_history(line, _POH, "phenotype", "Cleft palate")) == [
        ["first seen", "gone", "back", "gone", "still gone"]
    ]


@pytest.mark.parametrize("asked", ["Tremor", "Bradykinesia"])
def test_an_edit_is_followed(releases: Releases, asked: str) -> None:
    """Asked for by what it was or by what a curator made of it, it is one claim with one history."""
    found = pg.claim_history(releases, _POH, "phenotype", asked)
    assert _events(found) == [["first seen", "changed"]]
    assert "object: Tremor (HP:0001337) → Bradykinesia (HP:0002067); decision: none → edited" in repr(found)


def test_a_rejection_is_told(releases: Releases) -> None:
    """A claim that a curator took back stays on record."""
    (found,) = pg.claim_history(releases, _POH, "phenotype", "Anemia")
    assert found.events[1].difference is not None
    assert found.events[1].difference.fields == ("decision",)


@pytest.mark.parametrize("asked", ["Wilson disease", "A disease without a number"])
def test_another_grounding_is_followed(releases: Releases, asked: str) -> None:
    """The same words of the same page are the same claim, whatever term they stand for."""
    found = pg.claim_history(releases, asked, "phenotype", "Wide mouth")
    assert _events(found) == [["first seen", "changed"]]
    assert "grounding (the same words, another subject): A disease without a number" in repr(found)


def test_a_page_with_another_name_is_followed(releases: Releases) -> None:
    """Its bytes tell that it is the same: the claim is unchanged, and the page's new name is told."""
    found = pg.claim_history([*releases, releases[1]], "cystic fibrosis", "phenotype", "Chronic cough")
    assert _events(found) == [["first seen", "unchanged", "unchanged"]]
    assert "february.db: unchanged; the page is called pohdoc:fibrosis-moved now" in repr(found)
    assert '"renamed": "pohdoc:fibrosis-moved"' in json.dumps(found.as_json())


def test_a_page_that_went_is_told(releases: Releases) -> None:
    """A claim may be gone because its page is."""
    assert "february.db: gone; the page is not in it" in repr(
        pg.claim_history(releases, "achondroplasia", "phenotype", "Macrocephaly")
    )


def test_a_claim_is_named_by_its_identifier_in_any_release(releases: Releases) -> None:
    """The old identifier and the new one lead to the same history."""
    texts = set()
    for store in releases:
        claim = claim_on(store, "Scoliosis")
        texts.add(repr(pg.claim_history(releases, claim.id)))
    assert len(texts) == 1


def test_nobody_has_the_claim(releases: Releases) -> None:
    """The message is that of the newest release, which names similar claims."""
    with pytest.raises(QueryError, match="Hives"):
        pg.claim_history(releases, _POH, "phenotype", "Hives")


def test_the_command_tells_it_in_each_form(releases: Releases) -> None:
    """Text, Markdown and JSON have the same events."""
    asked = [
        "explain",
        _POH,
        "phenotype",
        "Short stature",
        "--history",
        str(releases[0]),
        "--history",
        str(releases[1]),
    ]
    text, markdown, values = (
        CliRunner().invoke(app, [*asked, "--format", format_], catch_exceptions=False).stdout
        for format_ in ("text", "md", "json")
    )
    assert re.search(r"february\.db: changed: status: stated → denied", text)
    assert "- february.db: changed: status: stated → denied" in markdown
    (found,) = json.loads(values)
    assert [event["what"] for event in found["events"]] == ["first seen", "changed"]
    assert found["events"][1]["fields"]["status"] == {"before": "stated", "after": "denied"}
    assert found["source"]["id"] == "pohdoc:ossification"
