"""Of PubMed's baseline files, those records are read that name a disease, and the report tells why the others were not."""

import gzip
from pathlib import Path

import pytest

import pohgraph as pg
from pohgraph.errors import NothingReadError
from pohgraph.read import find_citation

_ON_A_DISEASE = "Progressive osseous heteroplasia is a rare disorder. Patients have ectopic ossification."
_SET = '<?xml version="1.0"?>\n<PubmedArticleSet>\n{}</PubmedArticleSet>\n'


def _record(number: int, title: str, abstract: str = "", other: str = "") -> str:
    words = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>" if abstract else ""
    more = f'<OtherAbstract Language="fre"><AbstractText>{other}</AbstractText></OtherAbstract>' if other else ""
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>{title}</ArticleTitle>{words}"
        f"</Article>{more}</MedlineCitation></PubmedArticle>\n"
    )


def _baseline(folder: Path, *records: str) -> Path:
    path = folder / "pubmed25n0001.xml.gz"
    path.write_bytes(gzip.compress(_SET.format("".join(records)).encode()))
    return path


def test_records_that_name_a_disease_are_chosen_and_the_others_counted(tmp_path: Path) -> None:
    """One names a disease, two are about other things, two have no abstract; a page that is kept in the cache is chosen anew."""
    path = _baseline(
        tmp_path,
        _record(1, "Two <i>sisters</i>.", _ON_A_DISEASE),
        _record(2, "Yield of maize.", "The yield of maize increased."),
        _record(3, "Surgery for scoliosis.", "We treated scoliosis with rods."),
        _record(4, "Progressive osseous heteroplasia: a letter."),
        _record(5, "Progressive osseous heteroplasia.", other=_ON_A_DISEASE),
    )
    everything = pg.build(path, store=tmp_path / "all.db")
    report = pg.build(path, store=tmp_path / "some.db", only_on_diseases=True)
    assert len(everything.documents) == 5
    assert [page.id for page in report.documents] == ["pohdoc:PMID_1"]
    (told,) = [remark.message for remark in report.remarks if remark.code == "chosen"]
    reasons = "2 that name no disease of the vocabularies, 2 without an abstract"
    assert told == f"1 of 5 records read; not read: {reasons}"


def test_a_record_that_cannot_be_looked_into_is_read_and_not_counted(tmp_path: Path) -> None:
    """In another encoding than PubMed's own no choice is made: nothing is said of one."""
    path = tmp_path / "pubmed.xml"
    path.write_text(
        _SET.format(_record(1, "Yield of maize.", "The yield increased.")).replace("?>", ' encoding="utf-16"?>', 1),
        encoding="utf-16",
    )
    report = pg.build(path, store=tmp_path / "some.db", only_on_diseases=True)
    assert [page.id for page in report.documents] == ["pohdoc:PMID_1"]
    assert "chosen" not in {remark.code for remark in report.remarks}


def test_a_file_of_which_nothing_is_chosen_says_so(tmp_path: Path) -> None:
    """The message has the reasons, and no graph is made."""
    path = _baseline(tmp_path, _record(1, "Yield of maize.", "The yield of maize increased."))
    with pytest.raises(NothingReadError, match="0 of 1 record read; not read: 1 that name no disease"):
        pg.build(path, store=tmp_path / "none.db", only_on_diseases=True)
    assert not (tmp_path / "none.db").exists()


def test_the_words_of_a_record_are_the_same_in_both_formats() -> None:
    """Broken lines of the text format are joined; markup and references of XML are resolved."""
    xml = find_citation(_record(1, "A &lt; <b>B</b>", "First.  Second.").encode())
    text = find_citation(b"PMID- 1\nTI  - A < B\nAB  - First.\n      Second.\nAU  - Name A\n")
    assert xml
    assert text
    assert (xml.title, xml.abstract.split()) == (text.title, text.abstract.split()) == ("A < B", ["First.", "Second."])
    assert find_citation(b"<html><title>A page</title></html>") is None
