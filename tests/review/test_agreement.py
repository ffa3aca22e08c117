"""What decisions of a graph and of files come to: of each curator the last one, in the order in which they were made."""

from pohgraph.review.agreement import agreements, last_entries
from pohgraph.review.decision import decision_from
from pohgraph.review.standing import standing
from pohgraph.review.table import Entry


def _made(curator: str, word: str, claim: str = "pohassoc:1") -> Entry:
    return Entry(decision_from({"claim": claim, "decision": word, "curator": curator}), "here")


def test_the_last_one_made_is_the_last() -> None:
    """Also where a curator of the graph decides again in a file."""
    graph, file = [_made("Ada", "accept"), _made("Bob", "accept")], [_made("Ada", "reject")]
    ((claim, decided),) = standing(graph, file).items()
    assert claim.endswith("1")
    assert [(one["curator"], one["decision"]) for one in decided] == [("Bob", "accept"), ("Ada", "reject")]
    (agreement,) = agreements([graph, file])
    assert agreement.is_conflict


def test_the_last_lines_of_a_file_have_what_is_taken_back() -> None:
    """One who names nobody takes back what the file has of the claim; a curator is the same in each spelling."""
    undo = _made("0000-0002-1825-0097", "undo")
    assert last_entries([_made("orcid:0000000218250097", "accept"), undo]) == {
        "pohassoc:1": {"0000-0002-1825-0097": undo}
    }
    entries = [_made("Ada", "accept"), _made("Bob", "reject"), _made("", "undo"), _made("Bob", "accept")]
    assert list(last_entries(entries)["pohassoc:1"].values()) == entries[2:]
