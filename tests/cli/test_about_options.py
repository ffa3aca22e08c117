"""--about and --about-table, and what the command line says of pages that give nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pohgraph.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pohgraph_run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line in a folder with two pages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POHGRAPH_STORE", raising=False)
    Path("tall.txt").write_text("Patients have scoliosis. Their joints hurt.\n", encoding="utf-8")
    Path("garden.txt").write_text("The garden is green.\n", encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        status = run(list(arguments))
        out, err = capfd.readouterr()
        return status, out, err

    return command


def _subjects(out: str) -> dict[str, str]:
    records = map(json.loads, out.splitlines())
    return {r["document"]: r["object_label"] for r in records if r["predicate"] == "schema:about"}


def test_extract_takes_the_disease_of_all_pages(pohgraph_run: Run) -> None:
    """By its name; the finding is a claim of it."""
    status, out, _ = pohgraph_run("extract", "tall.txt", "--about", "Marfan syndrome")
    assert status == 0
    assert _subjects(out) == {"pohdoc:tall": "Marfan syndrome"}
    assert "HP:0002650" in out


def test_extract_takes_a_table(pohgraph_run: Run) -> None:
    """A row of no file is told, a page without a row tells its own subject."""
    Path("t.tsv").write_text("tall.txt\tMarfan syndrome\nnone.txt\tOMIM:154700\n", encoding="utf-8")
    status, out, err = pohgraph_run("extract", "tall.txt", "garden.txt", "--about-table", "t.tsv")
    assert (status, _subjects(out)) == (0, {"pohdoc:tall": "Marfan syndrome"})
    assert "line 2 says that none.txt is about" in err
    assert "pohdoc:garden: the page's title names no disease" in err


def test_build_takes_both_and_tells_what_gave_nothing(pohgraph_run: Run) -> None:
    """The short report has a line for each page that gave nothing."""
    status, _, err = pohgraph_run("build", "tall.txt", "garden.txt", "--about", "DOID:9999999", "--store", "g")
    assert status == 0
    assert "pohdoc:garden nothing_said: " in err
    assert "about_unknown: DOID:9999999 is in no loaded vocabulary" in err
    assert pohgraph_run("check", "--store", "g")[0] == 0


@pytest.mark.parametrize("command", ["extract", "build"])
def test_an_unknown_disease_is_one_clear_line(command: str, pohgraph_run: Run) -> None:
    """Nothing is read."""
    status, out, err = pohgraph_run(command, "tall.txt", "--about", "wobbly lunar syndrome")
    assert (status, out) == (1, "")
    assert err.startswith("pohgraph: 'wobbly lunar syndrome': no loaded vocabulary has a disease of that name")


def test_documents_in_formats_that_are_not_read_are_told(pohgraph_run: Run) -> None:
    """A folder's other documents do not vanish without a word."""
    folder = Path("pages")
    folder.mkdir()
    (folder / "a.txt").write_text("Marfan syndrome is rare. Patients have scoliosis.\n", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4")
    status, _, err = pohgraph_run("extract", "pages")
    assert status == 0
    assert "1 file of pages not read (b.pdf): save them as text, HTML or XML" in err


def test_an_empty_disease_is_an_error(pohgraph_run: Run) -> None:
    """As one that is not given it would be ignored."""
    status, out, err = pohgraph_run("extract", "tall.txt", "--about", "")
    assert (status, out) == (2, "")
    assert "give the name or the identifier of a disease" in err


def test_an_unknown_number_does_not_get_the_title_as_its_name(pohgraph_run: Run) -> None:
    """The page's title may be that of another disease."""
    Path("marfan.txt").write_text("Marfan syndrome\n\nPatients have scoliosis.\n", encoding="utf-8")
    status, out, err = pohgraph_run("extract", "marfan.txt", "--about", "MONDO:0999999")
    assert (status, _subjects(out)) == (0, {"pohdoc:marfan": "MONDO:0999999"})
    assert "MONDO:0999999 is in no loaded vocabulary" in err
    assert "unknown_family" not in err


def test_a_page_in_another_language_is_told_once(pohgraph_run: Run) -> None:
    """With the reason, not with a number of sentences."""
    text = "Mukoviszidose\n\nDie Krankheit ist selten und wird vererbt. Sie ist nicht ansteckend und beginnt bei Kindern.\n"
    Path("de.txt").write_text(text, encoding="utf-8")
    _, _, err = pohgraph_run("extract", "de.txt", "--about", "cystic fibrosis")
    assert "the page is not in English (de)" in err
    assert "nothing_said" not in err
