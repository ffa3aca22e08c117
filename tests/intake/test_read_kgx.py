"""KGX rows become associations of their file; a row that is no whole statement is left out and named."""

import json
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from pohgraph.intake.claims import ClaimWriter
from pohgraph.intake.files import GraphFile
from pohgraph.intake.kgx import edge_lines, node_descriptions
from pohgraph.intake.notes import Notes
from pohgraph.model import Reference
from pohgraph.schema.prefixes import expand
from pohgraph.store.imported import dataset_node
from pohgraph.store.rdf import term
from pohgraph.vocab.lexicon import open_lexicon

Writer = Callable[[str, str | bytes], GraphFile]
_EDGE = {
    "id": "uuid:1",
    "category": "biolink:DiseaseToPhenotypicFeatureAssociation",
    "subject": "MONDO:0008153",
    "predicate": "biolink:has_phenotype",
    "object": "HP:0002653",
}
_PLAIN = (term("MONDO:0008153"), term("biolink:has_phenotype"), term("HP:0002653"))


def _read(file: GraphFile) -> tuple[list[Quad], list[str]]:
    notes = Notes()
    writer = ClaimWriter(dataset_node(file.sha256), open_lexicon(), notes)
    if file.format == "kgx-nodes":
        lines = [node.lines(is_named=node.label is not None) for node in node_descriptions(file, writer)]
    else:
        lines = list(edge_lines(file, writer))
    quads = list(parse("".join(lines), format=RdfFormat.N_QUADS))
    return quads, [remark.message for remark in notes.remarks(file.path.name)]


def _tsv(**cells: str) -> str:
    row = _EDGE | cells
    return "\t".join(row) + "\n" + "\t".join(row.values()) + "\n"


def _triples(quads: list[Quad]) -> set[tuple[object, object, object]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in quads}


def _values(quads: list[Quad], slot: str) -> list[object]:
    return [quad.object for quad in quads if quad.predicate == term(slot)]


@pytest.mark.parametrize(
    ("cell", "plain"),
    [("", True), ("False", True), ("false", True), ("0", True), ("True", False), ("true", False), ("1", False)],
)
def test_negated_means_what_it_says(cell: str, plain: bool, graph_file: Writer) -> None:
    """KGX takes "False" for true; here the word counts, and what is negated is no plain edge."""
    quads, _ = _read(graph_file("edges.tsv", _tsv(negated=cell)))
    assert (_PLAIN in _triples(quads)) is plain
    assert _values(quads, "biolink:negated") == ([] if plain else [Literal(value=True)])


def test_unclear_negation_leaves_the_row_out(graph_file: Writer) -> None:
    """Where it cannot be told whether a statement is denied, it is no statement."""
    quads, remarks = _read(graph_file("edges.tsv", _tsv(negated="perhaps")))
    assert quads == []
    assert remarks == ["1 edge left out: line 2: 'perhaps' in the column negated is neither true nor false"]


def test_provenance_is_kept(graph_file: Writer) -> None:
    """Identifier, sources, publications, quotes and evidence stand on the association, under the file as its source."""
    file = graph_file(
        "edges.tsv",
        _tsv(
            primary_knowledge_source="infores:hpo-annotations",
            aggregator_knowledge_source="infores:a|infores:b",
            publications="PMID:1|PMID:2",
            has_evidence="ECO:0000304",
            frequency_qualifier="HP:0040281",
            supporting_text="bones hurt",
            has_quotient="0.5",
        ),
    )
    quads, remarks = _read(file)
    assert remarks == []
    assert _values(quads, "dcterms:identifier") == [Literal("uuid:1")]
    assert _values(quads, "prov:hadPrimarySource") == [dataset_node(file.sha256)]
    assert _values(quads, "biolink:primary_knowledge_source") == [term("infores:hpo-annotations")]
    assert _values(quads, "biolink:aggregator_knowledge_source") == [term("infores:a"), term("infores:b")]
    assert _values(quads, "biolink:publications") == [term("PMID:1"), term("PMID:2")]
    assert _values(quads, "biolink:frequency_qualifier") == [term("HP:0040281")]
    assert _values(quads, "biolink:supporting_text") == [Literal("bones hurt")]
    assert _values(quads, "biolink:has_quotient") == [Literal("0.5", datatype=term("xsd:decimal"))]
    assert _values(quads, "biolink:agent_type") == [Literal("not_provided")]
    assert term(_EDGE["category"]) in _values(quads, "rdf:type")


