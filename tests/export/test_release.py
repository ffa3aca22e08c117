"""A release is one folder, whole or not there, whose files are described, hashed and the same for the same graph."""

import csv
import hashlib
import json
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, RDF
from rocrate.rocrate import ROCrate

from pohgraph.errors import ExportError
from pohgraph.export import FORMATS, export_files
from pohgraph.export.release.released import BIOLINK
from pohgraph.store.graph import GraphStore, open_store
from pohgraph.store.quads import quads
from pohgraph.store.writer import write_store

PAPERS = {
    "CHANGELOG-pohgraph.md",
    "CITATION.cff",
    "README.md",
    "SHA256SUMS",
    "left-out.tsv",
    "manifest.json",
    "release-metadata.yaml",
    "ro-crate-metadata.json",
    "void.ttl",
}


@pytest.fixture(scope="module")
def release(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the sample graph."""
    return released(sample_path, tmp_path_factory.mktemp("release") / "out")


def released(store: Path, folder: Path, *, license_: str = "") -> Path:
    """Write a release as of a fixed day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1763769600")
        export_files(open_store(store), "release", folder, license_=license_)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_format_and_paper_is_there(release: Path) -> None:
    """Each format of the table has a file or more, and no other file is there."""
    files = set(contents(release))
    assert files >= PAPERS
    extensions = {
        exporter.extension for name, exporter in FORMATS.items() if name not in {"html", "release", "site", "void"}
    }
    assert {path.partition(".")[2] for path in files - PAPERS} == extensions


def test_checksums_are_those_of_the_files(release: Path) -> None:
    """SHA256SUMS names every other file with the hash of its bytes."""
    lines = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    stated = {path: sha256 for sha256, path in (line.split("  ") for line in lines)}
    found = {path: hashlib.sha256(content).hexdigest() for path, content in contents(release).items()}
    assert stated == {path: sha256 for path, sha256 in found.items() if path != "SHA256SUMS"}


def test_the_same_graph_is_the_same_release(release: Path, sample_path: Path, tmp_path: Path) -> None:
    """A second release of a graph has the same files, byte for byte."""
    assert contents(released(sample_path, tmp_path / "again")) == contents(release)


def test_rocrate_reads_the_crate(release: Path) -> None:
    """The library of RO-Crate's makers finds every file, its size, and when and under what terms it was published."""
    crate = ROCrate(release)
    assert crate.root_dataset["datePublished"] == "2025-11-22"
    assert crate.root_dataset["license"].id == "#terms"
    files = {entity.id: entity for entity in crate.data_entities if entity.type == "File"}
    assert set(files) == set(contents(release)) - {"SHA256SUMS", "ro-crate-metadata.json"}
    for path, content in contents(release).items():
        if path in files:
            assert files[path]["contentSize"] == str(len(content))
            assert files[path]["sha256"] == hashlib.sha256(content).hexdigest()


def test_every_reference_of_the_crate_leads_somewhere(release: Path) -> None:
    """Each `@id` that is pointed to is described in the crate, but for the specification itself."""
    graph = json.loads((release / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    described = {entity["@id"] for entity in graph}
    pointed = {
        value["@id"]
        for entity in graph
        for values in entity.values()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, dict)
    }
    assert len(described) == len(graph)
    assert pointed - described == {"https://w3id.org/ro/crate/1.2"}


def test_the_receipt_is_as_monarch_has_it(release: Path) -> None:
    """The receipt has the slots of Monarch's schema, and names sources, artefacts and the versions behind them."""
    receipt = yaml.safe_load((release / "release-metadata.yaml").read_text(encoding="utf-8"))
    assert receipt["id"] == "pohgraph"
    assert receipt["generated_at"] == "2025-11-22T00:00:00Z"
    assert receipt["biolink_version"] == BIOLINK
    assert {source["id"] for source in receipt["sources"]} == {"pohsource:gard", "pohvocab:hpo"}
    assert all(source["urls"] for source in receipt["sources"])
    for artefact in receipt["artifacts"]:
        assert hashlib.sha256((release / artefact["path"]).read_bytes()).hexdigest() == artefact["sha256"]


def test_the_biolink_release_is_the_one_we_are_judged_by() -> None:
    """The version in the receipt is that of the classes every association is checked with."""
    assert version("biolink-model") == BIOLINK


def test_the_citation_names_the_dataset_and_its_sources(release: Path) -> None:
    """CITATION.cff has what the Citation File Format requires, of the dataset and not of the software."""
    citation = yaml.safe_load((release / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["type"] == "dataset"
    assert [reference["type"] for reference in citation["references"]] == ["software", "website", "data"]


def test_the_description_names_the_files(release: Path) -> None:
    """VoID and DCAT list a distribution for each file of the graph, and the day."""
    graph = rdflib.Graph().parse(release / "void.ttl")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(dataset, DCTERMS.issued)) == "2025-11-22"
    files = {str(graph.value(file, DCTERMS.title)) for file in graph.objects(dataset, DCAT.distribution)}
    assert files == set(contents(release)) - PAPERS


def test_what_formats_leave_out_is_listed(release: Path) -> None:
    """The table says for each format what it does not hold."""
    table = (release / "left-out.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(table, delimiter="\t"))
    told = {(row["format"], row["item"]): row["count"] for row in rows}
    assert told["bioschemas", "denied claims"] == "1"
    assert told["graphml", "claims with a text as object, which cannot be edges"] == "6"


def test_a_slice_holds_nothing_else(sample: ModuleType, tmp_path: Path) -> None:
    """Words of a page without a licence are in no file of a release for the public domain."""
    content = sample.sample_content()
    second = next(doc for doc in content.documents if doc.id == "pohdoc:second")
    closed = replace(second, source=replace(second.source, license=""))
    pages = tuple(closed if doc is second else doc for doc in content.documents)
    write_store(tmp_path / "store", quads(replace(content, documents=pages)), sample.SOURCES, "{}")
    whole = contents(released(tmp_path / "store", tmp_path / "whole"))
    slice_ = contents(released(tmp_path / "store", tmp_path / "slice", license_="public-domain"))
    assert {path for path, data in whole.items() if b"Most mutations are new" in data} > {"pohgraph.ttl"}
    assert [path for path, data in slice_.items() if b"Most mutations are new" in data] == []


def test_a_folder_with_files_is_left_alone(sample_store: GraphStore, tmp_path: Path) -> None:
    """A release is never mixed with what is there already."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="empty folder"):
        export_files(sample_store, "release", tmp_path / "out")
    assert contents(tmp_path) == {"out/mine.txt": b"mine"}


def test_a_release_that_fails_leaves_nothing(
    sample_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left of a release whose date makes no sense."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ExportError, match="'yesterday' is not a number of seconds since 1970"):
        export_files(sample_store, "release", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_release_without_pyarrow_says_so(
    sample_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A format whose library is missing is left out and named in the report."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    view, _ = export_files(sample_store, "release", tmp_path / "out")
    assert any("format (parquet: this needs pohgraph[parquet]" in line for line in view.report.lines())
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_the_date_is_when_the_graph_was_built(
    sample_store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without $SOURCE_DATE_EPOCH a release has the day its store was written."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    export_files(sample_store, "release", tmp_path / "out")
    citation = yaml.safe_load((tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8"))
    assert sample_store.built
    assert citation["date-released"] == sample_store.built.date().isoformat()
