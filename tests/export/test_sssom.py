"""SSSOM: what sssom-pydantic, which we did not write, reads in the export."""

from pathlib import Path

import pytest
import sssom_pydantic
from curies import Converter

from pohgraph.export import export_files
from pohgraph.store.graph import GraphStore
from pohgraph.vocab.formats.sssom import NO_TERM, read_sssom

Triple = tuple[str, str, str]


def read(store: GraphStore, path: Path, prefixes: str = "") -> tuple[set[Triple], Converter]:
    """The mappings as sssom-pydantic reads them, none of them in error, and the prefixes of the file."""
    export_files(store, "sssom", path, prefixes=prefixes)
    mappings, converter, mapping_set, errors = sssom_pydantic.read(path, return_errors=True)
    assert not errors
    assert mapping_set.license
    assert mapping_set.version
    return {(m.subject.curie, m.predicate.curie, m.object.curie) for m in mappings}, converter


@pytest.mark.parametrize("graph", ["sample_store", "seeds_store", "pages_store"])
def test_every_row_is_read(graph: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """sssom-pydantic reads as many mappings as there are distinct ones in the file, without an error."""
    store = request.getfixturevalue(graph)
    found, _ = read(store, tmp_path / "x.sssom.tsv")
    lines = [line for line in (tmp_path / "x.sssom.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    cells = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    assert found == {(row["subject_id"], row["predicate_id"], row["object_id"]) for row in cells}
    assert found


def test_strength_is_as_the_source_gives_it(seeds_store: GraphStore, tmp_path: Path) -> None:
    """Mondo gives GARD a cross-reference and Orphanet an exact match."""
    found, _ = read(seeds_store, tmp_path / "x.sssom.tsv")
    assert ("MONDO:0008153", "oboInOwl:hasDbXref", "GARD:109") in found
    assert ("MONDO:0008153", "skos:exactMatch", "ORPHA:2762") in found


def test_prefixes_of_the_consumer_are_declared(seeds_store: GraphStore, tmp_path: Path) -> None:
    """Spelled for Monarch, each CURIE expands to the IRI that Mondo's own mapping sets give."""
    found, converter = read(seeds_store, tmp_path / "x.sssom.tsv", prefixes="monarch")
    assert ("MONDO:0008153", "skos:exactMatch", "Orphanet:2762") in found
    assert converter.expand("Orphanet:2762") == "http://www.orpha.net/ORDO/Orphanet_2762"
    assert ("MONDO:0008153", "oboInOwl:hasDbXref", "GARD:0000109") in found


def test_what_a_page_states_has_its_words(seeds_store: GraphStore, tmp_path: Path) -> None:
    """A row read from a page names the page, its licence and its quote."""
    path = tmp_path / "x.sssom.tsv"
    export_files(seeds_store, "sssom", path)
    row = next(line for line in path.read_text("utf-8").splitlines() if "OSSEOUS HETEROPLASIA, PROGRESSIVE" in line)
    assert "pohdoc:004_800ed09ecb654b7d" in row
    assert "https://creativecommons.org/publicdomain/mark/1.0/" in row


def test_a_code_system_without_a_code_is_told(seeds_store: GraphStore, tmp_path: Path) -> None:
    """What a page denies is no row with a text as identifier, but SSSOM's own word for a term that is not there."""
    path = tmp_path / "x.sssom.tsv"
    export_files(seeds_store, "sssom", path)
    (row,) = (line for line in path.read_text("utf-8").splitlines() if "an ICD-10 code of its own" in line)
    assert row.split("\t")[2:6] == ["skos:exactMatch", "", "sssom:NoTermFound", "an ICD-10 code of its own"]


def test_our_own_reader_reads_it_back(seeds_store: GraphStore, tmp_path: Path) -> None:
    """The export is a mapping set that `pohgraph vocab add` takes."""
    path = tmp_path / "x.sssom.tsv"
    export_files(seeds_store, "sssom", path)
    mappings = read_sssom(path)
    assert mappings.unknown == {NO_TERM: 2}
    assert ("MONDO:0008153", "OMIM:166350") in {(m.subject.curie, m.object.curie) for m in mappings.mappings}
