"""The decisions of a server's file, as a curator downloads them."""

from pathlib import Path

from pohgraph.answers.context import Context
from pohgraph.review.decision import decision_from
from pohgraph.review.table import add_decision
from pohgraph.web.answering import ANSWERS


def test_what_was_taken_back_is_downloaded(sample_context: Context, tmp_path: Path) -> None:
    """It may stand in the graph: a build with the file has to take it back, too."""
    file = tmp_path / "d.tsv"
    for claim, word, curator in (
        ("1", "accept", "Ada"),
        ("2", "reject", "Ada"),
        ("1", "undo", "Ada"),
        ("1", "accept", "Bob"),
    ):
        add_decision(file, decision_from({"claim": f"pohassoc:{claim}", "decision": word, "curator": curator}))
    answer = ANSWERS["decisions"](sample_context, {"decisions": str(file)})
    assert isinstance(answer, dict)
    assert [(one["claim"], one["decision"], one["curator"]) for one in answer["decisions"]] == [
        ("pohassoc:2", "reject", "Ada"),
        ("pohassoc:1", "undo", "Ada"),
        ("pohassoc:1", "accept", "Bob"),
    ]
