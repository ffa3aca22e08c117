"""SSSOM files as other people write them: any valid YAML above the table, prefixes of their own, and no term found."""

from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.vocab.formats.sssom import NO_TERM, read_sssom
from pohgraph.vocab.user.kinds import get_kind

POH = "MONDO:0008153"
HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = f"{POH}\tskos:exactMatch\tOMIM:166350\tsemapv:ManualMappingCuration"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test writes its file."""
    return tmp_path / "set.sssom.tsv"


def write(path: Path, metadata: str, *rows: str) -> Path:
    """Write a file with `#` before each line of metadata."""
    block = [f"#{line}" for line in metadata.splitlines()]
    path.write_text("\n".join([*block, HEADER, *rows]) + "\n", encoding="utf-8")
    return path


METADATA = {
    "comments": "# who made it\nlicense: https://example.org/l # asked on Monday\nmapping_set_version: '1.10' # of June",
    "quoted scalars": '"license": \'https://example.org/l\'\nmapping_set_version: "1.10"',
    "a number and a list": "creator_id:\n- orcid:1\n- orcid:2\nmapping_set_version: 1.10\nlicense: https://example.org/l",
    "a blank behind each mark": " license: https://example.org/l\n mapping_set_version: 1.10",
    "flow style": "{license: 'https://example.org/l', mapping_set_version: 1.10, other: [a, {b: c}]}",
    "a folded text": "mapping_set_version: 1.10\nmapping_set_description: >\n  two: lines\n  of text\nlicense: https://example.org/l",
    "cells of a spreadsheet": "license: https://example.org/l\t\t\t\nmapping_set_version: 1.10\t\t",
}


@pytest.mark.parametrize("metadata", METADATA.values(), ids=METADATA)
def test_metadata_is_any_yaml(path: Path, metadata: str) -> None:
    """A slot's value is what YAML says, and a version keeps its last nought."""
    found = read_sssom(write(path, metadata, ROW))
    assert (found.license, found.version) == ("https://example.org/l", "1.10")


CURIE_MAPS = {
    "block": "curie_map:\n  orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
    "quoted": "curie_map:\n    'orphanet.ordo': \"http://www.orpha.net/ORDO/Orphanet_\" # Orphanet",
    "flow": 'curie_map: {"orphanet.ordo": "http://www.orpha.net/ORDO/Orphanet_"}',
    "one blank": "curie_map:\n orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
    "behind a list": "creator_id:\n  - orcid:1\ncurie_map:\n  orphanet.ordo: http://www.orpha.net/ORDO/Orphanet_",
}


@pytest.mark.parametrize("curie_map", CURIE_MAPS.values(), ids=CURIE_MAPS)
def test_prefixes_of_the_file_are_looked_up(path: Path, curie_map: str) -> None:
    """A prefix that only the file declares gives the identifier of its IRI."""
    found = read_sssom(write(path, curie_map, ROW.replace("OMIM:166350", "orphanet.ordo:2762")))
    assert [mapping.object.curie for mapping in found.mappings] == ["ORPHA:2762"]
    assert not found.unknown


def test_prefix_that_nobody_declares_is_counted(path: Path) -> None:
    """The row is left out, and counted under its prefix."""
    found = read_sssom(write(path, "curie_map:\n  other: http://example.org/o/", ROW.replace("OMIM:", "strange:")))
    assert (found.mappings, found.unknown) == ((), {"strange": 1})


FAULTS = {
    "no YAML": ("license: x\nmapping_set_id: [a\ntitle: b", "line 3: the metadata is not YAML"),
    "a tab that indents": ("license: x\ncurie_map:\n\tMONDO: http://example.org/", "line 3: the metadata is not YAML"),
    "a list of prefixes": ("license: x\ncurie_map:\n- MONDO", "line 3: curie_map should be"),
    "a prefix with a list": ("curie_map:\n  MONDO:\n  - http://example.org/", "line 3: MONDO should be a text"),
    "a licence that is a list": ("mapping_set_id: a\nlicense:\n- x", "line 3: license should be a text"),
    "no names": ("one\ntwo", "line 1: the metadata should be"),
    "a character of control": ("license: \x07", "line 1: the metadata is not YAML"),
    "monstrous nesting": (f"other: {'[' * 5000}", "line 1: the metadata is nested too deep"),
}


@pytest.mark.parametrize(("metadata", "message"), FAULTS.values(), ids=FAULTS)
def test_faults_name_their_line(path: Path, metadata: str, message: str) -> None:
    """What is wrong with the metadata is said with the line of the file."""
    with pytest.raises(VocabularyError, match=message):
        read_sssom(write(path, metadata, ROW))


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("OMIM:166350", "sssom:NoTermFound"),
        ROW.replace(POH, "sssom:NoTermFound"),
    ],
    ids=["as object", "as subject"],
)
def test_no_term_found_is_no_term(path: Path, row: str) -> None:
    """A row that says that there is no such term is no mapping; the report counts it, and the file may hold nothing else."""
    summary = get_kind("sssom").read(write(path, "license: x", row))
    assert (summary.counts, summary.left_out) == ({"mappings": 0}, {NO_TERM: 1})
