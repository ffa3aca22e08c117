"""One table says how each consumer writes an identifier, and nothing is dropped that a consumer does not know."""

import io
from pathlib import Path

import pyoxigraph
import pytest
from curies import Converter
from pyoxigraph import NamedNode, RdfFormat

from pohgraph.claims.report import ExportReport
from pohgraph.claims.spelling import OURS, Spelling, consumers
from pohgraph.errors import ExportError
from pohgraph.export import FORMATS, export_files, export_graph
from pohgraph.schema.prefixes import compress, expand, prefix_map, standardise
from pohgraph.store.graph import GraphStore
from pohgraph.tables import package_table

TABLE = package_table("claims", "identifiers.tsv")
RDF = {"ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "nq": RdfFormat.N_QUADS}


def spelled(curie: str, consumer: str) -> tuple[str, str]:
    """CURIE and IRI of one of our CURIEs, for a consumer."""
    return Spelling(consumer, ExportReport()).spell(expand(standardise(curie)))


@pytest.mark.parametrize(
    ("ours", "consumer", "curie", "iri"),
    [
        ("ORPHA:2762", "monarch", "Orphanet:2762", "http://www.orpha.net/ORDO/Orphanet_2762"),
        ("ORPHA:2762", "bioregistry", "ORPHA:2762", "https://bioregistry.io/ORPHA:2762"),
        ("ORPHA:2762", "obo", "Orphanet:2762", "http://purl.obolibrary.org/obo/Orphanet_2762"),
        ("ORPHA:2762", "wikidata", "P1550:2762", "http://www.orpha.net/ORDO/Orphanet_2762"),
        ("GARD:109", "monarch", "GARD:0000109", "https://rarediseases.info.nih.gov/diseases/0000109"),
        ("PMC:123", "bioregistry", "pmc:PMC123", "https://bioregistry.io/pmc:PMC123"),
        ("HP:0000924", "umls", "HPO:HP:0000924", "https://uts.nlm.nih.gov/uts/umls/vocabulary/HPO/HP:0000924"),
        ("HP:0000924", "obo", "HP:0000924", "http://purl.obolibrary.org/obo/HP_0000924"),
        ("UMLS:C0334041", "orphanet", "UMLS:C0334041", "http://identifiers.org/umls/C0334041"),
    ],
)
def test_consumer_gets_its_own_form(ours: str, consumer: str, curie: str, iri: str) -> None:
    """Prefix, padding and IRI are the consumer's."""
    assert spelled(ours, consumer) == (curie, iri)


def test_our_rows_are_our_prefix_map() -> None:
    """Our own spelling takes its IRIs from the prefix map alone, so that an IRI of ours is written in one table."""
    own = [row for row in TABLE if row["consumer"] == OURS]
    assert own
    assert not any(row["iri"] for row in own)
    assert all(row["iri"] for row in TABLE if row not in own)
    assert Spelling(OURS, ExportReport()).prefixes == prefix_map()


def test_table_is_sound() -> None:
    """Each consumer writes each prefix once, knows only prefixes of ours, and gives a reason for each row."""
    assert len({(row["consumer"], row["prefix"]) for row in TABLE}) == len(TABLE)
    assert {row["prefix"] for row in TABLE} <= prefix_map().keys()
    assert {row["resolves"] for row in TABLE} == {"yes", "no"}
    assert all(row["reason"] and "{" in row["identifier"] for row in TABLE)


@pytest.mark.parametrize("consumer", consumers())
def test_written_curies_expand_to_written_iris(consumer: str) -> None:
    """The prefixes an export declares give back the IRIs it writes; no two stand for the same one."""
    spelling = Spelling(consumer, ExportReport())
    converter = Converter.from_prefix_map(spelling.prefixes)
    for row in TABLE:
        curie, iri = spelling.spell(expand(standardise(f"{row['prefix']}:123")))
        assert converter.expand(curie) == iri


@pytest.mark.parametrize("consumer", [name for name in consumers() if name != OURS])
@pytest.mark.parametrize("format_", RDF)
def test_rdf_has_the_consumers_iris(format_: str, consumer: str, sample_store: GraphStore) -> None:
    """The same statements in every RDF format, with every identifier as the table says."""
    out = io.BytesIO()
    export_graph(sample_store, format_, out, prefixes=consumer)
    spelling = Spelling(consumer, ExportReport())
    expected = {
        spelling.spell(node.value).iri
        for quad in sample_store.quads()
        for node in (quad.subject, quad.object)
        if isinstance(node, NamedNode)
    }
    found = {
        node.value
        for quad in pyoxigraph.parse(out.getvalue(), RDF[format_])
        for node in (quad.subject, quad.object)
        if isinstance(node, NamedNode)
    }
    assert found == expected


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - {"html", "site"}))  # whose links need our own
def test_every_format_takes_prefixes(format_: str, sample_store: GraphStore, tmp_path: Path) -> None:
    """Spelled for Bioregistry, no format writes the IRI of ORDO's class."""
    target = tmp_path / f"x.{FORMATS[format_].extension}"
    _, paths = export_files(sample_store, format_, target, prefixes="bioregistry")
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    assert not [file.name for file in files if b"ORDO/Orphanet_" in file.read_bytes()]


def test_unknown_identifiers_are_written_and_listed(seeds_store: GraphStore) -> None:
    """An own disease has no prefix at Monarch: it is in the file, on the list, and in the report's table."""
    out = io.BytesIO()
    view = export_graph(seeds_store, "nq", out, prefixes="monarch")
    assert b"disease/primary-osteoma-cutis" in out.getvalue()
    problem = "pohdisease:primary-osteoma-cutis: no prefix in monarch"
    assert ("identifier", problem, "1") in view.report.rows()
    assert any("identifiers (no prefix in monarch): " in line for line in view.report.lines())


def test_dead_iris_are_listed(seeds_store: GraphStore) -> None:
    """ICD-10-CM's IRI names a system where nothing answers for one code."""
    view = export_graph(seeds_store, "sssom", io.BytesIO())
    assert any(item.startswith("ICD10CM:") and "does not resolve" in item for _, item, _ in view.report.rows())


def test_unknown_consumer_is_told(sample_store: GraphStore) -> None:
    """A misspelt consumer is answered with the nearest and all there are."""
    with pytest.raises(ExportError, match=r"^monarc: unknown consumer; did you mean 'monarch'\?"):
        export_graph(sample_store, "nq", io.BytesIO(), prefixes="monarc")


def test_spelling_leaves_terms_alone() -> None:
    """Predicates, classes and own things are no identifiers: every consumer reads them as they are."""
    for curie in ("biolink:has_phenotype", "pohassoc:1", "rdfs:label", "infores:ghr"):
        iri = expand(standardise(curie))
        assert spelled(curie, "bioregistry") == (compress(iri), iri)
