"""`pohgraph explain`: a claim with its words, its rule, who else says so, and decisions; or what is near it."""

import json
from pathlib import Path

import pytest

from pohgraph.api.graph import open_graph
from pohgraph.claims.reader import read_claims
from pohgraph.claims.view import GraphView
from pohgraph.cli import run
from pohgraph.model import Claim
from pohgraph.pipeline.gather import gather
from pohgraph.review.decision import Decision, checked
from pohgraph.review.table import Entry
from pohgraph.store.graph import open_store

CALCIFICATION = "HP:0010766"


def _shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["explain", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture(scope="module")
def claim(sample_path: Path) -> Claim:
    """A finding that two pages of the hand-made graph have."""
    with open_store(sample_path) as store:
        return next(c for c in read_claims(GraphView(store)) if c.object == CALCIFICATION and c.frequency)


@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [
        ("MONDO:0008153", "biolink:has_phenotype", CALCIFICATION),
        ("POH", "has_phenotype", "Ectopic calcification"),
        ("OMIM:166350", "has phenotype", "ectopic calcification"),
        ("POH", "phenotype", CALCIFICATION),
    ],
)
def test_a_claim_by_names_or_identifiers(
    sample_path: Path, capsys: pytest.CaptureFixture[str], claim: Claim, subject: str, relation: str, object_: str
) -> None:
    """All pages that say so, each with its quote in context, its extractor and the others."""
    status, out, _ = _shown(capsys, subject, relation, object_, "--store", str(sample_path))
    assert status == 0
    assert "90% of people have ectopic calcification" in " ".join(out.split())
    assert str(claim.id) in out
    assert "read by" in out
    assert out.count("also: stated by") == 2


def test_a_claim_by_its_identifier(sample_path: Path, capsys: pytest.CaptureFixture[str], claim: Claim) -> None:
    """One claim, as JSON and as Markdown."""
    status, out, _ = _shown(capsys, str(claim.id), "--store", str(sample_path), "--format", "json")
    (found,) = json.loads(out)
    assert status == 0
    assert found["claim"] == claim.id
    assert found["places"][0]["quote"] == claim.quotes[0]
    assert found["standing"] == "stated"
    status, out, _ = _shown(capsys, claim.id.iri, "--store", str(sample_path), "--format", "md")
    assert out.startswith("## ")
    assert "**90% of people have ectopic calcification**." in out


_TEXT = """\
progressive osseous heteroplasia · has phenotype · Ectopic calcification (Very frequent (90%))  [stated]
  pohassoc:b4af20d69679987e37f96e59: MONDO:0008153 biolink:has_phenotype HP:0010766
  page: Progressive osseous heteroplasia (pohdoc:first)
  “… familial ectopic ossification. [90% of people have ectopic calcification]. Progressive osseous heteroplas…”
    section description, 85-125, read by by_hand 0.1.0
  source: pohsource:gard
  has percentage: 90
  agent: text mining agent
  also: stated by POH: questions (pohassoc:c340d05217722097708fbe67)
"""
_MARKDOWN = """\
## progressive osseous heteroplasia · has phenotype · Ectopic calcification (Very frequent (90%)) [stated]

- `pohassoc:b4af20d69679987e37f96e59`: MONDO:0008153 biolink:has_phenotype HP:0010766
- page: Progressive osseous heteroplasia (`pohdoc:first`)
- source: pohsource:gard
- has percentage: 90
- agent: text mining agent
- also: stated by POH: questions (pohassoc:c340d05217722097708fbe67)

> … familial ectopic ossification. **90% of people have ectopic calcification**. Progressive osseous heteroplas…
>
> section description, 85-125, read by by_hand 0.1.0
"""


@pytest.mark.parametrize(("format_", "wanted"), [("text", _TEXT), ("md", _MARKDOWN)])
def test_an_explanation_to_the_letter(
    sample_path: Path, capsys: pytest.CaptureFixture[str], claim: Claim, format_: str, wanted: str
) -> None:
    """As text and as Markdown, where the quotes come last."""
    _, out, _ = _shown(capsys, str(claim.id), "--store", str(sample_path), "--format", format_)
    assert out == wanted


def test_a_terminal_shows_what_a_file_has(sample_path: Path, claim: Claim, tmp_path: Path) -> None:
    """The same parts in the same order; colours stand for the brackets, and both mark what is cut off around a quote."""
    pytest.importorskip("termios", reason="pseudo-terminals are POSIX's")
    from tests.cli.terminal import Terminal  # noqa: PLC0415 - imports termios

    with Terminal("explain", str(claim.id), "--store", str(sample_path), folder=tmp_path) as terminal:
        assert terminal.end() == 0
        shown = " ".join(terminal.shown.split())
    wanted = (
        _TEXT.translate(str.maketrans("", "", "“”")).replace("[90%", "90%").replace("calcification]", "calcification")
    )
    assert shown == f"{' '.join(wanted.split())} subject object cue qualifier"


def test_no_such_claim_names_what_is_near(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of a name, the wrong way round, an unknown relation, an unknown subject: exit status 1 and a hint."""
    store = ("--store", str(sample_path))
    status, out, err = _shown(capsys, "POH", "has_phenotype", "calcification", *store)
    assert (status, out) == (1, "")
    assert "no page says that" in err
    assert "Ectopic calcification" in err
    assert "GNAS · causes" in _shown(capsys, "POH", "causes", "GNAS", *store)[2]
    assert "did you mean has_phenotype" in _shown(capsys, "POH", "has_phenotypes", "pain", *store)[2]
    assert "nothing in this graph is called" in _shown(capsys, "Nobody's disease", "phenotype", "pain", *store)[2]
    assert "is not a claim of this graph" in _shown(capsys, "pohassoc:00", *store)[2]


def test_half_a_claim_is_wrong_usage(sample_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A relation without an object."""
    status, _, err = _shown(capsys, "POH", "has_phenotype", "--store", str(sample_path))
    assert status == 2
    assert "SUBJECT RELATION OBJECT" in err


def test_decisions_are_explained(
    sample_path: Path, claim: Claim, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The old claim of an edit and the new one lead to each other, each with the decision; Python says the same."""
    decision: Decision = checked(
        {
            "claim": str(claim.id),
            "decision": "edit",
            "changes": {"object": "HP:0011986"},
            "curator": "0000-0002-1825-0097",
            "date": "2026-01-31",
            "comment": "bone, not calcium",
        }
    )
    gather([sample_path], store=tmp_path / "db", decisions=[[Entry(decision, "here")]])
    _, old, _ = _shown(capsys, str(claim.id), "--store", str(tmp_path / "db"))
    _, new, _ = _shown(capsys, "POH", "phenotype", "HP:0011986", "--store", str(tmp_path / "db"))
    told = "decision: edited (object: HP:0011986) by 0000-0002-1825-0097, 2026-01-31; bone, not calcium"
    assert told in old
    assert told in new
    assert "[edited (was stated)]" in old
    assert "revised by: pohassoc:" in old
    assert f"revises: {claim.id}" in new
    assert "agent: manual validation of automated agent" in new
    with open_graph(tmp_path / "db") as graph:
        (row,) = graph.decisions()
        assert (row["claim"], row["decision"], row["in_force"]) == (claim.id, "edit", True)
        assert repr(graph.explain("POH", "phenotype", "HP:0011986")) == new.rstrip("\n")
