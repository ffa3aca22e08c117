"""A page's own text with everything read from it."""

import shutil
from pathlib import Path

import pytest

import pohgraph
from pohgraph.answers.context import Context
from pohgraph.answers.page import page
from pohgraph.errors import NotInGraphError
from pohgraph.store.graph import open_store


def test_a_page_has_its_text_and_claims(sample_context: Context, sample_path: Path) -> None:
    """The text is that of the page, the sections lie in it, and quotes are its words."""
    answer = page(sample_context, "pohdoc:first")
    source = next(path for path in sample_path.glob("generation-*/sources/*") if path.name == answer["sha256"])
    assert answer["text"] == source.read_text(encoding="utf-8")
    assert (answer["missing"], answer["title"]) == ("", "Progressive osseous heteroplasia")
    for claim in answer["claims"]:
        assert [answer["text"][p["start"] : p["end"]] for p in claim["passages"]] == [
            p["quote"] for p in claim["passages"]
        ]
    assert all(0 <= part["start"] <= part["end"] <= len(answer["text"]) for part in answer["sections"])


def test_claims_come_in_the_order_of_the_text(context: Context) -> None:
    """A reader goes down the page."""
    answer = page(context, "pohdoc:001_e4cb718ecab0250e")
    starts = [claim["passages"][0]["start"] for claim in answer["claims"]]
    assert len(starts) > 50
    assert starts == sorted(starts)
    assert {claim["document"] for claim in answer["claims"]} == {answer["id"]}
    assert any(section["heading"] for section in answer["sections"])


def test_a_file_of_statements_has_no_text(tmp_path: Path) -> None:
    """Statements of another graph are listed; why there is no text is said."""
    (tmp_path / "g_nodes.tsv").write_text("id\tcategory\tname\nMONDO:0000001\tbiolink:Disease\tOdd disease\n", "utf-8")
    edge = "id\tsubject\tpredicate\tobject\ne1\tMONDO:0000001\tbiolink:has_phenotype\tHP:0002653\n"
    (tmp_path / "g_edges.tsv").write_text(edge, "utf-8")
    pohgraph.build(graphs=[tmp_path / "g_nodes.tsv", tmp_path / "g_edges.tsv"], store=tmp_path / "db")
    with open_store(tmp_path / "db") as store:
        context = Context(store)
        ((_, source),) = store.triples("prov:hadPrimarySource")
        answer = page(context, context.view.text(source))
    assert (answer["text"], answer["missing"]) == ("", "a file of statements, which has no text")
    assert [claim["passages"] for claim in answer["claims"]] == [[]]


@pytest.mark.parametrize(("change", "reason"), [(b"other words", "has been changed"), (None, "has no copy")])
def test_a_copy_that_is_not_the_page_is_not_shown(
    sample_path: Path, tmp_path: Path, change: bytes | None, reason: str
) -> None:
    """Marks on other words would lie: a changed or lost copy gives no text, and says why."""
    shutil.copytree(sample_path, tmp_path / "db")
    with open_store(tmp_path / "db") as store:
        context = Context(store)
        sha256 = page(context, "pohdoc:first")["sha256"]
        (kept,) = (tmp_path / "db").glob(f"generation-*/sources/{sha256}")
        kept.unlink() if change is None else kept.write_bytes(change)
        answer = page(context, "pohdoc:first")
    assert answer["text"] == ""
    assert reason in answer["missing"]
    assert answer["claims"]


@pytest.mark.parametrize("curie", ["pohdoc:nothing", "MONDO:0008153", "", "../../etc/passwd"])
def test_what_is_no_page_is_refused(sample_context: Context, curie: str) -> None:
    """A disease is no page, and neither is a path."""
    with pytest.raises(NotInGraphError):
        page(sample_context, curie)
