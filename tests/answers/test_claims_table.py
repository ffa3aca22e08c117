"""The claims of a graph as a curator goes through them, and what they decide."""

from pathlib import Path

import pytest
from tests.review.decided import read_decisions

from pohgraph.answers.claim_index import ClaimFilter
from pohgraph.answers.claims_table import claims_table
from pohgraph.answers.context import Context
from pohgraph.claims.reader import read_claims
from pohgraph.errors import ExportError, ReadError
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision


def test_all_claims_come_once_over_several_parts(sample_context: Context) -> None:
    """Page by page, every claim comes once, in one order."""
    parts = [claims_table(sample_context, ClaimFilter(), {}, offset=offset, limit=7) for offset in range(0, 30, 7)]
    found = [claim["id"] for part in parts for claim in part["claims"]]
    everything = claims_table(sample_context, ClaimFilter(), {}, limit=500)
    assert found == [claim["id"] for claim in everything["claims"]]
    assert sorted(found) == sorted(claim.id for claim in read_claims(sample_context.view))
    assert parts[0]["total"] == len(found)
    labels = [claim["subject"]["label"].lower() for claim in everything["claims"]]
    assert labels == sorted(labels)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (ClaimFilter(state="denied"), 1),
        (ClaimFilter(predicate="biolink:causes"), 3),
        (ClaimFilter(document="pohdoc:third"), 4),
        (ClaimFilter(words="arthralgia"), 2),
        (ClaimFilter(words="JOINT pain"), 2),
        (ClaimFilter(words="joint borrowed"), 0),
        (ClaimFilter(words="HP:0002829", state="open"), 1),
        (ClaimFilter(decision="none"), 27),
        (ClaimFilter(decision="any"), 0),
        (ClaimFilter(state="nonsense"), 0),
    ],
)
def test_filters_narrow_the_claims(sample_context: Context, wanted: ClaimFilter, count: int) -> None:
    """Words stand in names, identifiers or quotes, in any case; filters hold together."""
    answer = claims_table(sample_context, wanted, {}, limit=500)
    assert (answer["total"], len(answer["claims"])) == (count, count)


def test_claims_come_with_passages_and_decisions(sample_context: Context, tmp_path: Path) -> None:
    """A curator sees the words, and what was decided last."""
    (open_,) = claims_table(sample_context, ClaimFilter(state="open"), {})["claims"]
    for decision in ("accept", "reject"):
        add_decision(tmp_path / "d.tsv", decision_from({"claim": open_["id"], "decision": decision}))
    decided = read_decisions(tmp_path / "d.tsv")
    (again,) = claims_table(sample_context, ClaimFilter(decision="reject"), decided)["claims"]
    assert again["id"] == open_["id"]
    assert again["decision"] == decided[open_["id"]]
    assert [passage["quote"] for passage in again["passages"]] == ["Joint pain may occur"]
    assert claims_table(sample_context, ClaimFilter(decision="accept"), decided)["total"] == 0
    add_decision(tmp_path / "d.tsv", decision_from({"claim": open_["id"], "decision": "undo"}))
    assert read_decisions(tmp_path / "d.tsv") == {}


def test_progress_leaves_the_decision_aside(sample_context: Context) -> None:
    """Somebody who looks at what is not decided yet sees how far they are; predicates come with their number."""
    (open_,) = claims_table(sample_context, ClaimFilter(state="open"), {})["claims"]
    decided = {open_["id"]: decision_from({"claim": open_["id"], "decision": "accept"})}
    answer = claims_table(sample_context, ClaimFilter(words="arthralgia", decision="none"), decided)
    assert (answer["total"], answer["progress"]) == (1, {"decided": 1, "of": 2})
    assert answer["predicates"][0] == {"id": "biolink:has_phenotype", "label": "has phenotype", "count": 7}


def test_a_curator_sees_how_far_they_got(sample_context: Context) -> None:
    """Of the claims that fit, whatever was decided, some are decided; decisions on other claims do not count."""
    (denied,) = claims_table(sample_context, ClaimFilter(state="denied"), {})["claims"]
    made = {
        claim: decision_from({"claim": claim, "decision": "accept"})
        for claim in (denied["id"], "pohassoc:other", "x", ":")
    }
    assert claims_table(sample_context, ClaimFilter(state="denied", decision="none"), made)["progress"] == {
        "decided": 1,
        "of": 1,
    }
    assert claims_table(sample_context, ClaimFilter(state="open"), made)["progress"] == {"decided": 0, "of": 1}
    assert claims_table(sample_context, ClaimFilter(), made)["progress"] == {"decided": 1, "of": 27}


