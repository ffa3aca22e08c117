"""HPO's annotation file: its rows, what they say of a disease, and that it is read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pohgraph import Graph
from pohgraph.errors import VocabularyError
from pohgraph.model import Annotation
from pohgraph.vocab import annotations
from pohgraph.vocab.annotations import annotated_diseases, annotations_of
from pohgraph.vocab.formats.hpoa import AnnotationFile, read_annotations

HEADER = "database_id\tdisease_name\tqualifier\thpo_id\treference\tfrequency\taspect"
ROWS = (
    "OMIM:1\tGlass elbow disease\t\tHP:0000001\tPMID:1\t1/2\tP",
    "OMIM:1\tGlass elbow disease\tNOT\tHP:0000002\tPMID:1\t\tP",
    "OMIM:1\tGlass elbow disease\t\tHP:0000003\tPMID:1\t0/4\tP",
    "OMIM:1\tGlass elbow disease\t\tHP:0000006\tPMID:1\t\tI",
    "DECIPHER:7\tClear knee disease\t\tHP:0000001\tPMID:2\t\tP",
    "ORPHA:2\tOnly inherited\t\tHP:0000006\tPMID:2\t\tI",
)


@pytest.fixture
def hpoa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small file of annotations, in use."""
    path = tmp_path / "phenotype.hpoa"
    path.write_text("\n".join(("#version: 2099-01-01", HEADER, *ROWS)) + "\n", encoding="utf-8")
    monkeypatch.setattr(annotations, "_path", lambda: path)
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files that are read from now on, as if nothing had been read before."""
    found: list[Path] = []

    def _read(path: Path) -> AnnotationFile:
        found.append(path)
        return read_annotations(path)

    monkeypatch.setattr(annotations, "read_annotations", _read)
    annotations._file.cache_clear()
    annotations._diseases.cache_clear()
    yield found
    annotations._file.cache_clear()
    annotations._diseases.cache_clear()


def test_every_row_is_an_annotation(hpoa: Path) -> None:
    """Rows keep their order, their aspect and their words for how often."""
    names, rows = read_annotations(hpoa)
    assert names == {"OMIM:1": "Glass elbow disease", "DECIPHER:7": "Clear knee disease", "ORPHA:2": "Only inherited"}
    assert [row.term for row in rows] == [line.split("\t")[3] for line in ROWS]
    assert rows[2] == Annotation(
        disease="OMIM:1", term="HP:0000003", aspect="P", frequency="0/4", reference="PMID:1", negated=False
    )


def test_identifier_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    """An identifier of OMIM that has no number names the file and the line."""
    path = tmp_path / "phenotype.hpoa"
    path.write_text(f"{HEADER}\nOMIM:x y\tA\t\tHP:0000001\tPMID:1\t\tP\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"phenotype\.hpoa.*2"):
        read_annotations(path)


@pytest.mark.usefixtures("hpoa", "reads")
def test_findings_are_present_or_excluded() -> None:
    """`NOT` and a share of none exclude a finding; what is no finding is left out, and so is who has none."""
    found = annotated_diseases()
    assert list(found) == ["OMIM:1", "DECIPHER:7"]
    assert found["OMIM:1"].present == {"HP:0000001": "1/2"}
    assert found["OMIM:1"].excluded == {"HP:0000002": "", "HP:0000003": "0/4"}


@pytest.mark.usefixtures("hpoa", "reads")
def test_rows_of_some_diseases_come_in_the_file_s_order() -> None:
    """Only the diseases that are asked for, with all aspects."""
    assert [a.aspect for a in annotations_of({"ORPHA:2", "OMIM:1"})] == ["P", "P", "P", "I", "I"]


def test_file_is_read_once_for_all_diseases(graph: Graph, reads: list[Path]) -> None:
    """Comparing disease by disease, with their annotations beside, reads the file once."""
    for name in ("POH", "pseudohypoparathyroidism"):
        graph.disease(name).compare()
        graph.disease(name).annotations()
    assert len(reads) == 1