def test_foreign_statement_cannot_take_the_name_of_ours(graph_file: Writer) -> None:
    """An edge that bears the identifier of a claim of ours keeps it as text, and is a node of its own."""
    quads, _ = _read(graph_file("edges.tsv", _tsv(id="pohassoc:0123456789abcdef01234567")))
    assert term("pohassoc:0123456789abcdef01234567") not in {quad.subject for quad in quads}
    assert _values(quads, "dcterms:identifier") == [Literal("pohassoc:0123456789abcdef01234567")]
    assert _values(quads, "prov:wasDerivedFrom") == []


def test_two_edges_of_one_identifier_stay_two(graph_file: Writer) -> None:
    """KGX lets edges of one identifier overwrite each other; here a denial never melts into its opposite."""
    rows = [_EDGE | {"negated": True}, _EDGE | {"negated": False}]
    quads, _ = _read(graph_file("edges.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows)))
    associations = {quad.subject for quad in quads if quad.predicate == term("rdf:subject")}
    assert len(associations) == 2


def test_unknown_prefix_is_listed_and_kept(graph_file: Writer) -> None:
    """An identifier nobody can resolve is no reason to lose a statement."""
    quads, remarks = _read(graph_file("edges.tsv", _tsv(subject="FOO:12")))
    assert NamedNode("https://w3id.org/pohgraph/curie/FOO:12") in {quad.subject for quad in quads}
    assert any(text.startswith("1 undeclared prefix,") and text.endswith("FOO") for text in remarks)


def test_mode_of_inheritance_is_no_phenotype(graph_file: Writer) -> None:
    """HPO's terms of inheritance, onset and frequency never become has_phenotype, whoever says so."""
    file = graph_file("edges.tsv", _tsv(object="HP:0000006"))
    quads, remarks = _read(file)
    assert {quad.graph_name for quad in quads} == {dataset_node(file.sha256)}
    assert len(remarks) == 1


def test_gene_takes_the_canonical_identifier(graph_file: Writer) -> None:
    """Where the mapping sets know an exact match the graph's own identifier is used, and the file's one kept."""
    quads, _ = _read(
        graph_file("edges.tsv", _tsv(subject="HGNC:4392", predicate="biolink:causes", object="MONDO:0008153"))
    )
    assert _values(quads, "rdf:subject") == [term("NCBIGene:2778")]
    assert _values(quads, "biolink:original_subject") == [Literal("HGNC:4392")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("id\tsubject\tpredicate\tobject\n1\tMONDO:1\tbiolink:x\n", "line 2: no CURIE in the column object"),
        (
            "id\tsubject\tpredicate\tobject\tnegated\n1\tMONDO:1\tbiolink:x\tHP:1",
            "line 2: 4 cells where the header has 5, and the file ends within it",
        ),
        ("id\tsubject\tpredicate\tobject\n1\tMONDO:1\tbiolink:x\tHP:1\tx\n", "line 2: 5 cells where the header has 4"),
        ("id\tsubject\tpredicate\tobject\n1\tMONDO:1\tbiolink:x\tno curie\n", "line 2: no CURIE in the column object"),
        ("id\tsubject\tpredicate\tobject\n1\t\tbiolink:x\tHP:1\n", "line 2: no CURIE in the column subject"),
    ],
)
def test_row_that_is_no_statement_is_named(rows: str, message: str, graph_file: Writer) -> None:
    """A short row, as at the end of a file that was cut off, is left out with its line."""
    quads, remarks = _read(graph_file("edges.tsv", rows))
    assert quads == []
    assert remarks == [f"1 edge left out: {message}"]


def test_rows_that_lost_their_tabs_at_the_end_are_read(graph_file: Writer) -> None:
    """Cells that are missing at the end of a line are empty, of edges and of nodes."""
    edge, node = _tsv(negated="", publications=""), "id\tcategory\tname\tdescription\nX:1\tbiolink:Gene\tx\n"
    stripped = "".join(f"{line.rstrip()}\n" for line in edge.splitlines())
    assert stripped != edge
    quads, remarks = _read(graph_file("edges.tsv", stripped))
    assert (_PLAIN in _triples(quads), remarks) == (True, [])
    assert Literal("x") in [quad.object for quad in _read(graph_file("nodes.tsv", node))[0]]


def test_bad_json_line_does_not_stop_the_others(graph_file: Writer) -> None:
    """Each line stands for itself."""
    quads, remarks = _read(graph_file("edges.jsonl", f'{json.dumps(_EDGE)}\n{{"id": \n{json.dumps(_EDGE)}\n'))
    assert _PLAIN in _triples(quads)
    assert len(remarks) == 1
    assert remarks[0].startswith("1 edge left out: line 2: not JSON")


def test_nodes_give_names_categories_and_identifiers(graph_file: Writer) -> None:
    """A node has its label and category; its synonyms are related ones, for KGX does not say more."""
    quads, remarks = _read(
        graph_file(
            "nodes.tsv",
            "id\tcategory\tname\tsynonym\txref\tcolour\nMONDO:0008153\tbiolink:Disease\tPOH\tossif|POH\tORPHA:2762\tred\n",
        )
    )
    this = NamedNode(expand(Reference("MONDO", "0008153")))
    assert _triples(quads) == {
        (this, term("rdfs:label"), Literal("POH")),
        (this, term("rdf:type"), term("biolink:Disease")),
        (this, term("biolink:category"), term("biolink:Disease")),
        (this, term("oboInOwl:hasRelatedSynonym"), Literal("ossif")),
        (this, term("oboInOwl:hasDbXref"), term("ORPHA:2762")),
    }
    assert remarks == ["1 column of the nodes not kept: colour"]


def test_relation_our_export_widened_is_restored(graph_file: Writer) -> None:
    """KGX has no predicate for onset, so our export writes related_to and keeps ours beside it."""
    file = graph_file(
        "edges.tsv",
        _tsv(predicate="biolink:related_to", object="HP:0003593", original_predicate="pohgraph:has_onset"),
    )
    quads, _ = _read(file)
    assert _values(quads, "rdf:predicate") == [term("pohgraph:has_onset")]
    assert (term("MONDO:0008153"), term("biolink:related_to"), term("HP:0003593")) not in _triples(quads)


def test_original_predicate_of_others_is_kept_as_text(graph_file: Writer) -> None:
    """What a source called its relation does not change what the file states."""
    quads, _ = _read(graph_file("edges.tsv", _tsv(original_predicate="RO:0002200")))
    assert _values(quads, "rdf:predicate") == [term("biolink:has_phenotype")]
    assert _values(quads, "biolink:original_predicate") == [Literal("RO:0002200")]


def test_a_number_that_makes_no_iri_does_not_stop_the_others(graph_file: Writer) -> None:
    """Of an identifier with a declared prefix, too, the rest may be anything."""
    rows = ["id\tcategory\tname", "MONDO:000https://example.org/%zz\t\tA", "MONDO:0008153\t\tB"]
    quads, _ = _read(graph_file("nodes.tsv", "\n".join(rows) + "\n"))
    assert {quad.subject for quad in quads} == {term("MONDO:0008153")}
