"""The rows of a few diseases are read from HPO's file without parsing the others, and are the same."""

from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.vocab.formats.hpoa import read_annotations
from pohgraph.vocab.formats.hpoa_index import AnnotationIndex

HEADER = "database_id\tdisease_name\tqualifier\thpo_id\treference\tfrequency\taspect"
ROWS = (
    "OMIM:1\tGlass elbow\t\tHP:0000001\tPMID:1\t1/2\tP",
    "OMIM:1\tGlass elbow\tNOT\tHP:0000002\tPMID:1\t\tP",
    "OMIM:10\tClear knee\t\tHP:0000001\tPMID:2\t\tP",
    "# a comment between rows",
    "DECIPHER:7\tStone toe\t\tHP:0000003\tPMID:2\t\tP",
    "OMIM:1\tGlass elbow\t\tHP:0000006\tPMID:1\t\tI",
)


def write(path: Path, *, header: str = HEADER, end: str = "\n", start: str = "#version: 1\n") -> Path:
    """A small file of annotations."""
    path.write_bytes(f"{start}{end.join((header, *ROWS))}{end}".encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["#version: 1\n", "", "\ufeff", "\ufeff#version: 1\n\n"])
@pytest.mark.parametrize("disease", ["OMIM:1", "OMIM:10", "DECIPHER:7", "OMIM:2"])
def test_rows_are_those_of_the_whole_file(tmp_path: Path, disease: str, start: str, end: str) -> None:
    """Wherever a disease's rows stand, with either line end, with a byte order mark and comments."""
    path = write(tmp_path / "phenotype.hpoa", start=start, end=end)
    whole = tuple(row for row in read_annotations(path).annotations if row.disease == disease)
    assert AnnotationIndex(path).annotations_of({disease}) == whole


def test_the_disease_may_stand_in_any_column(tmp_path: Path) -> None:
    """Columns are found by their names."""
    path = tmp_path / "phenotype.hpoa"
    path.write_text("".join(f"{line.partition(chr(9))[2]}\t{line.partition(chr(9))[0]}\n" for line in (HEADER, *ROWS)))
    assert len(AnnotationIndex(path).annotations_of({"OMIM:1"})) == 3


def test_only_the_rows_asked_for_are_parsed(tmp_path: Path) -> None:
    """A malformed row of one disease is told to who asks for that disease, with its line."""
    path = tmp_path / "phenotype.hpoa"
    wrong = ROWS[2] + "\ttoo\tmany"
    path.write_text("\n".join((HEADER, *ROWS[:2], wrong)) + "\n", encoding="utf-8")
    index = AnnotationIndex(path)
    assert len(index.annotations_of({"OMIM:1"})) == 2
    with pytest.raises(VocabularyError, match="4"):
        index.annotations_of({"OMIM:10"})


def test_a_file_without_the_column_is_told(tmp_path: Path) -> None:
    """A table of something else names the column it lacks."""
    with pytest.raises(VocabularyError, match="database_id"):
        AnnotationIndex(write(tmp_path / "phenotype.hpoa", header=HEADER.replace("database_id", "disease")))
