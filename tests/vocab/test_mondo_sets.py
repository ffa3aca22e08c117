"""Mondo's mapping sets as they ship: made from the published files, read back whole, and replaced by what a user adds."""

from pathlib import Path

import pytest

from pohgraph.errors import VocabularyError
from pohgraph.model import Reference
from pohgraph.resources import bundled
from pohgraph.vocab.descriptions import describe
from pohgraph.vocab.formats.mondo_sets import read_mondo_sets, write_mondo_sets
from pohgraph.vocab.formats.sssom import read_sssom
from pohgraph.vocab.inputs import MONDO_FILE, lexicon_inputs
from pohgraph.vocab.lexicon import open_lexicon
from pohgraph.vocab.mappings import MONDO_SETS, MappingSet
from pohgraph.vocab.user.added import add_files

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "mondo"
HEAD = """# mapping_set_id: http://purl.obolibrary.org/obo/mondo/mappings/{name}.sssom.tsv
# mapping_set_version: http://purl.obolibrary.org/obo/mondo/releases/2020-01-02/mappings/{name}.sssom.tsv
# license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification
"""
OMIM = "MONDO:0990001\tglass elbow\tskos:exactMatch\tOMIM:990001\tglass elbow\tsemapv:ManualMappingCuration\n"
GARD = "MONDO:0990001\tglass elbow\toboInOwl:hasDbXref\tGARD:0000990\t\tsemapv:ManualMappingCuration\n"
ORPHA = "MONDO:0990002\tlead knee\tskos:exactMatch\tOrphanet:990002\tLead = knee\tsemapv:ManualMappingCuration\n"


def _published(folder: Path, name: str, rows: str) -> Path:
    path = folder / f"{name}.sssom.tsv"
    path.write_text(HEAD.format(name=name) + rows, encoding="utf-8")
    return path


@pytest.fixture
def sets(tmp_path: Path) -> list[Path]:
    """Three small sets of one release."""
    rows = {"mondo_exactmatch_omim": OMIM, "mondo_hasdbxref_gard": GARD, "mondo_exactmatch_orphanet": ORPHA}
    return [_published(tmp_path, name, text) for name, text in rows.items()]


def _rows(found: MappingSet) -> set[tuple[str, str, str, str, str]]:
    return {
        (m.subject.curie, m.subject_label, m.predicate.curie, m.object.curie, m.object_label) for m in found.mappings
    }


def test_what_is_packed_is_read_back(sets: list[Path], tmp_path: Path) -> None:
    """Every row of the published files is there, with its labels; the file says its release and licence."""
    write_mondo_sets(sets, tmp_path / "small.tsv")
    found = read_mondo_sets(tmp_path / "small.tsv")
    assert _rows(found) == set().union(*(_rows(read_sssom(path)) for path in sets))
    assert (found.id, found.version, found.license[-10:]) == (MONDO_SETS, "2020-01-02", "/zero/1.0/")


def test_packing_gives_the_same_bytes_in_any_order(sets: list[Path], tmp_path: Path) -> None:
    """The file depends on nothing but the published ones."""
    write_mondo_sets(sets, tmp_path / "one.tsv")
    write_mondo_sets(sets[::-1], tmp_path / "other.tsv")
    assert (tmp_path / "one.tsv").read_bytes() == (tmp_path / "other.tsv").read_bytes()


def test_a_set_can_be_left_out(sets: list[Path], tmp_path: Path) -> None:
    """Rows of a set whose IRI is named are not read."""
    write_mondo_sets(sets, tmp_path / "small.tsv")
    found = read_mondo_sets(tmp_path / "small.tsv", without={f"{MONDO_SETS}mondo_exactmatch_omim.sssom.tsv"})
    assert {m.object.prefix for m in found.mappings} == {"GARD", "ORPHA"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (OMIM.replace("ManualMappingCuration", "LexicalMatching"), "cannot be made smaller"),
        (OMIM.replace("glass elbow\tskos", "lead knee\tskos"), "another label of MONDO:0990001"),
        (OMIM + GARD, "cannot be made smaller"),
    ],
)
def test_what_the_file_cannot_hold_is_refused(sets: list[Path], tmp_path: Path, rows: str, reason: str) -> None:
    """A row that the compact form would lose is an error, not a loss."""
    other = _published(tmp_path, "mondo_other", rows)
    with pytest.raises(VocabularyError, match=reason):
        write_mondo_sets([*sets, other], tmp_path / "small.tsv")


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    """The error has the file and the line."""
    path = tmp_path / "small.tsv"
    path.write_text("# head\n0990001\tglass elbow\tzOMIM\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="not a line of Mondo's mapping sets") as raised:
        read_mondo_sets(path)
    assert raised.value.line == 2


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published files are not here")
def test_the_file_that_ships_is_what_the_published_files_give(tmp_path: Path) -> None:
    """Nobody edited it by hand."""
    write_mondo_sets(list(PUBLISHED.glob("mondo_*.sssom.tsv")), tmp_path / "mondo.tsv")
    assert (tmp_path / "mondo.tsv").read_bytes() == bundled(MONDO_FILE).read_bytes()


def test_identifiers_lead_to_mondo_without_adding_anything() -> None:
    """An identifier of OMIM or Orphanet is canonically Mondo's; NORD's number is a cross-reference of it."""
    lexicon = open_lexicon()
    marfan = Reference("MONDO", "0007947")
    assert lexicon.canonical(Reference("OMIM", "154700")) == lexicon.canonical(Reference("ORPHA", "558")) == marfan
    assert ("oboInOwl:hasDbXref", "NORD:1403") in {
        (m.predicate.curie, m.object.curie) for m in lexicon.mappings.of(marfan)
    }


def test_the_graph_says_which_release_of_mondo_was_used() -> None:
    """The file's release, licence and hash are among the sources of the lexicon."""
    (source,) = (s for s in open_lexicon().sources if s.name == "mondo-mappings")
    assert source.version[:3] == "202"
    assert source.license == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert len(source.sha256) == 64


def test_mondo_itself_takes_the_place_of_the_sets(folders: Path, samples: Path) -> None:
    """After mondo.obo was added, the bundled file is no longer read."""
    add_files([samples / "mondo.obo"])
    assert folders.is_dir()
    assert [i.kind for i in lexicon_inputs() if i.kind == "mondo" and i.added is None] == []
    assert "mondo-mappings" not in {source.name for source in describe(lexicon_inputs())}


def test_a_newer_set_takes_the_place_of_that_set_alone(small_hpo: Path, tmp_path: Path) -> None:
    """Rows of the other sets stay, those of this one are the added file's."""
    path = _published(tmp_path, "mondo_exactmatch_omim", OMIM)
    add_files([path])
    lexicon = open_lexicon()
    assert small_hpo.is_dir()
    assert lexicon.canonical(Reference("OMIM", "990001")).curie == "MONDO:0990001"
    assert lexicon.canonical(Reference("ORPHA", "558")).curie == "MONDO:0007947"
    assert "OMIM" not in {m.object.prefix for m in lexicon.mappings.of(Reference("MONDO", "0007947"))}