def test_a_table_names_the_predicates_that_can_be_asked_for(sample_context: Context) -> None:
    """All of the graph's, whatever is filtered, in the order of the table of relations; each with its claims."""
    predicates = claims_table(sample_context, ClaimFilter(state="denied"), {})["predicates"]
    assert predicates[0]["label"] == "has phenotype"
    for named in predicates:
        assert claims_table(sample_context, ClaimFilter(predicate=named["id"]), {})["total"] == named["count"]
    assert sum(named["count"] for named in predicates) == 27


def test_a_decision_can_be_taken_back(tmp_path: Path) -> None:
    """The file keeps what was done; the claim is not decided any more, until somebody decides it anew."""
    path = tmp_path / "d.tsv"
    for claim, decision in (("a:1", "accept"), ("a:2", "reject"), ("a:1", "undo")):
        add_decision(path, decision_from({"claim": claim, "decision": decision}))
    assert list(read_decisions(path)) == ["a:2"]
    assert path.read_text(encoding="utf-8").count("a:1") == 2
    add_decision(path, decision_from({"claim": "a:1", "decision": "reject"}))
    assert read_decisions(path)["a:1"]["decision"] == "reject"


def test_decisions_survive_the_file(tmp_path: Path) -> None:
    """What is written is read back, and people can read the file."""
    path = tmp_path / "new" / "decisions.tsv"
    given = {
        "claim": "pohassoc:1",
        "decision": "edit",
        "changes": {"state": "denied", "object": "HP:0000001"},
        "comment": "wörtlich „nein“",
        "curator": "Ada",
        "date": "2026-01-02",
        "evidence": "0123",
        "statement": "POH · has phenotype · Pain",
    }
    add_decision(path, decision_from(given))
    add_decision(path, decision_from({"claim": "pohassoc:2", "decision": "accept"}))
    found = read_decisions(path)
    assert found["pohassoc:1"] == given
    assert list(found) == ["pohassoc:1", "pohassoc:2"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines if not line.startswith("#")] == ["claim", "pohassoc:1", "pohassoc:2"]
    assert [file.name for file in path.parent.iterdir() if not file.name.endswith(".lock")] == ["decisions.tsv"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"claim": "a:1", "decision": "maybe"}, "accept, reject, edit, undo"),
        ({"claim": "", "decision": "accept"}, "claim is empty"),
        ({"claim": "a:1", "decision": "accept", "comment": "two\tcells"}, "control character"),
        ({"claim": "a:1", "decision": "accept", "comment": "two\nlines"}, "control character"),
        ({"claim": "a:1", "decision": "accept", "comment": 1}, "must be text"),
        ({"claim": "a:1", "decision": "accept", "comment": "x" * 3000}, "longer than"),
        ({"claim": "a:1", "decision": "edit"}, "an edit needs changes"),
        ({"claim": "a:1", "decision": "accept", "changes": {"state": "open"}}, "other decisions have none"),
        ({"claim": "a:1", "decision": "edit", "changes": {"page": "x"}}, "predicate, object"),
        ({"claim": "a:1", "decision": "edit", "changes": ["state"]}, "predicate, object"),
        ({"claim": "a:1", "decision": "edit", "changes": {"state": "perhaps"}}, "stated, denied, open, borrowed"),
        ({"claim": "a:1", "decision": "accept", "who": "me"}, "unknown field 'who'"),
        ("accept", "is an object"),
        (None, "is an object"),
    ],
)
def test_decisions_that_cannot_be_kept_are_refused(given: object, reason: str) -> None:
    """One clear line for each."""
    with pytest.raises(ReadError, match=reason):
        decision_from(given)


def test_a_file_by_hand_is_read_leniently(tmp_path: Path) -> None:
    """Other columns, another order, a byte order mark, empty lines and short rows do no harm."""
    text = "\ufeff# mine\n\ndecision\tnote\tclaim\naccept\tsure\ta:1\nreject\t\ta:2\n"
    (tmp_path / "d.tsv").write_text(text, encoding="utf-8")
    assert {claim: found["decision"] for claim, found in read_decisions(tmp_path / "d.tsv").items()} == {
        "a:1": "accept",
        "a:2": "reject",
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("claim\nx\n", "has no column 'decision'"),
        ("claim\tdecision\na:1\tperhaps\n", "line 2, column 2: decision must be"),
        ("claim\tdecision\tchanges\na:1\tedit\t{\n", "line 2, column 3: changes is not JSON"),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, text: str, reason: str) -> None:
    """The line is named, and nothing is overwritten."""
    path = tmp_path / "d.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        add_decision(path, decision_from({"claim": "a:2", "decision": "accept"}))
    assert path.read_text(encoding="utf-8") == text


def test_a_folder_is_no_file_of_decisions(tmp_path: Path) -> None:
    """One line, no traceback."""
    with pytest.raises((ReadError, ExportError)):
        add_decision(tmp_path, decision_from({"claim": "a:2", "decision": "accept"}))
